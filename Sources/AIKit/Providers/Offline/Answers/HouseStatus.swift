import JSON

/// How the whole house is doing.
enum HouseStatus {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        let inventory = try inquiry.inventory()
        let nodes = inventory.nodes.isEmpty ? status.rows("nodes", NodeRow.init) : inventory.nodes
        let machines = inventory.machines()
        let worries = Worries(
            isQuorate: status["quorate"]?.bool, nodes: nodes, inventory: inventory,
            news: inquiry.taskNews,
            now: inquiry.now)
        let online = nodes.filter(\.isOnline).count
        let summary =
            "\(online) of \(Figures.count(nodes.count, "node")) online, "
            + "\(machines.filter(\.isRunning).count) of \(Figures.count(machines.count, "guest")) running, "
            + quorumClause(status) + "."
        guard !worries.list.isEmpty else { return "All is in order. " + summary }
        return "Not everything is as it should be. " + summary + "\n"
            + worries.list.map { "- \($0)" }.joined(separator: "\n")
    }

    private static func quorumClause(_ status: JSONValue) -> String {
        if status["standalone"]?.bool == true { return "no quorum needed by a node alone" }
        return switch status["quorate"]?.bool {
        case true?: "quorum present"
        case false?: "quorum LOST"
        case nil: "quorum unknown"
        }
    }

    /// Whether the cluster may decide anything.
    static let quorum: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        if status["standalone"]?.bool == true {
            return "The node stands alone, and so agrees with itself: it needs no quorum."
        }
        let nodes = status.rows("nodes", NodeRow.init)
        let votes: String =
            switch (status.votes("votes"), status.votes("expected")) {
            case (let votes?, let expected?): " with \(votes) of \(expected) votes"
            case (let votes?, nil): " with \(votes) votes"
            case (nil, _): ""
            }
        let missing = nodes.filter { $0.status == "offline" }.map(\.name)
        let absent = missing.isEmpty ? "" : " Absent: \(Figures.list(missing))."
        return switch status["quorate"]?.bool {
        case true?: "The cluster is quorate\(votes).\(absent)"
        case false?:
            "The cluster has lost its quorum\(votes): nothing can be started or changed until it returns.\(absent)"
        case nil: "Whether there is a quorum I cannot tell; the answer did not say.\(absent)"
        }
    }
}

/// What deserves attention, by the usual thresholds, with the tasks that ended badly within a day.
struct Worries {
    let isQuorate: Bool?
    let nodes: [NodeRow]
    let inventory: Inventory
    let news: (tasks: [TaskRow], regret: String?)
    /// Unix seconds.
    let now: Int

    /// The most failed tasks that are told one by one.
    private static let mostTasks = 5

    var list: [String] {
        (isQuorate == false ? ["The cluster has no quorum."] : [])
            + nodes.flatMap { of($0) }
            + unique(
                inventory.storage.filter { row in !nodes.contains { $0.name == row.node && !$0.isOnline } }
            )
            .compactMap { Worries.about($0) }
            + inventory.machines().compactMap { Worries.about($0) } + failures(news.tasks)
    }

    /// What deserves attention on one node: its figures, its storages, its guests and its tasks.
    func list(of node: NodeRow) -> [String] {
        of(node) + inventory.storage.filter { $0.node == node.name }.compactMap { Worries.about($0) }
            + inventory.machines(on: node.name).compactMap { Worries.about($0) }
            + failures(news.tasks.filter { $0.node == node.name })
    }

    private func of(_ node: NodeRow) -> [String] {
        guard node.isOnline else {
            let count = inventory.machines(on: node.name).count
            let guests = count == 0 ? "" : ", and \(Figures.count(count, "guest")) with it"
            return ["Node \(node.name) is \(node.status ?? "in an unknown state")\(guests)."]
        }
        var list: [String] = []
        if let share = node.load.memoryShare, share >= 0.85 {
            list.append("Memory of \(node.name) stands at \(Figures.percent(share)).")
        }
        if let cpu = node.load.cpu, cpu >= 0.9 {
            list.append("The processors of \(node.name) stand at \(Figures.percent(cpu)).")
        }
        if let share = Figures.share(node.load.disk, of: node.load.diskTotal), share >= 0.9 {
            list.append("The root disk of \(node.name) is \(Figures.percent(share)) full.")
        }
        return list
    }

    private static func about(_ storage: StorageRow) -> String? {
        if let share = storage.share, share >= 0.85 {
            return "Storage \(storage.title) is \(Figures.percent(share)) full."
        }
        guard let status = storage.status, status != "available" else { return nil }
        return "Storage \(storage.title) is \(status == "unknown" ? "in an unknown state" : status)."
    }

    private static func about(_ guest: GuestRow) -> String? {
        switch guest.status {
        case "io-error", "internal-error": "\(guest.title) reports \(guest.status ?? "an error")."
        default: nil
        }
    }

    private func failures(_ tasks: [TaskRow]) -> [String] {
        if let regret = news.regret { return ["Of the tasks I know nothing. " + regret] }
        let bad = tasks.filter { $0.hasEndedBadly && now - ($0.start ?? 0) <= 86_400 }
        let told = bad.prefix(Worries.mostTasks).map {
            ($0.hasFailed ? "A task failed: " : "A task warned: ") + TaskReport($0, inventory, now: now).line
                + "."
        }
        return told
            + (bad.count > told.count
                ? ["\(bad.count - told.count) more tasks ended badly within a day."] : [])
    }

    /// A shared storage once, though it has a row for every node.
    private func unique(_ rows: [StorageRow]) -> [StorageRow] {
        var seen: Set<String> = []
        return rows.filter { !$0.isShared || seen.insert($0.name).inserted }
    }
}
