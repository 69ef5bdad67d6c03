import Testing

@testable import ClusterKit

struct JudgementTests {
    private static let now = ContinuousClock.now

    /// A calm node with a guest, changed.
    private func judgement(_ change: (inout ClusterSnapshot) -> Void = { _ in }) -> Judgement {
        var snapshot = ClusterSnapshot(
            name: "home", quorum: .standalone,
            nodes: [Node(name: "pve", state: .online, cpu: 0.1, memory: 1, memoryLimit: 2)],
            guests: [Guest(id: GuestID(.lxc, 110), node: "pve", name: "grafana", status: .stopped)],
            storages: [Storage(id: Storage.ID(node: "pve", name: "local"), state: .available)],
            access: .granted, freshness: [.resources: Freshness(lastGood: Self.now)])
        change(&snapshot)
        return Judgement(of: snapshot, at: Self.now)
    }

    @Test func `of a calm cluster there is nothing to say`() {
        let judgement = judgement()
        #expect(judgement.concerns.isEmpty && judgement.unknown.isEmpty)
    }

    @Test func `rows that could not be read are a concern, and a guest that fell comes first`() {
        let judgement = judgement { snapshot in
            snapshot.freshness[.resources]?.unreadableRows = 5
            snapshot.unaskedStops = [GuestID(.lxc, 110)]
        }
        #expect(
            judgement.concerns.map(\.text) == ["110 grafana stopped without a task", "5 rows unreadable"])
        #expect(judgement.concerns.map(\.severity) == [.critical, .warning])
    }

    @Test func `what nobody knows is named`() {
        let judgement = judgement { snapshot in
            snapshot.quorum = .unknown
            snapshot.nodes[0].cpu = nil
            snapshot.guests[0].status = .unknown
        }
        #expect(judgement.concerns.isEmpty)
        #expect(judgement.unknown == ["quorum", "figures of pve", "state of a guest"])
    }

    @Test func `guests that may not be seen are a concern`() {
        let judgement = judgement { snapshot in
            snapshot.guests = []
            snapshot.access = .noGuests
        }
        #expect(judgement.concerns.map(\.text) == ["no permission to see guests"])
    }

    @Test func `who sees no storage of a node that is there may not see them`() {
        #expect(judgement { $0.storages = [] }.unknown == ["storages"])
    }

    @Test func `old figures are not nominal`() {
        let judgement = judgement { $0.freshness[.resources]?.lastGood = Self.now - .seconds(60) }
        #expect(judgement.age == .seconds(60) && !judgement.isNominal && judgement.concerns.isEmpty)
    }

    @Test func `an account that may see nothing is a concern`() {
        let judgement = judgement { snapshot in
            (snapshot.nodes, snapshot.guests, snapshot.storages) = ([], [], [])
            snapshot.access = .noPermission
        }
        #expect(judgement.concerns.map(\.text) == ["no permission to see anything"])
    }

    @Test func `a cluster that never answered is not judged`() {
        let judgement = judgement { $0.freshness = [:] }
        #expect(judgement.concerns.isEmpty && judgement.unknown.isEmpty)
    }
}
