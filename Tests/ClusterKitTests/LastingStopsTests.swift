import FoundationEssentials
import Testing

@testable import ClusterKit

struct LastingStopsTests {
    private static let start = ContinuousClock.now
    private static let guest = GuestID(.qemu, 101)

    private static func snapshot(_ status: GuestStatus, at seconds: Int, tasks: Int) -> ClusterSnapshot {
        ClusterSnapshot(
            name: "home", nodes: [Node(name: "pve", state: .online)],
            guests: [
                Guest(
                    id: guest, node: "pve", name: "media", status: status,
                    lastKnownStatus: status == .unknown ? .running : nil)
            ],
            freshness: [
                .resources: Freshness(lastGood: start + .seconds(seconds)),
                .tasks: Freshness(lastGood: start + .seconds(tasks)),
            ])
    }

    /// What is marked after each of the snapshots.
    private func marks(_ snapshots: [ClusterSnapshot], after hours: Int = 0) -> [Set<GuestID>] {
        var (feed, stops) = (ChangeFeed(), LastingStops())
        return snapshots.enumerated().map { index, snapshot in
            let isLast = index == snapshots.count - 1
            let now = Self.start + .seconds(isLast ? hours * 3600 : 0)
            return stops.marked(in: snapshot, after: feed.changes(to: snapshot), at: now).unaskedStops
        }
    }

    private static let fall = [
        snapshot(.running, at: 0, tasks: 0), snapshot(.stopped, at: 4, tasks: 0),
        snapshot(.stopped, at: 4, tasks: 5),
    ]

    @Test func `a guest that fell is marked until it runs again`() {
        #expect(
            marks(Self.fall + [Self.snapshot(.running, at: 8, tasks: 9)]) == [[], [], [Self.guest], []])
    }

    @Test(arguments: [(1, true), (25, false)])
    func `a day later it is no news any more`(hours: Int, isMarked: Bool) {
        let later = Self.snapshot(.stopped, at: 8, tasks: 9)
        #expect(marks(Self.fall + [later], after: hours).last == (isMarked ? [Self.guest] : []))
    }

    @Test func `a guest that is gone is not marked`() {
        var gone = Self.snapshot(.stopped, at: 8, tasks: 9)
        gone.guests = [Guest(id: GuestID(.lxc, 102), node: "pve", status: .running)]
        #expect(marks(Self.fall + [gone]).last == [])
    }

    // MARK: With the node

    private static let outage = [
        snapshot(.running, at: 0, tasks: 0), snapshot(.unknown, at: 4, tasks: 5),
        snapshot(.stopped, at: 8, tasks: 9),
    ]

    /// What is left down after each of the snapshots, the last of which comes later by that.
    private func leftDown(_ snapshots: [ClusterSnapshot], after seconds: Int) -> [Set<GuestID>] {
        var (feed, stops) = (ChangeFeed(), LastingStops())
        return snapshots.enumerated().map { index, snapshot in
            let isLast = index == snapshots.count - 1
            let now = Self.start + .seconds(isLast ? seconds : 0)
            let marked = stops.marked(in: snapshot, after: feed.changes(to: snapshot), at: now)
            // Until then it is waited for.
            let isWaitedFor = snapshot.guests[0].status == .stopped && seconds < 60 && isLast
            #expect(!isWaitedFor || marked.awaited == [Self.guest])
            return marked.leftDown
        }
    }

    private static func task(_ type: String, _ subject: String, at time: Int, _ state: TaskState)
        -> ClusterTask?
    {
        let began = String(("0000000" + String(time, radix: 16, uppercase: true)).suffix(8))
        let upid = UPID("UPID:pve:0000ABCD:00001234:\(began):\(type):\(subject):root@pam:")
        return upid.map { ClusterTask(upid: $0, state: state) }
    }

    @Test(arguments: [(59, false), (60, true), (90_000, false)])
    func `a guest that its node came back without is left down, once the node had its time`(
        seconds: Int, isLeft: Bool
    ) {
        let later = Self.snapshot(.stopped, at: 12, tasks: 13)
        #expect(leftDown(Self.outage + [later], after: seconds).last == (isLeft ? [Self.guest] : []))
    }

    @Test(arguments: [GuestStatus.running, .unknown, .paused])
    func `it is not while it runs, is started or is out of sight again`(status: GuestStatus) {
        #expect(leftDown(Self.outage + [Self.snapshot(status, at: 12, tasks: 13)], after: 99).last == [])
    }

    @Test func `a node that still starts its guests is waited for`() throws {
        var starting = Self.snapshot(.stopped, at: 12, tasks: 13)
        starting.tasks = [try #require(Self.task("startall", "", at: 0x6500_0000, .running))]
        #expect(leftDown(Self.outage + [starting], after: 99).last == [])
    }

    @Test func `a guest that somebody stopped meanwhile is not left down`() throws {
        var snapshots = Self.outage
        snapshots[2].tasks = [try #require(Self.task("qmstop", "101", at: 0x6500_0000, .ok))]
        let later = Self.snapshot(.stopped, at: 12, tasks: 13)
        #expect(leftDown(snapshots + [later], after: 99).last == [])
    }

    @Test func `it is a warning that names the guest and the node`() {
        var snapshot = Self.snapshot(.stopped, at: 12, tasks: 13)
        snapshot.leftDown = [Self.guest]
        let finding = Judgement(of: Diagnosis(of: snapshot), at: .now).findings.first
        #expect(finding?.text == "101 media left stopped after the node's return")
        #expect(finding?.severity == .warning && finding?.remedy.contains("pve") == true)
    }

    // MARK: Before the watch

    private static let started = 0x6500_0000

    /// What is made of a guest that is down at the first look, so long after it was started.
    private func found(_ tasks: [ClusterTask?], after age: Double, uptime: Int) -> ClusterSnapshot {
        var snapshot = Self.snapshot(.stopped, at: 0, tasks: 0)
        snapshot.tasks = tasks.compactMap(\.self)
        snapshot.nodes[0].uptime = .seconds(uptime)
        var stops = LastingStops()
        let date = Date(timeIntervalSince1970: Double(Self.started) + age)
        return stops.marked(in: snapshot, after: [], at: Self.start, on: date)
    }

    private static func ended(_ type: String, at time: Int, _ state: TaskState = .ok) -> ClusterTask? {
        var task = task(type, "101", at: time, state)
        task?.ended = Date(timeIntervalSince1970: Double(time))
        return task
    }

    @Test func `what was started and is down without a task since fell before the watch began`() {
        let start = Self.ended("qmstart", at: Self.started)
        let fallen = found([start], after: 3600, uptime: 9_000_000)
        #expect(fallen.unaskedStops == [Self.guest] && fallen.leftDown.isEmpty)
        // Where the node was booted since, that is what took it down.
        let left = found([start], after: 3600, uptime: 600)
        #expect(left.leftDown == [Self.guest] && left.unaskedStops.isEmpty)
        #expect(found([start], after: 90_000, uptime: 9_000_000).unaskedStops.isEmpty)
        #expect(found([], after: 3600, uptime: 9_000_000).unaskedStops.isEmpty)
        let failed = Self.ended("qmstart", at: Self.started, .failed("no"))
        #expect(found([failed], after: 3600, uptime: 9_000_000).unaskedStops.isEmpty)
        let stop = Self.ended("qmshutdown", at: Self.started + 60)
        #expect(found([stop, start], after: 3600, uptime: 9_000_000).unaskedStops.isEmpty)
    }
}
