import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func clusterStatus(_ site: Site) -> Tool {
        .reading(definition("get_cluster_status", PackageResources.get_cluster_status_md)) { _ in
            let newest = await site.snapshot
            let snapshot = try sight(in: newest)
            var members: [String: JSONValue] = [
                "cluster": .string(snapshot.clusterName ?? snapshot.name),
                "nodes": .array(snapshot.nodes.map(\.row)),
            ]
            judge(newest, into: &members)
            let unseen = snapshot.faultyServicesUnseen
            if !unseen.isEmpty { members["services"] = .array(unseen.map(\.row)) }
            switch snapshot.quorum {
            case .unknown: break
            case .standalone: members["standalone"] = true
            case .cluster(let isQuorate, let votes, let expected):
                members["quorate"] = .bool(isQuorate)
                members["votes"] = .integer(votes)
                members["expected"] = .integer(expected)
                members["needed"] = snapshot.quorum.needed.map { .integer($0) }
                if snapshot.voting == nil {
                    members["note"] = "votes are members, one each: the true weights are not known"
                }
                members["device"] = snapshot.voting?.device.map(device)
            }
            return outcome(members, from: snapshot)
        }
    }

    /// Tells what the top line would, so that nobody calls well what it does not.
    private static func judge(_ snapshot: ClusterSnapshot, into members: inout [String: JSONValue]) {
        let judgement = Judgement(of: snapshot, at: .now)
        if !judgement.concerns.isEmpty {
            members["concerns"] = .array(judgement.concerns.map { .string($0.text) })
        }
        if !judgement.unknown.isEmpty {
            members["unknown"] = .array(judgement.unknown.map { .string($0) })
        }
        if snapshot.unreadableRows > 0 { members["unreadable"] = .integer(snapshot.unreadableRows) }
    }

    private static func device(_ device: Voting.Device) -> JSONValue {
        .known([
            "connected": device.isConnected.map { .bool($0) }, "host": device.host.map { .string($0) },
            "algorithm": device.algorithm.map { .string($0) },
        ])
    }
}
