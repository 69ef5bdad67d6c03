import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterStatus(_ site: Site) -> Tool {
        .reading(definition(.clusterStatus, PackageResources.get_cluster_status_md)) { _ in
            let snapshot = try await sight(of: site)
            var members: [String: JSONValue] = [
                "cluster": .string(snapshot.clusterName ?? snapshot.name),
                "nodes": .array(snapshot.nodes.map(ResourceRow.node)),
            ]
            switch snapshot.quorum {
            case .unknown: break
            case .standalone: members["standalone"] = true
            case .cluster(let isQuorate, let votes, let expected):
                members["quorate"] = .bool(isQuorate)
                members["votes"] = .integer(votes)
                members["expected"] = .integer(expected)
            }
            return outcome(members, from: snapshot)
        }
    }
}
