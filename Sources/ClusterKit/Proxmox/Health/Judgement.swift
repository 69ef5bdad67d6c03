/// How a cluster is at one moment: what is not as it should be, and what nobody knows.
///
/// All is well only where both are empty and the figures are fresh. Top line, `jarvis status`, doctor, butler, feed and
/// cards judge by it alone.
package struct Judgement: Sendable, Hashable {
    /// The worst first.
    package let concerns: [Concern]
    /// In a few words each, such as `quorum` or `states of 3 guests`.
    package let unknown: [String]
    /// How old the figures are, where that is more than they may be.
    package let age: Duration?

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
        guard snapshot.access != .noPermission else {
            (concerns, unknown, age) = (SightRule.findings(in: snapshot).concerns, [], nil)
            return
        }
        guard let resources = snapshot.freshness[.resources], resources.lastGood != nil else {
            (concerns, unknown, age) = ([], [], nil)
            return
        }
        var groups = lasting.groups
        for node in silent { groups.add(.silence(of: node)) }
        concerns = groups.concerns
        unknown = Unknowns.timed(in: snapshot, at: now) + lasting.unknown
        age = resources.isStale(at: now) ? resources.age(at: now) : nil
    }

    /// What it rests on.
    package var findings: [HealthFinding] { concerns.flatMap(\.findings) }

    /// Everything that is watched is known, fresh and well.
    package var isNominal: Bool { concerns.isEmpty && unknown.isEmpty && age == nil }

    /// What is said of a cluster of which everything is known, fresh and well.
    package static let nominal = "all systems nominal"

    /// What is said where something is not known; `nil` where all is.
    package var partly: String? {
        unknown.isEmpty ? nil : "a part is seen: \(unknown.joined(separator: ", ")) not known"
    }

    /// What holds of a snapshot as long as no new one comes.
    package struct Lasting: Sendable, Hashable {
        let groups: FindingGroups
        let unknown: [String]

        package init(_ snapshot: ClusterSnapshot) {
            groups = FindingGroups(HealthRules.findings(in: snapshot))
            unknown = Unknowns.lasting(in: snapshot)
        }
    }
}

extension HealthFinding {
    /// A node is there and does not answer about its storages.
    static func silence(of node: NodeName) -> HealthFinding {
        HealthFinding(
            .warning, .storages(of: node), "does not answer", on: node,
            remedy: "a storage there probably hangs: check its server and the way there")
    }
}
