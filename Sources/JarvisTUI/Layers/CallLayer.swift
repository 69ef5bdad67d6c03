import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// A call that an answer rests on, as the memory has it: what was asked, when, how it ended, and what came of it in full.
struct CallLayer: PageLayer {
    let cluster: String
    /// All that the answer rests on, and the one that is shown.
    let citations: [Citation]
    private(set) var index: Int
    /// What the memory has of those that were asked for; `nil` behind one that it does not have.
    private var calls: [TalkCall.ID: TalkCall?] = [:]
    /// What the chat itself knows of some.
    private let seen: [TalkCall.ID: TalkCall]
    var scroll = 0
    private(set) var laidOut = KeptLines()

    init(_ citations: [Citation], at index: Int, of cluster: String, seen: [TalkCall] = []) {
        self.cluster = cluster
        self.seen = Dictionary(seen.map { ($0.id, $0) }) { first, _ in first }
        self.citations = citations
        self.index = max(0, min(index, citations.count - 1))
    }

    /// Takes what the memory has of a call.
    mutating func receive(_ call: TalkCall?, _ id: TalkCall.ID) {
        calls.updateValue(call, forKey: id)
        laidOut = KeptLines()
    }

    private var citation: Citation { citations[index] }

    /// What has the memory asked for the call that is shown; nothing where it was.
    var wish: [Effect] {
        guard !calls.keys.contains(citation.call) else { return [] }
        return [.kit(.talk(.call(citation.call, cluster: cluster)))]
    }

    func hints(in state: AppState) -> [KeyHint] {
        let catalog = state.catalog
        return (citations.count > 1 ? catalog.hint([CallAction.before, .next], "The others") : [])
            + catalog.hint([ListAction.down, .up], "Scroll") + [KeyHint(.escape, "Close")]
    }

    mutating func act(_ key: Key, in state: AppState) -> LayerOutcome {
        guard let action = state.catalog.action(for: key, as: CallAction.self) else { return .stay([]) }
        let next = max(0, min(index + action.step, citations.count - 1))
        guard next != index else { return .stay([]) }
        (index, scroll) = (next, 0)
        laidOut = KeptLines()
        return .stay(wish)
    }
}

extension CallLayer {
    /// Bytes of a result that are shown; a tool returns far less.
    private static let longest = 1 << 18
    private static let nameWidth = 8

    func title(in scene: Scene) -> String {
        let place = citations.count > 1 ? "\(index + 1) OF \(citations.count) CALLS" : "THE CALL"
        return "\(place) THIS RESTS ON"
    }

    func note(in scene: Scene) -> [Span] {
        guard citations.count > 1 else { return [] }
        let glyphs = scene.glyphs
        return [Span("\(glyphs[.arrowLeft])\(glyphs[.arrowRight])", scene.ink.accent)]
    }

    func lines(in scene: Scene, width: Int) -> [[Span]] {
        let (ink, facts) = (scene.ink, PageFacts(scene: scene, width: width, names: Self.nameWidth))
        let told = calls[citation.call]
        guard let call = (told ?? nil) ?? seen[citation.call] else {
            let words =
                told == nil
                ? "Asking the memory."
                : "The memory does not have this call: it was forgotten with its conversation, or is not kept yet."
            return head(scene, nil) + [[]] + facts.lines("", words, ink.dim)
        }
        var lines = head(scene, call)
        lines += facts.lines("began", Self.moment(call.began.timeIntervalSince1970, scene))
        if let took = call.took { lines += facts.lines("took", "\(took.wholeMilliseconds) ms") }
        lines += facts.lines("ended", Self.words(call.fate), Self.style(of: call.fate, ink))
        if call.arguments.object?.isEmpty == false {
            let values = ValueDrawing(
                ink: ink, glyphs: scene.glyphs, width: width, clock: scene.state.wallClock)
            lines += [[], [Span("GIVEN", ink.title)]]
            lines += values.lines(call.arguments.mappingTexts { $0.coveringSecrets })
        }
        lines += [[], [Span(call.fate.hasRun ? "RETURNED" : "WHY", ink.title)]]
        return lines
            + (call.outcome.isEmpty
                ? [[Span("nothing", ink.dim)]]
                : facts.text(call.outcome, limit: Self.longest, ink.text))
    }

    /// Its name and tier.
    private func head(_ scene: Scene, _ call: TalkCall?) -> [[Span]] {
        let ink = scene.ink
        let tier = SafetyTier.allCases.first { $0.description == call?.tier }
        return [
            [
                Span(
                    Self.sign(of: call?.fate ?? citation.fate, scene.glyphs) + " ",
                    Self.style(of: call?.fate ?? citation.fate, ink)),
                Span(Untrusted(call?.name ?? citation.name).name, ink.text.bold),
                Span(tier.map { "  \($0)" } ?? "", ink.tier(tier)),
            ]
        ]
    }

    /// `2026-01-01 14:02:31`.
    private static func moment(_ epoch: Double, _ scene: Scene) -> String {
        let clock = scene.state.wallClock
        return (clock.day(epoch).map { $0 + " " } ?? "") + clock.seconds(epoch)
    }

    private static func words(_ fate: TalkCall.Fate) -> String {
        switch fate {
        case .done: "well"
        case .failed: "failed"
        case .unknown: "not known: it may have taken effect"
        case .refused: "refused, it did not run"
        case .cancelled: "stopped at your request, it did not run"
        case .interrupted: "not known: Jarvis ended while it ran"
        }
    }

    private static func sign(of fate: TalkCall.Fate, _ glyphs: GlyphSet) -> String {
        switch fate {
        case .done: glyphs[.done]
        case .failed, .refused, .cancelled: glyphs[.failed]
        case .unknown, .interrupted: glyphs[.unknown]
        }
    }

    private static func style(of fate: TalkCall.Fate, _ ink: Ink) -> Style {
        switch fate {
        case .done: ink.ok
        case .failed, .refused, .cancelled: ink.critical
        case .unknown, .interrupted: ink.warning
        }
    }
}

extension TalkCall.Fate {
    fileprivate var hasRun: Bool { self != .refused && self != .cancelled }
}

extension AppState {
    /// Opens a call that an answer of the chat rests on.
    mutating func open(_ citations: [Citation], at index: Int) -> [Effect] {
        let layer = CallLayer(citations, at: index, of: cluster.name, seen: chat.calls(of: citations))
        push(layer)
        return layer.wish
    }
}
