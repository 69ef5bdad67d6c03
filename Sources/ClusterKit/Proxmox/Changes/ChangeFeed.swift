/// The changes of a cluster as its snapshots come in.
///
/// Guests and tasks come in different answers, and a node's daemon looks at its guests every ten seconds only.
/// So a stop that nobody seems to have asked for is held back until the task list is newer than the answer
/// that showed it, and a restart that ended a moment ago still explains it: an ordered stop is never called a
/// crash.
package struct ChangeFeed: Sendable {
    private struct HeldBack {
        var guest: Guest
        var since: ContinuousClock.Instant
    }

    private struct Passing {
        var task: UPID
        var seen: ContinuousClock.Instant
    }

    /// How long after its end a restart or migration explains a stop.
    private static let echo = Duration.seconds(45)

    private var latest: ClusterSnapshot?
    private var heldBack: [HeldBack] = []
    private var passing: [VMID: Passing] = [:]

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
        notePassing(in: snapshot, changes)
        return changes + settled(by: snapshot)
    }

    /// Remembers tasks that take a guest down for a moment, while they run and when they end.
    private mutating func notePassing(in snapshot: ClusterSnapshot, _ changes: [ClusterChange]) {
        guard let now = snapshot.freshness[.tasks]?.lastGood else { return }
        passing = passing.filter { $0.value.seen + Self.echo > now }
        let ended = changes.compactMap(\.endedTask)
        for task in snapshot.tasks.filter({ $0.state == .running }) + ended {
            guard let vmid = task.upid.vmid, GuestTaskKind(task.upid.type) == .passing else { continue }
            passing[vmid] = Passing(task: task.upid, seen: now)
        }
    }

    /// The stops whose cause can be told now.
    private mutating func settled(by snapshot: ClusterSnapshot) -> [ClusterChange] {
        guard let tasks = snapshot.freshness[.tasks] else { return [] }
        let isReady = { (stop: HeldBack) in
            tasks.lastError != nil || tasks.lastGood.map { $0 > stop.since } == true
        }
        let ready = heldBack.filter(isReady)
        heldBack.removeAll(where: isReady)
        return ready.map { stop in
            let cause = snapshot.stopCause(of: stop.guest)
            guard cause == .unasked, let passing = passing[stop.guest.vmid] else {
                return .guestStopped(stop.guest, cause)
            }
            return .guestStopped(stop.guest, .asked(passing.task))
        }
    }
}

extension ClusterChange {
    /// The task that this change says has ended.
    fileprivate var endedTask: ClusterTask? {
        switch self {
        case .taskFinished(let task), .taskFailed(let task), .backupFinished(let task): task
        case .nodeWentOffline, .nodeFellSilent, .nodeCameBack, .nodeJoined, .nodeLeft, .guestStarted,
            .guestStopped, .guestPaused, .guestFaulted, .guestMoved, .guestAppeared, .guestVanished,
            .storageFilled, .storageRelieved, .storageLost, .storageReturned, .quorumLost, .quorumRegained,
            .taskStarted, .sightLost:
            nil
        }
    }
}
