import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterResources(_ site: Site) -> Tool {
        .reading(definition(.clusterResources, PackageResources.get_cluster_resources_md)) { _ in
            let snapshot = try await sight(of: site)
            var members: [String: JSONValue] = [
                "nodes": .array(snapshot.nodes.map(ResourceRow.node)),
                "storage": .array(ResourceRow.storages(of: snapshot)),
            ]
            if snapshot.access == .noGuests {
                members["note"] = "guests are hidden: the account lacks VM.Audit"
            } else {
                members["guests"] = .array(snapshot.guests.map(ResourceRow.guest))
            }
            return outcome(members, from: snapshot)
        }
    }
}
