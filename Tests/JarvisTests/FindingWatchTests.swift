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

    @Test func `what nobody tells of any more is not over`() {
        var watch = FindingWatch()
        func titles(_ snapshot: ClusterSnapshot, _ seconds: Double) -> [String] {
            watch.lines(
                for: Diagnosis(of: snapshot), beside: [], isOpen: true,
                at: Self.start.addingTimeInterval(seconds)
            ).map(\.title)
        }
        var lost = Self.snapshot()
        lost.quorum = .cluster(isQuorate: false, votes: 1, expected: 3)
        lost.freshness[.status] = Freshness(lastGood: .now)
        #expect(titles(lost, 0) == ["quorum lost 1/3"])
        lost.freshness[.status] = Freshness(lastGood: .now - .seconds(60))
        #expect(titles(lost, 700).isEmpty && titles(lost, 1400).isEmpty)
        #expect(
            titles(Self.snapshot(), 1404).isEmpty
                && titles(Self.snapshot(), 2100) == ["quorum lost 1/3: over"])
    }

    @Test func `how things stand when the watch begins is no news, nor what another line tells`() {
        #expect(titles([(0, [101])], isOpen: false) == [[]])
        let line = EventRecord(
            time: Self.start, severity: .critical, origin: .system, kind: "test",
            title: "guest 101 g101 HA error")
        #expect(titles([(0, [101])], beside: [line]) == [[]])
    }
}
