import Testing

@testable import ClusterKit

struct UnaskedStopsTests {
    private static let start = ContinuousClock.now
    private static let guest = GuestID(.qemu, 101)

    private static func snapshot(_ status: GuestStatus, at seconds: Int, tasks: Int) -> ClusterSnapshot {
        ClusterSnapshot(
            name: "home", nodes: [Node(name: "pve", state: .online)],
            guests: [Guest(id: guest, node: "pve", name: "media", status: status)],
            freshness: [
                .resources: Freshness(lastGood: start + .seconds(seconds)),
                .tasks: Freshness(lastGood: start + .seconds(tasks)),
            ])
    }

    /// What is marked after each of the snapshots.
    private func marks(_ snapshots: [ClusterSnapshot], after hours: Int = 0) -> [Set<GuestID>] {
        var (feed, stops) = (ChangeFeed(), UnaskedStops())
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
}
