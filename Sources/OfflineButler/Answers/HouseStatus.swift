import AIKit
import ClusterKit
import JSON

/// How the whole house is doing.
enum HouseStatus {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        let inventory = try inquiry.inventory()
        let nodes = inventory.nodes.isEmpty ? status.rows("nodes", SeenNode.init) : inventory.nodes
        let machines = inventory.machines()
        let worries = Worries(
            isQuorate: status["quorate"]?.bool, nodes: nodes, inventory: inventory,
            news: inquiry.taskNews, events: try Events.grave(within: 86_400, inquiry),
            services: status.rows("services", HAEntry.init(row:)),
            unreadable: status["unreadable"]?.integer ?? 0,
            now: inquiry.now)
        let online = nodes.filter(\.isOnline).count
        let summary =
            Figures.tally(online, of: nodes.count, "node") + " online, "
            + Figures.tally(machines.filter(\.isRunning).count, of: machines.count, "guest") + " running, "
            + quorumClause(status) + "."
        // What the top line tells counts, also where no rule here finds it.
        let told = worries.list.isEmpty ? status.texts("concerns").map { $0 + "." } : worries.list
        guard !told.isEmpty else { return praise(status, inventory, inquiry) + summary }
        let unknown = status.texts("unknown")
        return "Not everything is as it should be. " + summary + "\n"
            + (told + (unknown.isEmpty ? [] : ["Not known: \(Figures.list(unknown))."])).map { "- \($0)" }
            .joined(separator: "\n")
    }

    /// What is said when nothing is amiss; all is in order only where all is known.
    private static func praise(_ status: JSONValue, _ inventory: Inventory, _ inquiry: Inquiry) -> String {
        let isQuorumKnown = status["quorate"]?.bool != nil || status["standalone"]?.bool == true
        let hidden =
            (isQuorumKnown ? [] : ["the quorum"]) + (inventory.note == nil ? [] : ["the state of the guests"])
            + status.texts("unknown").filter { $0 != "quorum" || isQuorumKnown }
        guard hidden.isEmpty else {
            return
                "I see nothing amiss, but cannot call all well: not known \(hidden.count == 1 ? "is" : "are") "
                + "\(Figures.list(hidden)). "
        }
        return inquiry.exchange.staleness == nil ? "All is in order. " : "All was in order then. "
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
        let nodes = status.rows("nodes", SeenNode.init)
        let votes: String =
            switch (status.votes("votes"), status.votes("expected")) {
            case (let votes?, let expected?): " with \(votes) of \(expected) votes"
            case (let votes?, nil): " with \(votes) votes"
            case (nil, _): ""
            }
        let missing = nodes.filter(\.isOffline).map(\.name)
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
    let nodes: [SeenNode]
    let inventory: Inventory
    let news: (tasks: [SeenTask], regret: String?)
    /// Grave lines of the feed within a day.
    var events: [EventRow] = []
    /// Services of high availability with a fault whose guests are not to be seen.
    var services: [HAEntry] = []
    /// Rows of the answers that made no sense, of which each may be anything.
    var unreadable = 0
    /// Unix seconds.
    let now: Int

    /// The most failed tasks that are told one by one.
    private static let mostTasks = 5

    var list: [String] {
        (isQuorate == false ? ["The cluster has no quorum."] : [])
            + nodes.flatMap { of($0) }
            + storages
            + inventory.machines().compactMap { Worries.about($0) } + unseen + crashes + unread
            + failures(news.tasks)
    }

    private var unread: [String] {
        guard unreadable > 0 else { return [] }
        return [
            "\(Figures.count(unreadable, "row")) of the cluster's answers could not be read, and may be anything."
        ]
    }

    /// What is said of storages; of many that nothing is known of only their nodes.
    private var storages: [String] {
        let rows = StorageList.once(
            inventory.storage.filter { row in !nodes.contains { $0.name == row.node && !$0.isOnline } })
        let silent = rows.filter { $0.state == .unknown && !$0.isShared }
        guard silent.count > 2 else { return rows.compactMap { Worries.about($0) } }
        let places = Set(silent.map(\.node)).sorted()
        return [
            "The storages of \(Figures.list(places)) do not answer: how they are is unknown."
        ] + rows.filter { !silent.contains($0) }.compactMap { Worries.about($0) }
    }

    private var unseen: [String] {
        services.map { entry in
            "The service \(entry.service), whose guest I do not see, by high availability: "
                + "\(HighAvailability.words(entry.state))."
        }
    }

    /// Guests that the feed saw fall, and that are down still.
    private var crashes: [String] {
        events.filter { event in
            event.kind.hasPrefix("guest.")
                && inventory.guests.contains { String($0.vmid) == event.subject && !$0.isRunning }
        }.map { $0.line(now: now) + "." }
    }

    /// What deserves attention on one node: its figures, its storages, its guests and its tasks.
    func list(of node: SeenNode) -> [String] {
        of(node) + inventory.storage.filter { $0.node == node.name }.compactMap { Worries.about($0) }
            + inventory.machines(on: node.name).compactMap { Worries.about($0) }
            + failures(news.tasks.filter { $0.node == node.name })
    }

    private func of(_ node: SeenNode) -> [String] {
        guard node.isOnline else {
            let count = inventory.machines(on: node.name).count
            let guests = count == 0 ? "" : ", and \(Figures.count(count, "guest")) with it"
            return ["Node \(node.name) is \(node.state)\(guests)."]
        }
        var list: [String] = []
        if let state = node.highAvailability {
            list.append("Node \(node.name), by high availability: \(HighAvailability.words(state)).")
        }
        if let share = node.node.memoryFraction, share >= ClusterKit.Threshold.memory.warning {
            list.append("Memory of \(node.name) stands at \(Figures.percent(share)).")
        }
        if let cpu = node.load.cpu, cpu >= 0.9 {
            list.append("The processors of \(node.name) stand at \(Figures.percent(cpu)).")
        }
        if let share = node.node.diskFraction, share >= ClusterKit.Threshold.disk.warning {
            list.append("The root disk of \(node.name) is \(Figures.percent(share)) full.")
        }
        return list
    }

    private static func about(_ storage: SeenStorage) -> String? {
        if let share = storage.share, share >= ClusterKit.Threshold.storage.warning {
            return "Storage \(storage.title) is \(Figures.percent(share)) full."
        }
        if storage.isAvailable, !storage.missing.isEmpty {
            return "Storage \(storage.title) is missing on \(Figures.list(storage.missing))."
        }
        guard !storage.isAvailable else { return nil }
        let state = storage.state == .unknown ? "in an unknown state" : storage.state.rawValue
        return "Storage \(storage.title) is \(state)."
    }

    private static func about(_ guest: SeenGuest) -> String? {
        if let state = guest.highAvailability, HighAvailability.grave.contains(state) {
            return "\(guest.title), by high availability: \(HighAvailability.words(state))."
        }
        return guest.status.isFault ? "\(guest.title) reports \(guest.status)." : nil
    }

    private func failures(_ tasks: [SeenTask]) -> [String] {
        if let regret = news.regret { return ["Of the tasks I know nothing. " + regret] }
        let bad = tasks.filter { $0.hasEndedBadly && now.saturatingSubtracting($0.start) <= 86_400 }
        let told = bad.prefix(Worries.mostTasks).map {
            ($0.hasFailed ? "A task failed: " : "A task warned: ") + TaskReport($0, inventory, now: now).line
                + "."
        }
        return told
            + (bad.count > told.count
                ? ["\(bad.count - told.count) more tasks ended badly within a day."] : [])
    }
}
