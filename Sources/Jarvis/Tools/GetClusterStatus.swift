import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterStatus(_ site: Site) -> Tool {
        .reading(definition("get_cluster_status", PackageResources.get_cluster_status_md)) { _ in
            try status(of: await site.snapshot)
        }
    }

    /// What is told of a snapshot as it came: with what the top line would tell, so that nobody calls well what it does
    /// not.
    static func status(of newest: ClusterSnapshot) throws(ToolRejection) -> ToolOutcome {
        let snapshot = try sight(in: newest)
        var members = Judgement(of: newest, at: .now).members
        members["cluster"] = .string(snapshot.clusterName ?? snapshot.name)
        members["nodes"] = .array(snapshot.nodes.map(\.row))
        members.merge(snapshot.quorum.members) { _, new in new }
        if case .cluster = snapshot.quorum {
            if snapshot.voting == nil {
                members["note"] = "votes are members, one each: the true weights are not known"
            }
            members["device"] = snapshot.voting?.device.map(device)
        }
        return outcome(members, from: snapshot)
    }

    private static func device(_ device: Voting.Device) -> JSONValue {
        .known([
            "connected": device.isConnected.map { .bool($0) }, "host": device.host.map { .string($0) },
            "algorithm": device.algorithm.map { .string($0) },
        ])
    }
}
