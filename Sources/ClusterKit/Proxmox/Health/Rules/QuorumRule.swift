/// Without a majority of votes a cluster changes nothing, and with fewer it should not.
enum QuorumRule: HealthRule {
    private static let lost = "quorum lost"
    private static let few = "quorum"
    private static let noDevice = "QDevice not connected"
    fileprivate static let topics = [lost, few, noDevice]

    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        votes(snapshot.quorum)
            + (snapshot.voting?.device?.isConnected == false
                ? [
                    HealthFinding(
                        .warning, .cluster, noDevice,
                        remedy:
                            "its vote is missing: look at corosync-qdevice, and at corosync-qnetd on its host"
                    )
                ] : [])
    }

    private static func votes(_ quorum: QuorumState) -> [HealthFinding] {
        guard case .cluster(let isQuorate, let votes, let expected) = quorum else { return [] }
        guard isQuorate else {
            return [
                HealthFinding(
                    .critical, .cluster, "quorum lost \(votes)/\(expected)", topic: lost,
                    remedy: "nothing can be started or changed until members come back")
            ]
        }
        guard quorum.needed == nil else { return [] }
        return [
            HealthFinding(
                .notice, .cluster, "quorum \(votes)/\(expected), enough without a majority", topic: few,
                remedy: "expected votes were set, or two_node is: see that the others are really down")
        ]
    }
}

extension HealthFinding.Key {
    /// It rests on what the members said of votes.
    package var isAboutQuorum: Bool { subject == .cluster && QuorumRule.topics.contains(topic) }
}
