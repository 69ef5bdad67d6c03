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
        #expect(told[1].map(\.title) == ["2 guests started with node pve"])
        #expect(told[1].map(\.detail) == ["101 g101, 103 g103"])
        #expect(told[1].map(\.subject) == ["pve"])
    }

    @Test func `guests that stopped with their node are one line`() {
        let told = lines([(0, [101, 103].map { .guestStopped(Self.guest($0), .nodeLost) })])
        #expect(told[0].map(\.title) == ["2 guests stopped with node pve"])
        #expect(told[0].map(\.severity) == [.warning])
    }

    @Test func `what has another cause, or is alone, or comes late, is folded under nothing`() {
        let starts = [101, 103].map { ClusterChange.guestStarted(Self.guest($0)) }
        let other = ClusterChange.guestStarted(Self.guest(104, on: "other"))
        let crash = ClusterChange.guestStopped(Self.guest(104), .unasked)
        let lost = [101, 103].map { ClusterChange.guestStopped(Self.guest($0), .nodeLost) }
        #expect(lines([(0, starts)]) == [[]])
        #expect(lines([(0, [Self.back]), (20, starts + [other])])[1].isEmpty)
        #expect(lines([(0, [Self.back]), (20, Array(starts.prefix(1)))])[1].isEmpty)
        #expect(lines([(0, [Self.back]), (700, starts)])[1].isEmpty)
        #expect(lines([(0, lost + [crash])]) == [[]])
    }
}
