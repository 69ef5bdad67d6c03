import FoundationEssentials
import Testing

@testable import ClusterKit

struct SnapshotDifferenceTests {
    private static let media = Guest(id: GuestID(.qemu, 101), node: "pve", name: "media", status: .running)
    private static let nas = Storage(
        id: Storage.ID(node: "pve", name: "nas"), state: .available, isShared: true, used: 80, total: 100)

    private static func base() -> ClusterSnapshot {
        let now = ContinuousClock.now
        return ClusterSnapshot(
            name: "home", quorum: .cluster(isQuorate: true, votes: 2, expected: 2),
            nodes: [Node(name: "agent", state: .online), Node(name: "pve", state: .online)], guests: [media],
            storages: [nas],
            freshness: [
                .resources: Freshness(lastGood: now), .status: Freshness(lastGood: now),
                .tasks: Freshness(lastGood: now),
            ])
    }

    private static func task(
        _ type: String, _ subject: String, _ state: TaskState, at seconds: Int = 0
    ) throws -> ClusterTask {
        let hex = String(0x6A4B_B5CA + seconds, radix: 16, uppercase: true)
        return ClusterTask(
            upid: try upid("UPID:pve:00000001:00000002:\(hex):\(type):\(subject):me@pve:"), state: state,
            ended: state == .running ? nil : Date(timeIntervalSince1970: Double(0x6A4B_B5CA + seconds)))
    }

    /// The changes after `edit`.
    private func changes(
        from old: ClusterSnapshot = base(), _ edit: (inout ClusterSnapshot) -> Void
    ) -> [ClusterChange] {
        var new = old
        edit(&new)
        return SnapshotDifference(from: old, to: new).changes
    }

    @Test func `equal snapshots have no difference`() {
        #expect(changes { _ in } == [])
    }

    @Test func `the first answer of a section is no change`() {
        #expect(SnapshotDifference(from: ClusterSnapshot(name: "home"), to: Self.base()).changes == [])
    }

    @Test func `a node goes, falls silent and comes back`() {
        var away = Self.base()
        away.nodes[0].state = .offline
        #expect(changes { $0.nodes[0].state = .offline } == [.nodeWentOffline(away.nodes[0])])
        #expect(
            changes { $0.nodes[0].state = .unknown } == [
                .nodeFellSilent(Node(name: "agent", state: .unknown))
            ])
        #expect(
            changes(from: away) { $0.nodes[0].state = .online }
                == [.nodeCameBack(Node(name: "agent", state: .online))])
    }

    @Test func `quorum is lost and regained`() {
        var lost = Self.base()
        lost.quorum = .cluster(isQuorate: false, votes: 1, expected: 2)
        #expect(changes { $0.quorum = lost.quorum } == [.quorumLost])
        #expect(changes(from: lost) { $0.quorum = Self.base().quorum } == [.quorumRegained])
        #expect(changes { $0.quorum = .unknown } == [])
    }

    @Test func `a guest that its node took along is neither stopped nor vanished`() {
        #expect(
            changes {
                $0.guests[0].status = .unknown
                $0.guests[0].lastKnownStatus = .running
            } == [])
    }

    @Test func `a stop that somebody asked for names the task`() throws {
        var stopped = Self.media
        stopped.status = .stopped
        for type in ["qmstop", "qmshutdown", "hastop"] {
            let task = try Self.task(type, "101", .ok)
            var old = Self.base()
            old.tasks = [try Self.task("qmstart", "101", .ok, at: -100), task]
            #expect(
                changes(from: old) { $0.guests[0].status = .stopped }
                    == [.guestStopped(stopped, .asked(task.upid))])
        }
    }

    @Test func `a stop after a newer start was asked for by nobody`() throws {
        var stopped = Self.media
        stopped.status = .stopped
        var old = Self.base()
        old.tasks = [
            try Self.task("qmstart", "101", .ok, at: 10), try Self.task("qmstop", "101", .ok),
            try Self.task("qmstop", "102", .ok, at: 20),
        ]
        #expect(changes(from: old) { $0.guests[0].status = .stopped } == [.guestStopped(stopped, .unasked)])
    }

    @Test func `a backup or a restart explains a stop only while it runs`() throws {
        var stopped = Self.media
        stopped.status = .stopped
        for type in ["qmreboot", "qmigrate", "vzdump"] {
            var old = Self.base()
            old.tasks = [try Self.task(type, "101", .running)]
            #expect(
                changes(from: old) { $0.guests[0].status = .stopped }
                    == [.guestStopped(stopped, .asked(old.tasks[0].upid))])
            old.tasks[0].state = .ok
            #expect(
                changes(from: old) { $0.guests[0].status = .stopped } == [.guestStopped(stopped, .unasked)])
        }
    }

    @Test func `a backup of many guests explains the stop of the one it has locked`() throws {
        var old = Self.base()
        old.tasks = [try Self.task("vzdump", "", .running)]
        var stopped = Self.media
        stopped.status = .stopped
        #expect(changes(from: old) { $0.guests[0] = stopped } == [.guestStopped(stopped, .unasked)])
        stopped.lock = "backup"
        #expect(
            changes(from: old) { $0.guests[0] = stopped }
                == [.guestStopped(stopped, .asked(old.tasks[0].upid))])
    }

    @Test func `a node that shuts all its guests down is no crash of each`() throws {
        var old = Self.base()
        old.tasks = [
            try Self.task("stopall", "", .running, at: 5), try Self.task("qmstart", "101", .ok),
        ]
        var stopped = Self.media
        stopped.status = .stopped
        #expect(
            changes(from: old) { $0.guests[0].status = .stopped }
                == [.guestStopped(stopped, .asked(old.tasks[0].upid))])
    }

    @Test func `without a task list nobody is accused`() {
        var stopped = Self.media
        stopped.status = .stopped
        var old = Self.base()
        old.freshness[.tasks]?.lastError = .cancelled(.clusterTasks)
        #expect(changes(from: old) { $0.guests[0].status = .stopped } == [.guestStopped(stopped, .unknown)])
    }

    @Test func `a guest that is down after its node was away did not crash`() {
        var old = Self.base()
        old.guests[0].status = .unknown
        old.guests[0].lastKnownStatus = .running
        var stopped = Self.media
        stopped.status = .stopped
        #expect(changes(from: old) { $0.guests[0] = stopped } == [.guestStopped(stopped, .nodeLost)])
        #expect(changes(from: old) { $0.guests[0] = Self.media } == [])
    }

    @Test func `a guest starts, pauses, fails, moves, appears and vanishes`() throws {
        var old = Self.base()
        old.guests[0].status = .stopped
        #expect(changes(from: old) { $0.guests[0].status = .running } == [.guestStarted(Self.media)])
        var paused = Self.media
        paused.status = .paused
        #expect(changes { $0.guests[0] = paused } == [.guestPaused(paused)])
        var failed = Self.media
        failed.status = .ioError
        #expect(changes { $0.guests[0] = failed } == [.guestFaulted(failed)])
        var moved = Self.media
        moved.node = "agent"
        #expect(changes { $0.guests[0] = moved } == [.guestMoved(moved, from: "pve")])
        let other = Guest(id: GuestID(.lxc, 102), node: "pve", status: .unknown)
        #expect(changes { $0.guests.append(other) } == [.guestAppeared(other)])
        let destroy = try Self.task("qmdestroy", "101", .ok)
        old = Self.base()
        old.tasks = [destroy]
        #expect(changes(from: old) { $0.guests = [] } == [.guestVanished(Self.media, destroy.upid)])
    }

    @Test func `rights that were taken away are not a hundred vanished guests`() {
        #expect(
            changes {
                $0.guests = []
                $0.storages = []
            } == [.sightLost])
    }

    @Test(
        arguments: [
            (80, 85, 0.85), (80, 96, 0.95), (86, 95, 0.95), (80, 84, nil), (86, 90, nil), (90, 84, nil),
        ] as [(Int, Int, Double?)])
    func `a storage that fills up says so at 85 and 95 percent`(
        before: Int, after: Int, threshold: Double?
    ) {
        var old = Self.base()
        old.storages[0].used = before
        var full = Self.nas
        full.used = after
        #expect(
            changes(from: old) { $0.storages[0].used = after }
                == (threshold.map { [.storageFilled(full, threshold: $0)] } ?? []))
    }

    @Test func `a storage is relieved two percent below what it had crossed`() {
        var old = Self.base()
        old.storages[0].used = 90
        var emptied = Self.nas
        emptied.used = 80
        #expect(
            changes(from: old) { $0.storages[0].used = 80 }
                == [.storageRelieved(emptied, threshold: 0.85)])
    }

    @Test func `a shared storage that fills up is told once`() {
        var old = Self.base()
        var twin = Self.nas
        twin.id.node = "agent"
        old.storages = [twin, Self.nas]
        let found = changes(from: old) { snapshot in
            for index in snapshot.storages.indices { snapshot.storages[index].used = 90 }
        }
        #expect(found.count == 1)
    }

    @Test func `a storage goes away and returns`() {
        var gone = Self.base()
        gone.storages[0].state = .inactive
        #expect(changes { $0.storages[0].state = .inactive } == [.storageLost(gone.storages[0])])
        #expect(changes(from: gone) { $0.storages[0].state = .available } == [.storageReturned(Self.nas)])
    }

    @Test func `tasks start, finish and fail, and a backup says that it was one`() throws {
        let running = try Self.task("qmclone", "101", .running)
        #expect(changes { $0.tasks = [running] } == [.taskStarted(running)])
        var old = Self.base()
        old.tasks = [running]
        let done = try Self.task("qmclone", "101", .warnings(2))
        #expect(changes(from: old) { $0.tasks = [done] } == [.taskFinished(done)])
        let failed = try Self.task("qmclone", "101", .failed("no space left"))
        #expect(changes(from: old) { $0.tasks = [failed] } == [.taskFailed(failed)])
        #expect(changes { $0.tasks = [failed] } == [.taskFailed(failed)])
        let backup = try Self.task("vzdump", "", .failed("job errors"))
        #expect(changes { $0.tasks = [backup] } == [.backupFinished(backup)])
    }

    @Test func `tasks of the past that a returning node brings along are no news`() throws {
        var old = Self.base()
        old.tasks = [try Self.task("qmstart", "101", .ok, at: 1000)]
        let past = try Self.task("vzdump", "", .failed("x"), at: 0)
        #expect(changes(from: old) { $0.tasks.append(past) } == [])
    }
}
