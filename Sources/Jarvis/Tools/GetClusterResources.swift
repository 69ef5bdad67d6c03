import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterResources(_ site: Site, beside others: [Site]) -> Tool {
        .reading(definition("get_cluster_resources", PackageResources.get_cluster_resources_md)) { _ in
            try resources(of: await site.snapshot, beside: others)
        }
    }

    /// What is told of a snapshot as it came.
    static func resources(
        of newest: ClusterSnapshot, beside others: [Site] = []
    ) throws(ToolRejection) -> ToolOutcome {
        let snapshot = try sight(in: newest)
        var members: [String: JSONValue] = [
            "cluster": .string(snapshot.name),
            "nodes": .array(snapshot.nodes.map(\.row)),
            "storage": .array(snapshot.storageRows),
        ]
        if !others.isEmpty { members["other_clusters"] = .array(others.map { .string($0.name) }) }
        if snapshot.access == .noGuests {
            members["note"] = "guests are hidden: the account lacks VM.Audit"
        } else {
            members["guests"] = .array(snapshot.guests.map(\.row))
        }
        return outcome(members, from: snapshot)
    }
}
