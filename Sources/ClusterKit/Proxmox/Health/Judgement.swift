import Text

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
    /// How long an answer is waited for, or the latest was, where that is worth a word: the next may never come.
    package let delay: Duration?

    /// Of a snapshot as it came, not yet `believed`; of one that never got an answer there is nothing to judge.
    package init(of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) {
        self.init(of: Diagnosis(of: snapshot), at: now)
    }

    /// The same where it is known already what is found in the snapshot.
    package init(of diagnosis: Diagnosis, at now: ContinuousClock.Instant) {
        self.init(of: diagnosis, silent: diagnosis.snapshot.nodesSilentAboutStorage(at: now), at: now)
    }

    /// The same where it is known, too, which nodes do not answer about their storages.
    package init(of diagnosis: Diagnosis, silent: [NodeName], at now: ContinuousClock.Instant) {
        let snapshot = diagnosis.snapshot
        guard snapshot.access != .noPermission else {
            (concerns, unknown, age, delay) = (SightRule.findings(in: snapshot).concerns, [], nil, nil)
            return
        }
        guard let resources = snapshot.freshness[.resources], resources.lastGood != nil else {
            (concerns, unknown, age, delay) = ([], [], nil, nil)
            return
        }
        var groups = diagnosis.groups
        if snapshot.isQuorumOld(at: now) { groups.drop { $0.key.isAboutQuorum } }
        for node in silent { groups.add(.silence(of: node, in: snapshot)) }
        if resources.isMute(at: now) {
            groups.lead(with: .silence(of: snapshot.name, resources))
        }
        concerns = groups.concerns
        unknown = Unknowns.timed(in: snapshot, at: now) + diagnosis.unknown
        age = resources.isStale(at: now) ? resources.age(at: now) : nil
        delay = resources.delay(at: now)
    }

    /// What it rests on.
    package var findings: [HealthFinding] { concerns.flatMap(\.findings) }

    /// Everything that is watched is known, fresh and well.
    package var isNominal: Bool { concerns.isEmpty && unknown.isEmpty && age == nil && delay == nil }

    /// What is said of a cluster of which everything is known, fresh and well.
    package static let nominal = "all systems nominal"

    /// What is said where something is not known; `nil` where all is.
    package var partly: String? {
        unknown.isEmpty ? nil : "a part is seen: \(unknown.joined(separator: ", ")) not known"
    }

    /// What is said where an answer is waited for; `nil` where none is.
    package var waiting: String? { delay.map { "no answer for \($0.components.seconds) s" } }
}

/// A snapshot with what holds of it as long as no new one comes: found once, for all who tell of it.
package struct Diagnosis: Sendable, Hashable {
    package let snapshot: ClusterSnapshot
    let groups: FindingGroups
    let unknown: [String]

    package init(of snapshot: ClusterSnapshot) {
        self.init(of: snapshot, found: HealthRules.findings(in: snapshot))
    }

    /// `found` is what the rules find in it.
    init(of snapshot: ClusterSnapshot, found: [HealthFinding]) {
        let onsets = snapshot.hindsight.onsets
        self.snapshot = snapshot
        groups = FindingGroups(found.map { $0.dated(by: onsets) })
        unknown = Unknowns.lasting(in: snapshot)
    }

    /// Of a snapshot in which the same is found as in that of the other.
    init(of snapshot: ClusterSnapshot, like other: Diagnosis) {
        self.snapshot = snapshot
        groups = other.groups
        unknown = other.unknown
    }
}

extension HealthFinding {
    /// A node is there and does not answer about its storages.
    ///
    /// One that hangs holds up the answer about all of them, and which it is nobody tells: most likely one over the network.
    static func silence(of node: NodeName, in snapshot: ClusterSnapshot) -> HealthFinding {
        let suspects = snapshot.storages(of: node).filter { $0.isShared == true && $0.state != .disabled }
            .map { Untrusted($0.name.text).name }
        let likely =
            suspects.isEmpty
            ? "one" : suspects.count > 3 ? "a shared one" : suspects.joined(separator: " or ")
        return HealthFinding(
            .warning, .storages(of: node), "does not answer", on: node,
            remedy: "\(likely) probably hangs: check its server and the way there")
    }

    /// Nobody answers for the cluster: whatever else is told of it is from before.
    static func silence(of cluster: String, _ resources: Freshness) -> HealthFinding {
        let reason = resources.lastError?.description
        return HealthFinding(
            .critical, .cluster, "\(Untrusted(cluster).name) does not answer", topic: "does not answer",
            detail: reason.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 },
            remedy: "what is shown is from before: check the entry nodes, the way there and the certificate")
    }
}

extension ClusterSnapshot {
    /// Whether nobody tells just now of what was found: that it is found no more is no sign that it is over.
    package func leavesOpen(_ key: HealthFinding.Key, at now: ContinuousClock.Instant) -> Bool {
        guard answers else { return true }
        return switch key.subject {
        case .storages(let node): !isStorageItsOwn(node, at: now)
        case .entry(let place): entryFaults.keys.contains { $0.description == place }
        case .cluster: key.isAboutQuorum && isQuorumOld(at: now)
        case .node, .guest, .storage: false
        }
    }
}
