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

    @Test
    func `no node is silent while the cluster's own list is not answered, nor before it was asked again`() {
        let error = ProxmoxError.misconfigured(cluster: "lab", detail: "no")
        var hung = Freshness(lastGood: Self.now - .seconds(60), lastError: error, failures: 3)
        hung.asked = Self.now - .seconds(20)
        func silent(_ change: (inout Freshness) -> Void) -> [NodeName] {
            var snapshot = Self.snapshot(hung)
            var list = Freshness(lastGood: Self.now, duration: .milliseconds(20))
            list.answeredSince = Self.now - .seconds(100)
            change(&list)
            snapshot.freshness[.resources] = list
            return snapshot.nodesSilentAboutStorage(at: Self.now)
        }
        #expect(silent { _ in } == ["home"])
        #expect(silent { $0.askedSince = Self.now - .seconds(1) } == ["home"])
        #expect(silent { $0.askedSince = Self.now - .seconds(3) }.isEmpty)
        #expect(silent { $0.lastError = error }.isEmpty)
        // It answers again since the node was asked.
        #expect(silent { $0.answeredSince = Self.now - .seconds(19) }.isEmpty)
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

struct StorageSightTests {
    private static func nas(_ node: NodeName, _ state: StorageState, used: Int? = nil) -> Storage {
        Storage(
            id: .init(node: node, name: "nas"), state: state, content: ["backup"], isShared: true, used: used,
            total: used.map { _ in 100 })
    }

    private static func snapshot(_ storages: [Storage], away: Set<NodeName> = []) -> ClusterSnapshot {
        let nodes = ["pve1", "pve2", "pve3"].map { (name: NodeName) in
            Node(name: name, state: away.contains(name) ? .offline : .online)
        }
        return ClusterSnapshot(name: "lab", nodes: nodes, storages: storages)
    }

    @Test(
        arguments: [
            // All agree.
            ([nas("pve1", .available, used: 50), nas("pve2", .available, used: 50)], [], "pve1", []),
            // The first of the alphabet lacks it.
            ([nas("pve1", .unknown), nas("pve2", .available, used: 99)], [], "pve2", ["pve1"]),
            ([nas("pve1", .available, used: 9), nas("pve3", .inactive)], [], "pve1", ["pve3"]),
            // What a dead node said comes last, and it lacks nothing.
            ([nas("pve1", .available, used: 71), nas("pve2", .available, used: 73)], ["pve1"], "pve2", []),
            ([nas("pve1", .unknown), nas("pve2", .available, used: 73)], ["pve1"], "pve2", []),
            // Figures come before none.
            ([nas("pve1", .available), nas("pve2", .available, used: 1)], [], "pve2", []),
            // Disabled on a node is no lack.
            ([nas("pve1", .disabled), nas("pve2", .available, used: 1)], [], "pve2", []),
            // Nobody has it.
            ([nas("pve1", .inactive), nas("pve2", .inactive)], [], "pve1", ["pve1", "pve2"]),
        ] as [([Storage], Set<NodeName>, NodeName, [NodeName])])
    func `the figures of a shared storage are those of a living node that has it`(
        storages: [Storage], away: Set<NodeName>, node: NodeName, lacking: [NodeName]
    ) throws {
        let sights = Self.snapshot(storages, away: away).storageSights
        #expect(sights.map(\.storage.node) == [node])
        #expect(sights.map(\.lacking) == [lacking])
    }

    @Test func `a storage of one node's own is seen once a node`() {
        let locals = ["pve2", "pve1"].map { (node: NodeName) in
            Storage(id: .init(node: node, name: "local"), state: .available, isShared: false)
        }
        let sights = Self.snapshot(locals + [Self.nas("pve3", .available, used: 1)]).storageSights
        #expect(sights.map { "\($0.storage.id)" } == ["pve3/nas", "pve2/local", "pve1/local"])
    }

    @Test func `rows of dead nodes come last, and no row is lost`() {
        let all = [
            Self.nas("pve1", .available, used: 71), Self.nas("pve2", .available, used: 73),
            Self.nas("pve3", .unknown),
        ]
        let order = Self.snapshot(all, away: ["pve1"]).storagesBestFirst
        #expect(order.map(\.node.text) == ["pve2", "pve3", "pve1"])
    }
}
