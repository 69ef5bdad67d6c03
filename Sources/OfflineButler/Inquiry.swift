import AIKit
import JSON

/// The operator's last words with what they name, and what was found out about them since.
struct Inquiry: Sendable {
    let utterance: Utterance
    let subjects: Subjects
    /// Whether `subjects` was looked up in the cluster.
    let isLookedUp: Bool
    let exchange: OfflineExchange

    /// Words that were mistyped, each with what it was read as.
    let readings: [(said: String, meant: String)]

    /// Understands as much as is known by now.
    init(_ exchange: OfflineExchange) {
        let known = exchange.finding(OfflineCall(.clusterResources))
        guard case .facts(let facts)? = known else {
            self.exchange = exchange
            utterance = exchange.utterance
            subjects = Subjects(Utterance(""), in: Inventory(.null))
            isLookedUp = known != nil
            readings = []
            return
        }
        let inventory = Inventory(facts)
        let first = Subjects(exchange.utterance, in: inventory)
        let readings = first.unknown.compactMap { word in
            Spelling.meant(by: word).map { (said: word, meant: $0) }
        }
        let corrected = readings.isEmpty ? exchange : exchange.corrected(readings)
        self.exchange = corrected
        self.readings = readings
        utterance = corrected.utterance
        subjects = Inquiry.subjects(readings.isEmpty ? first : nil, corrected, inventory)
        isLookedUp = true
    }

    /// What is named, or was spoken of before when nothing is.
    private static func subjects(
        _ known: Subjects?, _ exchange: OfflineExchange, _ inventory: Inventory
    ) -> Subjects {
        var subjects = known ?? Subjects(exchange.utterance, in: inventory)
        guard subjects.found.isEmpty, subjects.unknown.isEmpty else { return subjects }
        if let ordinal = exchange.utterance.ordinal {
            if let guest = ordinal.pick(from: exchange.listed(in: inventory)) { subjects.pick(guest) }
        } else if exchange.refersBack || exchange.continues {
            subjects.recall(exchange.spokenOf(in: inventory))
        }
        return subjects
    }

    /// Unix seconds.
    var now: Int { exchange.now }

    func mentions(_ wanted: Concept...) -> Bool { !utterance.concepts.isDisjoint(with: wanted) }

    /// The facts a tool returned; throws the call as long as it was not made, and the regret when it failed.
    func facts(_ tool: ToolName, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep) -> JSONValue {
        try exchange.facts(tool, arguments)
    }

    /// The inventory, or the call that fetches it.
    func inventory() throws(OfflineStep) -> Inventory {
        Inventory(try exchange.facts(.clusterResources))
    }

    /// The inventory if it was looked up already.
    var inventoryIfKnown: Inventory? {
        guard case .facts(let facts)? = exchange.finding(OfflineCall(.clusterResources)) else { return nil }
        return Inventory(facts)
    }

    /// The tasks in sight, newest first.
    func tasks() throws(OfflineStep) -> [SeenTask] {
        try facts(.recentTasks, OfflineCall.allTasks.arguments).rows("tasks", SeenTask.init)
            .sorted { $0.start > $1.start }
    }

    /// The tasks in sight, or the sentence that says why none are.
    var taskNews: (tasks: [SeenTask], regret: String?) {
        do throws(OfflineStep) {
            return (try tasks(), nil)
        } catch {
            if case .say(let regret) = error { return ([], regret) }
            return ([], nil)
        }
    }

    /// What was assumed: words read as others, names taken for meant.
    var assumptions: String {
        let read = readings.map { "I read \"\($0.said)\" as \"\($0.meant)\"." }
        let taken = subjects.assumed.map {
            "There is no \"\($0.said)\"; I take you to mean \($0.subject.title)."
        }
        return (read + taken + subjects.remarks).map { $0 + "\n" }.joined()
    }

    /// What stands before an answer that leaves a part of the words aside.
    var reservation: String {
        let lost = Figures.list(subjects.unknown.map { "\"\($0)\"" })
        return lost.isEmpty ? "" : "Of \(lost) I can make nothing; to the rest, this is my answer.\n"
    }
}

extension OfflineCall {
    /// As many tasks as are to be had.
    static let allTasks = OfflineCall(.recentTasks, ["limit": 100])
}
