import ClusterKit
import Multiplexer
import Screen
import Text

/// A closer look at one node, guest, storage or task: graphs, facts, or the log.
struct DetailLayer: Layer {
    private(set) var request: DetailRequest
    private(set) var series: RRDSeries?
    private(set) var facts: [DetailFact] = []
    private(set) var log: [TaskLogLine] = []
    private(set) var failure: String?
    private(set) var scroll = 0

    init(request: DetailRequest) {
        self.request = request
    }

    mutating func receive(_ outcome: DetailOutcome) {
        switch outcome {
        case .series(let series): self.series = series
        case .facts(let facts): self.facts = facts
        case .log(let lines): log = lines
        case .failed(let words): failure = words
        }
    }

    func hints(in state: AppState) -> [KeyHint] {
        let keys: [KeyHint] =
            (hasGraphs ? [KeyHint(["h", "l"], "Time span")] : [])
            + [KeyHint(["j", "k"], "Scroll"), KeyHint(.escape, "Close")]
        let further = state.catalog.commands.filter {
            $0.scope == .panel(.cluster) && $0.isProminent && goesOn($0) && $0.availability(state) == .enabled
        }
        let copy = state.catalog.command(id: "cluster.copy")?.hint("Copy")
        return keys + further.compactMap { $0.hint() } + [copy].compactMap(\.self)
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .escape, "q", .enter, .backspace: return .close([])
        case .left, "h": return change(by: -1)
        case .right, "l": return change(by: 1)
        case .up, "k": scroll = max(0, scroll - 1)
        case .down, "j": scroll = min(scroll + 1, max(facts.count, log.count))
        case let key? where state.catalog.keys(of: "cluster.copy").contains(key):
            return .stayAndChange { [text] in $0.copy(text) }
        case let key? where state.catalog.keys(of: "cluster.refresh").contains(key):
            return .stay([.kit(.load(request))])
        default:
            // The commands of the column below go on working: start, stop, ask.
            guard let key = input.key,
                let command = state.catalog.command(for: key, in: .panel(.cluster)),
                goesOn(command)
            else { return .stay([]) }
            return .closeAndRun(command)
        }
        return .stay([])
    }

    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        turnWheel(mouse, in: state)
        return .stay([])
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
