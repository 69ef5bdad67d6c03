/// How a cluster is at one moment: what is not as it should be, and what nobody knows.
///
/// All is well only where both are empty.
package struct Judgement: Sendable, Hashable {
    /// The worst first.
    package let concerns: [Concern]
    /// In a few words each, such as `quorum` or `states of 3 guests`.
    package let unknown: [String]

    /// Of a snapshot as it came, not yet `believed`; of one that never got an answer there is nothing to judge.
    package init(of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) {
        guard snapshot.freshness[.resources]?.lastGood != nil, snapshot.access != .noPermission else {
            (concerns, unknown) = ([], [])
            return
        }
        let silent = snapshot.nodesSilentAboutStorage(at: now)
        concerns =
            (Concern.sight(snapshot) + Concern.all(in: snapshot) + Concern.silences(silent)).worstFirst
        unknown = Concern.unheard(in: snapshot, at: now) + Concern.unknown(in: snapshot)
    }
}
