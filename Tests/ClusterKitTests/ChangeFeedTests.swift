import FoundationEssentials
import Testing

@testable import ClusterKit

struct ChangeFeedTests {
    private static let start = ContinuousClock.now

    private static func base() -> ClusterSnapshot {
        ClusterSnapshot(
            name: "home", nodes: [Node(name: "pve", state: .online)],
            guests: [Guest(id: GuestID(.qemu, 101), node: "pve", name: "media", status: .running)],
            freshness: [.resources: Freshness(lastGood: start), .tasks: Freshness(lastGood: start)])
    }

    private static func task(_ type: String, _ state: TaskState) throws -> ClusterTask {
        ClusterTask(
            upid: try upid("UPID:pve:00000001:00000002:6A4BB5CA:\(type):101:me@pve:"), state: state)
    }

    @Test func `a stop waits for a task list that is newer than itself`() throws {
        var feed = ChangeFeed()
        var snapshot = Self.base()
        #expect(feed.changes(to: snapshot) == [])
        snapshot.guests[0].status = .stopped
        snapshot.freshness[.resources]?.lastGood = Self.start + .seconds(4)
        #expect(feed.changes(to: snapshot) == [])
        let task = try Self.task("qmshutdown", .ok)
        snapshot.tasks = [task]
        snapshot.freshness[.tasks]?.lastGood = Self.start + .seconds(5)
        #expect(
            feed.changes(to: snapshot)
                == [.taskFinished(task), .guestStopped(snapshot.guests[0], .asked(task.upid))])
        #expect(feed.changes(to: snapshot) == [])
    }

    @Test func `a stop that no newer task list explains was asked for by nobody`() {
        var feed = ChangeFeed()
        var snapshot = Self.base()
        _ = feed.changes(to: snapshot)
        snapshot.guests[0].status = .stopped
        snapshot.freshness[.resources]?.lastGood = Self.start + .seconds(4)
        _ = feed.changes(to: snapshot)
        snapshot.freshness[.tasks]?.lastGood = Self.start + .seconds(5)
        #expect(feed.changes(to: snapshot) == [.guestStopped(snapshot.guests[0], .unasked)])
    }

    @Test(arguments: [(20, true), (60, false)])
    func `a restart explains a stop that is seen shortly after it`(seconds: Int, isExplained: Bool) throws {
        var feed = ChangeFeed()
        var snapshot = Self.base()
        _ = feed.changes(to: snapshot)
        let task = try Self.task("qmreboot", .ok)
        snapshot.tasks = [task]
        snapshot.freshness[.tasks]?.lastGood = Self.start + .seconds(4)
        #expect(feed.changes(to: snapshot) == [.taskFinished(task)])
        snapshot.guests[0].status = .stopped
        snapshot.freshness[.resources]?.lastGood = Self.start + .seconds(seconds)
        #expect(feed.changes(to: snapshot) == [])
        snapshot.freshness[.tasks]?.lastGood = Self.start + .seconds(seconds + 1)
        #expect(
            feed.changes(to: snapshot)
                == [.guestStopped(snapshot.guests[0], isExplained ? .asked(task.upid) : .unasked)])
    }

    @Test func `a stop while the task list cannot be read is told at once and blames nobody`() {
        var feed = ChangeFeed()
        var snapshot = Self.base()
        _ = feed.changes(to: snapshot)
        snapshot.guests[0].status = .stopped
        snapshot.freshness[.tasks]?.lastError = .cancelled(.clusterTasks)
        #expect(feed.changes(to: snapshot) == [.guestStopped(snapshot.guests[0], .unknown)])
    }
}
