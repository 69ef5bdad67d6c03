import JSON

extension OfflineIntent {
    /// How the whole house is doing.
    static let status = OfflineIntent(
        example: "status · is everything all right",
        fits: { $0.utterance.mentions(.state, .trouble, .cluster, .all) },
        answer: { (exchange) throws(OfflineStep) in
            try exchange.require([OfflineCall(.clusterStatus), OfflineCall(.clusterResources)])
            let status = try exchange.facts(.clusterStatus)
            let inventory = try exchange.inventory()
            let nodes = inventory.nodes.isEmpty ? status.rows("nodes", NodeRow.init) : inventory.nodes
            let machines = inventory.machines()
            let worries = Worries(status, nodes, inventory).list
            let online = nodes.filter(\.isOnline).count
            let summary =
                "\(online) of \(Figures.count(nodes.count, "node")) online, "
                + "\(machines.filter(\.isRunning).count) of \(Figures.count(machines.count, "guest")) running, "
                + quorumClause(status) + "."
            guard !worries.isEmpty else { return "All is in order. " + summary }
            return "Not everything is as it should be. " + summary + "\n"
                + worries.map { "- \($0)" }.joined(separator: "\n")
        })

    private static func quorumClause(_ status: JSONValue) -> String {
        if status["standalone"]?.bool == true { return "no quorum needed by a node alone" }
        return switch status["quorate"]?.bool {
        case true?: "quorum present"
        case false?: "quorum LOST"
        case nil: "quorum unknown"
        }
    }

    /// Whether the cluster may decide anything.
    static let quorum = OfflineIntent(
        example: "do we have quorum",
        fits: { $0.utterance.mentions(.quorum) },
        answer: { (exchange) throws(OfflineStep) in
            let status = try exchange.facts(.clusterStatus)
            if status["standalone"]?.bool == true {
                return "The node stands alone, and so agrees with itself: it needs no quorum."
            }
            let nodes = status.rows("nodes", NodeRow.init)
            let votes: String =
                switch (status["votes"]?.integer, status["expected"]?.integer) {
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
        })
}

/// What deserves attention, by the usual thresholds.
private struct Worries {
    let status: JSONValue
    let nodes: [NodeRow]
    let inventory: Inventory

    init(_ status: JSONValue, _ nodes: [NodeRow], _ inventory: Inventory) {
        self.status = status
        self.nodes = nodes
        self.inventory = inventory
    }

    var list: [String] {
        var list: [String] = []
        if status["quorate"]?.bool == false { list.append("The cluster has no quorum.") }
        for node in nodes where !node.isOnline {
            list.append("Node \(node.name) is \(node.status ?? "in an unknown state").")
        }
        for node in nodes where node.load.memoryShare ?? 0 >= 0.85 {
            list.append("Memory of \(node.name) stands at \(Figures.percent(node.load.memoryShare)).")
        }
        for node in nodes where node.load.cpu ?? 0 >= 0.95 {
            list.append("The processors of \(node.name) stand at \(Figures.percent(node.load.cpu)).")
        }
        for storage in unique(inventory.storage) where storage.share ?? 0 >= 0.85 {
            list.append("Storage \(storage.title) is \(Figures.percent(storage.share)) full.")
        }
        for guest in inventory.machines() where guest.status == "io-error" || guest.status == "internal-error"
        {
            list.append("\(guest.title) reports \(guest.status ?? "an error").")
        }
        return list
    }

    /// A shared storage once, though it has a row for every node.
    private func unique(_ rows: [StorageRow]) -> [StorageRow] {
        var seen: Set<String> = []
        return rows.filter { !$0.isShared || seen.insert($0.name).inserted }
    }
}
