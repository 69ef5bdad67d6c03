/// The changes of a cluster as its snapshots come in.
///
/// Guests and tasks come in different answers: a stop that nobody seems to have asked for is held back until
/// the task list is newer than the answer that showed the stop, so that an ordered stop is never called a crash.
package struct ChangeFeed: Sendable {
    private struct HeldBack {
        var guest: Guest
        var since: ContinuousClock.Instant
    }

    private var latest: ClusterSnapshot?
    private var heldBack: [HeldBack] = []

    package init() {}

    /// Takes the next snapshot and says what became different; nothing for the first.
    package mutating func changes(to snapshot: ClusterSnapshot) -> [ClusterChange] {
        defer { latest = snapshot }
        guard let latest else { return [] }
        var changes: [ClusterChange] = []
        for change in SnapshotDifference(from: latest, to: snapshot).changes {
            if case .guestStopped(let guest, .unasked) = change,
                let seen = snapshot.freshness[.resources]?.lastGood
            {
                heldBack.append(HeldBack(guest: guest, since: seen))
            } else {
                changes.append(change)
            }
        }
        return changes + settled(by: snapshot)
    }

    /// The stops whose cause can be told now.
    private mutating func settled(by snapshot: ClusterSnapshot) -> [ClusterChange] {
        guard let tasks = snapshot.freshness[.tasks] else { return [] }
        let isFailing = tasks.lastError != nil
        let (ready, rest) = heldBack.reduce(into: ([HeldBack](), [HeldBack]())) { parts, item in
            let isReady = isFailing || tasks.lastGood.map { $0 > item.since } == true
            if isReady { parts.0.append(item) } else { parts.1.append(item) }
        }
        heldBack = rest
        return ready.map { .guestStopped($0.guest, snapshot.stopCause(of: $0.guest.vmid)) }
    }
}
