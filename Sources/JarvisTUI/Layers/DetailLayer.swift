import ClusterKit
import Multiplexer
import Screen
import Text

/// A closer look at one node, guest, storage or task: graphs, facts, or the log.
struct DetailLayer: ScrollingLayer {
    var request: DetailRequest
    private(set) var series: RRDSeries?
    var facts: [DetailFact] = []
    var log: [TaskLogLine] = []
    var failure: String?
    private(set) var scroll = 0
    /// In which state its thing was when it was asked about last, and when that was.
    private var look: (state: String?, at: ContinuousClock.Instant)?

    /// So old is what it shows at most.
    private static let period = Duration.seconds(15)

    init(request: DetailRequest) {
        self.request = request
    }

    mutating func receive(_ outcome: DetailOutcome) {
        failure = nil
        switch outcome {
        case .series(let series): self.series = series
        case .facts(let facts): self.facts = facts
        case .log(let lines): log = lines
        case .failed(let words): failure = words
        }
    }

    /// Whether its thing is to be asked about anew: it is in another state than then, or is up and that was long ago.
    mutating func takeLook(in snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) -> Bool {
        let state = request.subject.state(in: snapshot)
        guard let before = look else {
            look = (state, now)
            return false
        }
        let isOld = now - before.at >= Self.period && request.subject.isLive(in: snapshot)
        guard state != before.state || isOld else { return false }
        look = (state, now)
        return true
    }

    func hints(in state: AppState) -> [KeyHint] {
        let keys =
            (hasGraphs ? state.catalog.hint([DetailAction.shorter, .longer], "Time span") : [])
            + state.catalog.hint([ListAction.down, .up], "Scroll") + [KeyHint(.escape, "Close")]
        let further = state.catalog.commands.filter {
            $0.scope == .panel(.cluster) && $0.isProminent && goesOn($0) && $0.availability(state) == .enabled
        }
        let copy = state.catalog.command(id: "cluster.copy")?.hint("Copy")
        return keys + further.compactMap { $0.hint() } + [copy].compactMap(\.self)
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let key = input.key else { return .stay([]) }
        if let span = state.catalog.action(for: key, as: DetailAction.self) { return change(by: span.step) }
        switch state.catalog.action(for: key, as: ListAction.self) {
        case .close, .choose: return .close([])
        case .up: scroll(by: -1)
        case .down: scroll(by: 1)
        case .pageup: scroll(by: -state.layout.closerLook.height)
        case .pagedown: scroll(by: state.layout.closerLook.height)
        case .first: scroll = 0
        case .last: scroll(by: max(facts.count, log.count))
        case nil: return act(key, in: state)
        }
        return .stay([])
    }

    /// The commands of the column below go on working: start, stop, ask.
    private func act(_ key: Key, in state: AppState) -> LayerOutcome {
        guard let command = state.catalog.command(for: key, in: .panel(.cluster)) else { return .stay([]) }
        switch command.id {
        case "cluster.copy": return .stayAndChange { [text] in $0.copy(text) }
        case "cluster.refresh": return .stay([.kit(.load(request))])
        default: return goesOn(command) ? .closeAndRun(command) : .stay([])
        }
    }

    mutating func step(isBack: Bool, in state: AppState) {
        scroll(by: isBack ? -1 : 1)
    }

    private mutating func scroll(by lines: Int) {
        scroll = max(0, min(scroll + lines, max(facts.count, log.count)))
    }

    func box(in state: AppState) -> Rect? { state.layout.closerLook }

    /// As text: the log, or else the facts, one a line.
    private var text: String {
        guard log.isEmpty else { return log.map(\.text).joined(separator: "\n") }
        let lines = facts.map { $0.isHeading ? $0.name : "\($0.name): \($0.value)" }
        return lines.map { Untrusted($0).line }.joined(separator: "\n")
    }

    /// Whether a command of the column below works here too.
    private func goesOn(_ command: Command) -> Bool {
        command.id.hasPrefix("guest.") || command.id == "cluster.explain"
    }

    /// The graphs of a shorter or longer time.
    private mutating func change(by step: Int) -> LayerOutcome {
        guard let next = request.timeframe.next(step) else { return .stay([]) }
        request.timeframe = next
        series = nil
        return .stay([.kit(.load(request))])
    }
}
