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
