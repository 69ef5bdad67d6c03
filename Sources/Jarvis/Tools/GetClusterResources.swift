import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterResources(_ site: Site) -> Tool {
        .reading(definition(.clusterResources, PackageResources.get_cluster_resources_md)) { _ in
            let snapshot = try await sight(of: site)
            return outcome(
                [
                    "nodes": .array(snapshot.nodes.map(ResourceRow.node)),
                    "guests": .array(snapshot.guests.map(ResourceRow.guest)),
                    "storage": .array(snapshot.storages.map(ResourceRow.storage)),
                ], from: snapshot)
        }
    }
}
