import ClusterKit
import FoundationEssentials
import Memory
import Testing

@testable import Jarvis

/// When nothing comes from a cluster any more the feed tells that, and no cause that is none.
struct LostConnectionTests {
    private static let entry = Endpoint("127.0.0.1", port: 18_007)
    private static let error = ProxmoxError.misconfigured(cluster: "lab", detail: "no")

    /// A node whose storages failed three times while the list was answered still, or `isLost` with everything else.
    private static func snapshot(isLost: Bool, entry: Endpoint? = entry) -> ClusterSnapshot {
        var snapshot = ClusterSnapshot(
            name: "lab", nodes: [Node(name: "pve", state: .online)], entryFaults: [Self.entry: error],
            freshness: [
                .resources: Freshness(lastGood: .now),
                .storage("pve"): Freshness(lastGood: .now - .seconds(60), lastError: error, failures: 3),
            ])
        snapshot.entry = entry
        if isLost { snapshot.freshness[.resources]?.lastError = error }
        return snapshot
    }

    @Test func `the only entry node is not said to have a stand-in`() {
        var watch = EntryWatch()
        #expect(watch.lines(for: Self.snapshot(isLost: false), at: .now).isEmpty)
        let other = Self.snapshot(isLost: false, entry: Endpoint("10.0.0.2"))
        #expect(watch.lines(for: other, at: .now).map(\.kind) == ["entry.lost"])
        // Now the other one has failed too: that is not the return of the first.
        #expect(watch.lines(for: Self.snapshot(isLost: false), at: .now).isEmpty)
        var well = other
        well.entryFaults = [:]
        #expect(watch.lines(for: well, at: .now).map(\.kind) == ["entry.returned"])
    }

    @Test func `a certificate that changed is one line, however long kept connections go on`() {
        let (other, now) = (Endpoint("10.0.0.2"), Date.now)
        var chronicle = Chronicle()
        func lines(_ entry: Endpoint, _ faults: [Endpoint: ProxmoxError], _ seconds: Double) -> [EventRecord]
        {
            var snapshot = Self.snapshot(isLost: false, entry: entry)
            snapshot.entryFaults = faults
            snapshot.freshness = [
                .resources: Freshness(lastGood: .now), .tasks: Freshness(lastGood: .now),
                .status: Freshness(lastGood: .now),
            ]
            (snapshot.access, snapshot.quorum) = (.granted, .standalone)
            return chronicle.lines(for: Diagnosis(of: snapshot), [], at: now.addingTimeInterval(seconds))
        }
        #expect(lines(Self.entry, [:], 0).map(\.kind) == ["watch.began"])
        let fault = ProxmoxError.untrusted(cluster: "lab", endpoint: Self.entry, detail: "no", presented: nil)
        let told = lines(Self.entry, [Self.entry: fault], 4)
        #expect(
            told.map(\.title) == ["entry node 127.0.0.1:18007 has a certificate that is not accepted"])
        #expect(lines(other, [Self.entry: fault], 8).isEmpty)
        #expect(lines(other, [:], 12).map(\.kind) == ["entry.returned"])
        #expect(lines(other, [:], 700).isEmpty)
    }

    @Test func `what began this moment is told without a length of time`() {
        for (age, end) in [(0, ""), (60, ", for 60 s")] {
            var watch = StorageWatch()
            var hung = Self.snapshot(isLost: false)
            hung.freshness[.storage("pve")]?.lastGood = .now - .seconds(age)
            #expect(
                watch.lines(for: hung, at: .now).map(\.title) == ["storage of pve does not answer\(end)"])
        }
    }

    @Test func `no storage is said to hang where the whole cluster does not answer`() {
        var watch = StorageWatch()
        let lost = Self.snapshot(isLost: true)
        #expect(watch.lines(for: lost, at: .now).isEmpty)
        #expect(Judgement(of: lost, at: .now).concerns.isEmpty)
        let hung = Self.snapshot(isLost: false)
        #expect(watch.lines(for: hung, at: .now).map(\.kind) == ["storage.hung"])
        let told = Judgement(of: hung, at: .now).concerns.map(\.text)
        #expect(told.contains("storage of pve does not answer"))
    }
}
