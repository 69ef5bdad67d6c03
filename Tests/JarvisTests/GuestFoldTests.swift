import ClusterKit
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

/// What befalls guests with their node is told in a line.
struct GuestFoldTests {
    private static let start = Date(timeIntervalSince1970: 1_767_268_800)

    private static func guest(_ vmid: VMID, on node: NodeName = "pve") -> Guest {
        Guest(id: GuestID(.lxc, vmid), node: node, name: "g\(vmid)", status: .running)
    }

    private static let back = ClusterChange.nodeCameBack(Node(name: "pve", state: .online))

    /// The lines for each step of changes, so many seconds after the start.
    private func lines(_ steps: [(seconds: Double, changes: [ClusterChange])]) -> [[EventRecord]] {
        var fold = GuestFold()
        return steps.map { step in
            fold.lines(for: step.changes, of: "home", at: Self.start.addingTimeInterval(step.seconds))
        }
    }

    @Test func `guests that start after the return of their node are one line, with their names in it`() {
        let told = lines([(0, [Self.back]), (20, [101, 103].map { .guestStarted(Self.guest($0)) })])
        #expect(told[0].isEmpty)
        #expect(told[1].map(\.title) == ["node pve is back: 2 guests started"])
        #expect(told[1].map(\.detail) == ["101 g101, 103 g103"])
        #expect(told[1].map(\.subject) == ["pve"])
    }

    @Test func `as more start on the node, and their tasks end, the line is told anew with all of them`()
        throws
    {
        let task = try Self.task("vzstart", 104)
        let other = try Self.task("vzdump", 104)
        let told = lines([
            (0, [Self.back, .taskStarted(task)]), (10, [.guestStarted(Self.guest(101))]),
            (20, [104, 101].map { .guestStarted(Self.guest($0)) }), (30, [.taskFinished(task)]),
            (40, [.taskStarted(other)]), (700, [.taskFinished(task)]),
        ])
        #expect(
            told.map { $0.map(\.title) } == [
                [], ["node pve is back: 1 guest started"], ["node pve is back: 2 guests started"],
                ["node pve is back: 2 guests started"], [], [],
            ])
        #expect(told[3].map(\.detail) == ["101 g101, 104 g104"])
    }

    private static func task(_ type: String, _ vmid: Int, on node: String = "pve") throws -> ClusterTask {
        let upid = try #require(UPID("UPID:\(node):00000001:00000002:69566184:\(type):\(vmid):root@pam:"))
        return ClusterTask(upid: upid, state: .ok)
    }

    @Test(arguments: [
        ("guest.started", "101", 0.0, true), ("guest.started", "101", -1, false),
        ("node.online", "pve", -20, true), ("node.online", "other", -20, false),
        ("guests.started", "pve", -5, true),
        ("guests.started", "pve", 0, false), ("guests.started", "other", -5, false),
        ("task.finished", "UPID:pve:00000001:00000002:69566184:qmstart:104:root@pam:", -9, true),
        ("task.started", "UPID:pve:00000001:00000002:69566184:vzstart:104:root@pam:", 0, true),
        ("task.started", "UPID:pve:00000001:00000002:69566184:vzstart:104:root@pam:", -601, false),
        ("task.started", "UPID:pve:00000001:00000002:69566184:vzstart:104:root@pam:", 1, false),
        ("task.failed", "UPID:pve:00000001:00000002:69566184:vzstart:104:root@pam:", 0, false),
        ("task.finished", "UPID:pve:00000001:00000002:69566184:vzdump:104:root@pam:", 0, false),
        ("task.finished", "UPID:other:00000001:00000002:69566184:vzstart:104:root@pam:", 0, false),
        ("task.finished", "vzstart", 0, false), ("guest.stopped", "101", 0, false),
    ])
    func `the line stands for what led to the node's guests being up, and for nothing else`(
        kind: String, subject: String, seconds: Double, isCovered: Bool
    ) {
        let head = GuestFold.Line(kind: "guests.started", subject: "pve", cluster: "home", time: 1000)
        for cluster in ["home", "other"] {
            let line = GuestFold.Line(kind: kind, subject: subject, cluster: cluster, time: 1000 + seconds)
            #expect(head.covers(line) == (isCovered && cluster == "home"))
        }
    }

    @Test func `guests that stopped with their node are one line`() {
        let told = lines([(0, [101, 103].map { .guestStopped(Self.guest($0), .nodeLost) })])
        #expect(told[0].map(\.title) == ["2 guests stopped with node pve"])
        #expect(told[0].map(\.severity) == [.warning])
        let head = GuestFold.Line(kind: told[0][0].kind, subject: "pve", cluster: "home", time: 9)
        let note = ChangeNote(.guestStopped(Self.guest(101), .nodeLost), in: ClusterSnapshot(name: "home"))
        #expect(head.covers(GuestFold.Line(kind: note.kind, subject: "101", cluster: "home", time: 9)))
    }

    @Test func `what has another cause, or stops alone, or comes late, is folded under nothing`() {
        let starts = [101, 103].map { ClusterChange.guestStarted(Self.guest($0)) }
        let other = ClusterChange.guestStarted(Self.guest(104, on: "other"))
        let crash = ClusterChange.guestStopped(Self.guest(104), .unasked)
        let lost = [101, 103].map { ClusterChange.guestStopped(Self.guest($0), .nodeLost) }
        #expect(lines([(0, starts)]) == [[]])
        #expect(lines([(0, [Self.back]), (20, starts + [other])])[1].isEmpty)
        #expect(lines([(0, [.guestStopped(Self.guest(101), .nodeLost)])]) == [[]])
        #expect(lines([(0, [Self.back]), (700, starts)])[1].isEmpty)
        #expect(lines([(0, lost + [crash])]) == [[]])
    }
}
