import AIKit
import ClusterKit
import FoundationEssentials
import JSON

/// How the whole house is doing: what the top line tells, and no judgement of the butler's own.
enum HouseStatus {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        let inventory = try inquiry.inventory()
        let nodes = inventory.nodes.isEmpty ? status.rows("nodes", SeenNode.init) : inventory.nodes
        let machines = inventory.machines()
        let summary =
            Figures.tally(nodes.filter(\.isOnline).count, of: nodes.count, "node") + " online, "
            + Figures.tally(machines.filter(\.isRunning).count, of: machines.count, "guest") + " running, "
            + quorumClause(status) + "."
        let told = FindingLines(status, inventory, now: inquiry.now).all
        let unknown = status.texts("unknown")
        guard !told.isEmpty else { return praise(unknown, inventory, inquiry) + summary }
        return "Not everything is as it should be. " + summary + "\n"
            + (told + (unknown.isEmpty ? [] : ["Not known: \(unknown.joined(separator: ", "))."])).map {
                "- \($0)"
            }
            .joined(separator: "\n")
    }

    /// What is said when nothing is amiss; all is in order only where all is known.
    private static func praise(_ unknown: [String], _ inventory: Inventory, _ inquiry: Inquiry) -> String {
        let hidden = unknown + (inventory.note == nil ? [] : ["the state of the guests"])
        guard hidden.isEmpty else {
            return "I see nothing amiss, but cannot call all well: a part is seen, and not known "
                + "\(hidden.count == 1 ? "is" : "are") \(hidden.joined(separator: ", ")). "
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

/// What is not as it should be, a line each: in the words of the top line, with what else is known of it.
struct FindingLines {
    private let findings: [HealthFinding]
    private let inventory: Inventory
    /// Unix seconds.
    private let now: Int

    /// The most things that are told one by one.
    private static let most = 12

    /// `status` is what `get_cluster_status` returned.
    init(_ status: JSONValue, _ inventory: Inventory, now: Int) {
        findings = status.rows("findings", HealthFinding.init(row:))
        self.inventory = inventory
        self.now = now
    }

    /// Of the whole cluster, the worst first.
    var all: [String] { lines(of: findings) }

    /// Of one node: itself, its storages, its guests and its tasks.
    func about(_ node: SeenNode) -> [String] { lines(of: findings.filter { $0.node == node.node.name }) }

    private func lines(of findings: [HealthFinding]) -> [String] {
        let concerns = findings.concerns
        let told = concerns.prefix(Self.most).map { $0.text + rest(of: $0.findings) + "." }
        let count = concerns.count - told.count
        return told + (count > 0 ? ["\(Figures.count(count, "more thing")) not as it should be."] : [])
    }

    /// What goes with it: the guests of a node that is down, when it was, and why.
    private func rest(of findings: [HealthFinding]) -> String {
        let lost = findings.filter { $0.what == "down" }.compactMap(\.node).map { node in
            inventory.machines(on: node.text).count
        }.reduce(0, +)
        let guests = lost == 0 ? "" : ", and \(Figures.count(lost, "guest")) with it"
        guard findings.count == 1, let finding = findings.first else { return guests }
        let age = finding.since.map {
            ", \(Figures.ago(Int(saturating: $0.timeIntervalSince1970), now: now))"
        }
        return guests + (age ?? "") + (finding.detail.map { ": \($0)" } ?? "")
    }
}
