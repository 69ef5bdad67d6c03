import ClusterKit
import JSON

extension QuorumState {
    /// `{quorate, votes, expected, needed?}` or `{standalone}`, as `FactText` tells them; nothing where it is not known.
    var members: [String: JSONValue] {
        switch self {
        case .unknown: return [:]
        case .standalone: return ["standalone": true]
        case .cluster(let isQuorate, let votes, let expected):
            var members: [String: JSONValue] = [
                "quorate": .bool(isQuorate), "votes": .integer(votes), "expected": .integer(expected),
            ]
            members["needed"] = needed.map { .integer($0) }
            return members
        }
    }
}
