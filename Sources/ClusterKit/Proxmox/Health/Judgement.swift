/// How a cluster is at one moment: what is not as it should be, and what nobody knows.
///
/// All is well only where both are empty. The top line, `jarvis status` and the butler judge by it alone.
package struct Judgement: Sendable, Hashable {
    /// The worst first.
    package let concerns: [Concern]
    /// In a few words each, such as `quorum` or `states of 3 guests`.
    package let unknown: [String]

    /// Of a snapshot as it came, not yet `believed`; of one that never got an answer there is nothing to judge.
    package init(of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) {
        self.init(
            of: snapshot, lasting: Lasting(snapshot), silent: snapshot.nodesSilentAboutStorage(at: now),
            at: now)
    }

    /// The same where it is known already what lasts, and which nodes do not answer about their storages.
    package init(
        of snapshot: ClusterSnapshot, lasting: Lasting, silent: [NodeName], at now: ContinuousClock.Instant
    ) {
        guard snapshot.freshness[.resources]?.lastGood != nil, snapshot.access != .noPermission else {
            (concerns, unknown) = ([], [])
            return
        }
        var groups = lasting.groups
        for node in silent { groups.add(Finding(.warning, .storages(of: node), "does not answer")) }
        concerns = groups.concerns
        unknown = Unknowns.timed(in: snapshot, at: now) + lasting.unknown
    }

    /// What holds of a snapshot as long as no new one comes.
    package struct Lasting: Sendable, Hashable {
        let groups: FindingGroups
        let unknown: [String]

        package init(_ snapshot: ClusterSnapshot) {
            groups = FindingGroups(HealthRules.all.flatMap { $0.findings(in: snapshot) })
            unknown = Unknowns.lasting(in: snapshot)
        }
    }
}
