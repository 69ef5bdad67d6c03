import JSON

/// The operator's last words with what they name, and what was found out about them since.
struct Inquiry: Sendable {
    let utterance: Utterance
    let subjects: Subjects
    /// Whether `subjects` was looked up in the cluster.
    let isLookedUp: Bool
    let exchange: OfflineExchange

    /// Understands as much as is known by now.
    init(_ exchange: OfflineExchange) {
        self.exchange = exchange
        let known = exchange.finding(OfflineCall(.clusterResources))
        guard case .facts(let facts)? = known else {
            utterance = exchange.utterance
            subjects = Subjects(Utterance(""), in: Inventory(.null))
            isLookedUp = known != nil
            return
        }
        let inventory = Inventory(facts)
        var subjects = Subjects(exchange.utterance, in: inventory)
        if exchange.refersBack, subjects.found.isEmpty, subjects.unknown.isEmpty {
            subjects.recall(exchange.spokenOf(in: inventory))
        }
        utterance = exchange.utterance
        self.subjects = subjects
        isLookedUp = true
    }

    /// Unix seconds.
    var now: Int { exchange.now }

    func mentions(_ wanted: Concept...) -> Bool { !utterance.concepts.isDisjoint(with: wanted) }

    /// The facts a tool returned; throws the call as long as it was not made, and the regret when it failed.
    func facts(_ tool: ClusterTool, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep) -> JSONValue {
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
    func tasks() throws(OfflineStep) -> [TaskRow] {
        try facts(.recentTasks, OfflineCall.allTasks.arguments).rows("tasks", TaskRow.init)
            .sorted { ($0.start ?? 0) > ($1.start ?? 0) }
    }

    /// The tasks in sight, or the sentence that says why none are.
    var taskNews: (tasks: [TaskRow], regret: String?) {
        do throws(OfflineStep) {
            return (try tasks(), nil)
        } catch {
            if case .say(let regret) = error { return ([], regret) }
            return ([], nil)
        }
    }

    /// What stands before an answer that leaves a part of the words aside.
    var reservation: String {
        let taken = subjects.assumed.map {
            "There is no \"\($0.said)\"; I take you to mean \($0.subject.title)."
        }
        let lost = Figures.list(subjects.unknown.map { "\"\($0)\"" })
        let aside = lost.isEmpty ? [] : ["Of \(lost) I can make nothing; to the rest, this is my answer."]
        return (taken + aside).map { $0 + "\n" }.joined()
    }
}

extension OfflineCall {
    /// As many tasks as are to be had.
    static let allTasks = OfflineCall(.recentTasks, ["limit": 100])
}
