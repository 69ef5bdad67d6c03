import Jarvis
import Multiplexer
import Screen
import Text

/// What the operator had Jarvis remember of a cluster, and below it what was done there.
///
/// The selected one is told in full, with where it is from. What was done can only be read.
struct MemoryLayer: ChoosingLayer {
    var chooser = Chooser(.plain)
    let cluster: String
    /// Only those with these words; all where there are none.
    let words: String
    /// `nil` while the memory is asked.
    private var things: [Thing]?

    /// A row of the list.
    private enum Thing {
        case fact(KnownFact)
        case act(Episode)

        /// As its number is written: `#7`, `act 88`.
        var number: String {
            switch self {
            case .fact(let fact): "#\(fact.number)"
            case .act(let act): "act \(act.number)"
            }
        }

        /// In Unix seconds.
        var time: Double {
            switch self {
            case .fact(let fact): fact.time
            case .act(let act): act.time
            }
        }

        var text: String {
            switch self {
            case .fact(let fact): fact.text
            case .act(let act): act.line
            }
        }

        var isPinned: Bool {
            if case .fact(let fact) = self { fact.isPinned } else { false }
        }
    }

    init(of cluster: String, _ words: String, _ facts: [KnownFact]? = nil, _ acts: [Episode] = []) {
        self.cluster = cluster
        self.words = words
        if let facts { receive(facts, acts) }
    }

    /// Takes what the memory has now; the selection stays where it is.
    mutating func receive(_ facts: [KnownFact], _ acts: [Episode]) {
        things = facts.map(Thing.fact) + acts.map(Thing.act)
    }

    func hints(in state: AppState) -> [KeyHint] {
        let catalog = state.catalog
        guard let thing else { return [KeyHint(.escape, "Close")] }
        guard case .fact(let selected) = thing else {
            return catalog.hint([MemoryAction.export], "Export all facts") + [KeyHint(.escape, "Close")]
        }
        return catalog.hint([ListAction.choose], "Change it")
            + catalog.hint([MemoryAction.pin], selected.isPinned ? "Unpin" : "Pin")
            + catalog.hint([MemoryAction.forget], "Forget #\(selected.number)")
            + catalog.hint([MemoryAction.export], "Export all") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch chooser.handle(input.key, count: count, state.catalog) {
        case .chosen(let index): return chosen(index, in: state)
        case .left: return .close([])
        case .moved: return .stay([])
        case .none: break
        }
        guard let action = state.catalog.action(for: input.key, as: MemoryAction.self) else {
            return .stay([])
        }
        if action == .export { return .stay([.kit(.memory(.export(cluster: cluster)))]) }
        guard case .fact(let fact)? = thing else { return .stay([]) }
        let order: FactOrder = action == .pin ? .pin : .forget
        return .stay([.kit(.memory(.change(order, fact.number, cluster: cluster, showing: words)))])
    }

    func count(in state: AppState) -> Int { count }

    private var count: Int { things?.count ?? 0 }

    /// The selected one.
    private var thing: Thing? {
        guard let things, !things.isEmpty else { return nil }
        return things[min(chooser.selected, things.count - 1)]
    }

    /// The sentence of a fact goes into the line, to take the place of the one that stands.
    func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        guard let thing = things?[index] else { return .close([]) }
        guard case .fact(let fact) = thing else { return .stay([]) }
        return .closeAndChange { $0.prepare("/remember \(fact.number): \(Untrusted(fact.text).line)") }
    }
}

extension MemoryLayer {
    private static let timeWidth = 13
    private static let mostRows = 14
    private static let width = 92
    /// The most lines of a fact that are told in full, and the lines about it.
    private static let most = 5
    private static let about = 2

    func box(in state: AppState) -> Rect? { box(state.size) }

    private func box(_ size: Size) -> Rect {
        let rows = min(max(1, count), Self.mostRows) + (count > 0 ? 1 + told : 1)
        return Dialog.box(of: size, width: Self.width, height: min(rows, max(6, size.height - 6)))
    }

    /// The rows below the list: the longest fact, roughly, and where it is from.
    private var told: Int {
        let longest = (things ?? []).map { 1 + $0.text.utf8.count / (Self.width - 8) }.max() ?? 1
        return min(longest, Self.most) + Self.about
    }

    func list(in state: AppState) -> Rect { rooms(state.size).list }

    private func rooms(_ size: Size) -> (list: Rect, text: Rect) {
        let inner = Dialog.room(in: box(size))
        let below = inner.height > told + 1 ? told + 1 : max(0, inner.height - 3)
        let (list, rest) = inner.splitTop(max(1, inner.height - below))
        return (list, rest.splitTop(1).rest)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, glyphs) = (scene.ink, scene.glyphs)
        let about =
            words.isEmpty
            ? "" : ": " + Untrusted(words).title.clipped(toColumns: 50, ellipsis: glyphs.ellipsis)
        let inner = Dialog(scene: scene, title: "WHAT JARVIS REMEMBERS" + about).draw(
            into: &frame, box(scene.state.size))
        guard let things, let thing else {
            frame.put(sentence, in: inner.row(0), style: ink.dim.on(ink.raised.background), glyphs: glyphs)
            return
        }
        let (list, text) = rooms(scene.state.size)
        let numberWidth = (things.map(\.number.count).max() ?? 2) + 1
        chooser.draw(into: &frame, list, count: things.count, scene) { frame, index, row, ground in
            let thing = things[index]
            let number = thing.number.padded(toColumns: numberWidth)
            let time = scene.state.wallClock.near(thing.time, seenAt: scene.now.epoch)
            let when = row.width < 50 ? "" : time.padded(toColumns: Self.timeWidth)
            let x = frame.put(
                [
                    Span(thing.isPinned ? glyphs[.done] + " " : "  ", ink.ok.on(ground)),
                    Span(number, ink.accent.on(ground)),
                    Span(when, ink.dim.on(ground)),
                ], at: row.origin, in: row)
            let room = Rect(x: x, y: row.y, width: max(0, row.endX - x), height: 1)
            frame.put(Untrusted(thing.text).line, in: room, style: ink.text.on(ground), glyphs: glyphs)
        }
        draw(thing, into: &frame, text, scene)
    }

    private var sentence: String {
        if things == nil { return "Asking the memory." }
        return words.isEmpty
            ? "Nothing yet: /remember and a sentence has Jarvis keep it."
            : "Nothing with these words; /memory alone lists all."
    }

    /// Where a fact is from, and who was told it.
    private static func facts(about fact: KnownFact, _ scene: Scene) -> [String] {
        [
            "Said \(scene.state.wallClock.near(fact.time, seenAt: scene.now.epoch)) by \(Untrusted(fact.source).line)"
                + (fact.supersedes.map { ", in the place of #\($0)" } ?? ""),
            fact.told == 0
                ? "No model was told it yet"
                : "Models were told it \(fact.told == 1 ? "once" : "\(fact.told) times")"
                    + (fact.toldLast.map {
                        ", last \(scene.state.wallClock.near($0, seenAt: scene.now.epoch))"
                    } ?? ""),
        ]
    }

    /// What a row says below the list.
    private static func facts(about thing: Thing, _ scene: Scene) -> [String] {
        switch thing {
        case .fact(let fact): facts(about: fact, scene)
        case .act(let act):
            [
                "Written \(scene.state.wallClock.near(act.time, seenAt: scene.now.epoch)) by who carried it out, into the "
                    + "audit log under \(act.number)",
                "Remembered for 90 days; the log itself stays",
            ]
        }
    }

    private func draw(_ thing: Thing, into frame: inout Frame, _ room: Rect, _ scene: Scene) {
        let (ink, glyphs) = (scene.ink, scene.glyphs)
        let lines = Untrusted(thing.text).line.wrapped(toColumns: room.width)
        let facts = Self.facts(about: thing, scene)
        let most = max(0, room.height - facts.count)
        for (index, line) in lines.prefix(most).enumerated() {
            let isCut = index == most - 1 && lines.count > most
            frame.put(isCut ? glyphs.ellipsis : line, in: room.row(index), style: ink.raised, glyphs: glyphs)
        }
        for (index, line) in facts.enumerated() where index < room.height {
            frame.put(
                line, in: room.row(room.height - facts.count + index),
                style: ink.dim.on(ink.raised.background), glyphs: glyphs)
        }
    }
}
