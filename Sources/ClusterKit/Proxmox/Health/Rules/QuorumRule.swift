/// Without a majority of votes a cluster changes nothing.
enum QuorumRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [Finding] {
        guard case .cluster(isQuorate: false, let votes, let expected) = snapshot.quorum else { return [] }
        return [Finding(.critical, .cluster, "quorum lost \(votes)/\(expected)")]
    }
}
