import ClusterKit
import Testing

/// What rows and sentences may say of a snapshot.
struct BelievedSnapshotTests {
    private static let now = ContinuousClock.now

    private static func storage(_ node: NodeName, _ name: StorageName, _ state: StorageState) -> Storage {
        Storage(id: .init(node: node, name: name), state: state, used: 10, total: 100)
    }

    private static func snapshot(
        _ freshness: Freshness? = nil, entries: [HAEntry] = [], guests: [Guest] = []
    ) -> ClusterSnapshot {
        ClusterSnapshot(
            name: "lab",
            nodes: [Node(name: "home", state: .online), Node(name: "pve", state: .online)], guests: guests,
            storages: [
                storage("home", "lost", .inactive), storage("home", "nas", .available),
                storage("pve", "nas", .available),
            ], highAvailability: entries, freshness: freshness.map { [.storage("home"): $0] } ?? [:])
    }

    @Test func `a storage that its node does not answer about is unknown, and one it called lost stays lost`()
    {
        var hung = Freshness(lastGood: Self.now - .seconds(12))
        hung.askedSince = Self.now - .seconds(11)
        let snapshot = Self.snapshot(hung)
        #expect(snapshot.nodesSilentAboutStorage(at: Self.now) == ["home"])
        let believed = snapshot.believed(at: Self.now)
        #expect(believed.storages.map(\.state) == [.inactive, .unknown, .available])
        #expect(believed.storages.map(\.used) == [10, 10, 10])
        // Eleven seconds ago nobody could know.
        #expect(snapshot.believed(at: Self.now - .seconds(11)) == snapshot)
    }

    @Test func `nothing else is touched`() {
        #expect(Self.snapshot().believed(at: Self.now) == Self.snapshot())
        let heard = Self.snapshot(Freshness(lastGood: Self.now))
        #expect(heard.believed(at: Self.now) == heard)
    }

    @Test(arguments: [(nil, "error"), ("started", "error"), ("fence", "fence")] as [(String?, String)])
    func `a guest has the fault that its service tells`(own: String?, state: String) {
        var guest = Guest(id: GuestID(.qemu, 101), node: "home", status: .running)
        guest.haState = own
        let entries = [
            HAEntry(id: "service:vm:101", kind: .service, vmid: 101, state: "error"),
            HAEntry(id: "service:vm:950", kind: .service, vmid: 950, state: "recovery"),
            HAEntry(id: "service:vm:951", kind: .service, vmid: 951, state: "started"),
        ]
        var snapshot = Self.snapshot(entries: entries, guests: [guest])
        snapshot.freshness[.resources] = Freshness(lastGood: Self.now)
        #expect(snapshot.believed(at: Self.now).guests.map(\.haState) == [state])
        let told = Judgement(of: snapshot, at: Self.now).concerns.map(\.text)
        #expect(told.contains("vm:950 HA recovery") && told.contains("101 HA \(state)"))
    }
}
