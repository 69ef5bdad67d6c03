import Testing
import Text

@testable import ClusterKit

struct PollScheduleTests {
    private let start = ContinuousClock.now

    @Test func `everything about the cluster is asked for at once`() {
        var schedule = PollSchedule(at: start)
        #expect(schedule.start(at: start) == [.resources, .status, .tasks, .highAvailability])
        #expect(schedule.start(at: start + .seconds(3600)) == [])
        #expect(schedule.nextDue == nil)
    }

    @Test func `a pause is that of the section and twice the answer's duration`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.finish(.resources, succeeded: true, after: .milliseconds(500), at: start)
        #expect(schedule.nextDue == start + .seconds(5))
        schedule.finish(.status, succeeded: true, after: .zero, at: start)
        #expect(schedule.start(at: start + .seconds(8)) == [.resources, .status])
    }

    @Test func `failures stretch the pause to a quarter of a minute, which waiting in vain counts towards`() {
        var schedule = PollSchedule(at: start)
        for (pause, duration) in [(8, 0), (5, 10), (4, 21), (15, 0), (14, 1)] {
            _ = schedule.start(at: start + .seconds(100))
            schedule.finish(.resources, succeeded: false, after: .seconds(duration), at: start)
            #expect(schedule.nextDue == start + .seconds(pause))
        }
        _ = schedule.start(at: start + .seconds(100))
        schedule.finish(.resources, succeeded: true, after: .zero, at: start)
        #expect(schedule.nextDue == start + .seconds(4))
    }

    /// How long after its cure a cluster is found well at most, in seconds, whenever that comes: `attempt` says of a try at
    /// one second whether it succeeds, and how long it takes.
    private func longestWayBack(_ attempt: (_ second: Int, _ cure: Int) -> (isGood: Bool, seconds: Int))
        -> Int
    {
        (0..<180).map { cure in
            var schedule = PollSchedule(at: start)
            var second = 0
            while second < 1000 {
                _ = schedule.start(at: start + .seconds(second))
                let (isGood, seconds) = attempt(second, cure)
                let end = start + .seconds(second + seconds)
                schedule.finish(.resources, succeeded: isGood, after: .seconds(seconds), at: end)
                if isGood, second >= cure { return second - cure }
                // The other sections are under way for ever: only this one is due.
                second = Int((schedule.nextDue ?? end).duration(to: start).components.seconds.magnitude)
            }
            return .max
        }.max() ?? .max
    }

    @Test func `who hung is found again within the time a call waits and a period`() {
        // A call that met the hang waits for its whole deadline, though the cluster may be well by then.
        #expect(longestWayBack { second, cure in second < cure ? (false, 15) : (true, 0) } <= 15 + 4)
    }

    @Test func `who refused a token is found again within a quarter of a minute and an answer`() throws {
        var session = Session(.token(id: "a@pve!b", secret: Secret("x")))
        let error = ProxmoxError.unauthorized(account: "a@pve!b", call: .version, message: "no")
        let longest = longestWayBack { second, cure in
            if second == 0 { session = Session(.token(id: "a@pve!b", secret: Secret("x"))) }
            let now = start + .seconds(second)
            guard case .send = session.need(for: .get, at: now) else { return (false, 0) }
            guard second < cure else { return (true, 0) }
            session.refused(error, at: now + .seconds(3))
            return (false, 3)
        }
        #expect(longest <= 15 + 3)
    }

    @Test func `a section that hangs delays no other`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.finish(.resources, succeeded: true, after: .zero, at: start)
        #expect(schedule.start(at: start + .seconds(60)) == [.resources])
    }

    @Test func `storages are asked for node by node, spread over a pause`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.setNodes(["a", "b", "c"], at: start)
        #expect(schedule.start(at: start) == [.storage("a")])
        #expect(schedule.start(at: start + .seconds(20)) == [.storage("b"), .storage("c")])
        schedule.setNodes(["b"], at: start)
        schedule.finish(.storage("a"), succeeded: true, after: .zero, at: start)
        schedule.finish(.storage("b"), succeeded: true, after: .zero, at: start)
        #expect(schedule.nextDue == start + .seconds(30))
    }

    @Test func `not more than thirty-two nodes are asked at a time`() throws {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.setNodes(try (0..<100).map { try #require(NodeName("n\($0)")) }, at: start)
        #expect(schedule.start(at: start + .seconds(60)).count == 32)
        #expect(schedule.start(at: start + .seconds(60)).isEmpty)
    }

    @Test func `a node that waits for room wakes nobody until another has answered or is gone`() throws {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        let nodes = try (0..<40).map { try #require(NodeName("n\($0)")) }
        schedule.setNodes(nodes, at: start)
        let late = start + .seconds(60)
        let first = schedule.start(at: late)
        #expect(first.count == 32 && schedule.nextDue == nil)
        schedule.finish(try #require(first.first), succeeded: true, after: .zero, at: late)
        #expect(schedule.nextDue == late)
        #expect(schedule.start(at: late).count == 1)
        #expect(schedule.nextDue == late + .seconds(30))
        let gone = try #require(first.last?.node)
        schedule.setNodes(nodes.filter { $0 != gone }, at: late)
        #expect(schedule.start(at: late).count == 1)
    }

    @Test func `what is wanted in a hurry comes now, or right after the answer that is under way`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.finish(.tasks, succeeded: true, after: .zero, at: start)
        schedule.hurry(.tasks, at: start)
        schedule.hurry(.resources, at: start)
        #expect(schedule.start(at: start) == [.tasks])
        schedule.finish(.resources, succeeded: true, after: .seconds(1), at: start)
        #expect(schedule.start(at: start) == [.resources])
    }

    @Test func `every section stands in the list once, and is told by its name`() {
        let names = PolledSection.all.map { "\(SnapshotSection($0))" }
        #expect(names.count == 10 && Set(names).count == names.count)
        #expect("\(SnapshotSection.storage("pve"))" == "storage of pve")
        #expect(
            [.storage("b"), .tasks, .storage("a"), .resources].sorted() == [
                .resources, .tasks, .storage("a"), .storage("b"),
            ] as [SnapshotSection])
    }

    @Test func `an entry node that failed is tried after a pause`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.want(.entries, true, at: start)
        #expect(schedule.nextDue == start + .seconds(30))
    }

    @Test func `rights are asked for only while somebody doubts them`() {
        var schedule = PollSchedule(at: start)
        _ = schedule.start(at: start)
        schedule.want(.access, true, at: start)
        #expect(schedule.start(at: start) == [.access])
        schedule.want(.access, true, at: start)
        #expect(schedule.start(at: start) == [])
        schedule.want(.access, false, at: start)
        #expect(schedule.nextDue == nil)
    }
}
