import ClusterKit
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

struct FindingWatchTests {
    private static let start = Date(timeIntervalSince1970: 1_767_268_800)

    /// Guests 101 to 104, of which some have an error that high availability gave up on.
    private static func snapshot(_ faulty: Set<Int> = []) -> ClusterSnapshot {
        let guests = (101...104).compactMap { number in
            VMID(number).map { vmid in
                Guest(
                    id: GuestID(.qemu, vmid), node: "pve", name: "g\(number)", status: .running,
                    haState: faulty.contains(number) ? "error" : "started")
            }
        }
        return ClusterSnapshot(
            name: "home", quorum: .standalone, nodes: [Node(name: "pve", state: .online)], guests: guests,
            access: .granted,
            freshness: [.resources: Freshness(lastGood: .now, staleAfter: .seconds(3600))])
    }

    /// The lines for each snapshot, so many seconds after the start.
    private func titles(
        _ steps: [(seconds: Double, faulty: Set<Int>)], isOpen: Bool = true, beside news: [EventRecord] = []
    ) -> [[String]] {
        var watch = FindingWatch()
        return steps.map { step in
            watch.lines(
                for: Diagnosis(of: Self.snapshot(step.faulty)), beside: news, isOpen: isOpen,
                at: Self.start.addingTimeInterval(step.seconds)
            ).map(\.title)
        }
    }

    @Test func `what is found is told once, and that it is over when it stays away`() {
        let told = titles([(0, []), (4, [101]), (8, [101]), (12, []), (600, []), (613, [])])
        #expect(told == [[], ["101 g101 HA error"], [], [], [], ["101 g101 HA error: over"]])
    }

    @Test func `what comes and goes is not told again and again`() {
        let told = titles([(0, [101]), (100, []), (200, [101]), (300, []), (400, [101])])
        #expect(told == [["101 g101 HA error"], [], [], [], []])
    }

    @Test func `what many have at once is one line`() {
        #expect(titles([(0, [101, 102, 103, 104])]) == [["101 g101, 102 g102 and 2 more HA error"]])
    }

    @Test func `how things stand when the watch begins is no news, nor what another line tells`() {
        #expect(titles([(0, [101])], isOpen: false) == [[]])
        let line = EventRecord(
            time: Self.start, severity: .critical, origin: .system, kind: "test",
            title: "guest 101 g101 HA error")
        #expect(titles([(0, [101])], beside: [line]) == [[]])
    }
}
