import Testing

@testable import ClusterKit

struct SnapshotValveTests {
    private let start = ContinuousClock.now

    /// The moments, in milliseconds, at which a snapshot goes out, asked every ten.
    private func openings(_ answers: [Int: SnapshotSection]) -> [Int] {
        var valve = SnapshotValve()
        return stride(from: 0, through: 1_000, by: 10).filter { moment in
            let now = start + .milliseconds(moment)
            if let section = answers[moment] { valve.take(section, at: now) }
            return valve.opens(at: now)
        }
    }

    @Test func `nothing goes out while nothing is answered`() {
        #expect(openings([:]) == [])
    }

    @Test func `the storages of many nodes go out together, four times a second`() {
        let answers = (0..<60).map { ($0 * 10, SnapshotSection.storage("pve")) }
        #expect(openings(Dictionary(uniqueKeysWithValues: answers)) == [0, 250, 500, 750])
    }

    @Test func `a node's storages go out at once after a quiet moment`() {
        #expect(openings([0: .resources, 400: .storage("pve")]) == [0, 400])
    }

    @Test(arguments: [SnapshotSection.resources, .status, .tasks, .highAvailability, .access])
    func `what concerns the whole cluster never waits, and takes along what does`(_ section: SnapshotSection)
    {
        #expect(openings([0: .storage("pve"), 100: .storage("agent1"), 130: section]) == [0, 130])
    }
}
