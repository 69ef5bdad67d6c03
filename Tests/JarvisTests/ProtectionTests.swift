import AIKit
import ClusterKit
import Testing

@testable import Jarvis

@Suite
struct ProtectionTests {
    private func guest(_ vmid: VMID, tags: [String] = [], ha: String? = nil) -> Guest {
        var guest = Guest(id: GuestID(.qemu, vmid), node: "a", status: .running)
        (guest.tags, guest.haState) = (tags, ha)
        return guest
    }

    private func reason(
        _ target: ActionTarget, _ snapshot: ClusterSnapshot, _ settings: [MarkedThing] = []
    ) -> String? {
        Protection(settings: settings, snapshot: snapshot).reasons(for: [target])[target]
    }

    @Test func `a guest is protected by tag, high availability and configuration, and else is not`() {
        let snapshot = ClusterSnapshot(
            name: "home", quorum: .standalone,
            guests: [
                guest(101, tags: ["web"]), guest(102, tags: ["web", "Infra"]),
                guest(103, tags: ["protected"]),
                guest(104, ha: "started"), guest(105),
            ], highAvailability: [HAEntry(id: "service:vm:105", kind: .service, vmid: 105)])
        #expect(reason(.guest(101), snapshot) == nil)
        #expect(reason(.guest(102), snapshot) == "it has the tag Infra")
        #expect(reason(.guest(103), snapshot) == "it has the tag protected")
        #expect(reason(.guest(104), snapshot) == "high availability manages it")
        #expect(reason(.guest(105), snapshot) == "high availability manages it")
        #expect(reason(.guest(101), snapshot, [.tag("web")]) == "it has the tag web")
        #expect(reason(.guest(101), snapshot, [.thing(.guest(101))]) == "the configuration names it")
        // What is named is protected also while nothing is known of it.
        #expect(reason(.guest(999), snapshot, [.thing(.guest(999))]) == "the configuration names it")
        #expect(reason(.storage("tank"), snapshot, [.thing(.storage("tank"))]) != nil)
        #expect(reason(.storage("tank"), snapshot) == nil)
    }

    @Test func `a tag that was told since the list came protects, one that went does not free`() {
        let snapshot = ClusterSnapshot(
            name: "home", quorum: .standalone, guests: [guest(101), guest(102, tags: ["infra"])])
        let gate = GateKeeper().gate(
            for: [.guest(101), .guest(102)], of: snapshot,
            tags: [.guest(101): ["Protected"], .guest(102): []])
        #expect(
            gate.protected == [
                .guest(101): "it has the tag Protected", .guest(102): "it has the tag infra",
            ])
    }

    @Test(
        arguments: [
            // Three of three: one may go, a second may not.
            (3, 3, ["a": 1, "b": 1, "c": 1], NodeState.online, false),
            (2, 3, ["a": 1, "b": 1, "c": 1], .online, true),
            // It votes no more.
            (2, 3, ["a": 1, "b": 1, "c": 1], .offline, false),
            // Without its two votes of four there are two, and three are needed.
            (4, 4, ["a": 2, "b": 1, "c": 1], .online, true),
            (4, 4, ["a": 0, "b": 2, "c": 2], .online, false),
        ] as [(Int, Int, [NodeName: Int], NodeState, Bool)])
    func `a node is protected whose vote the majority needs`(
        votes: Int, expected: Int, voting: [NodeName: Int], state: NodeState, isProtected: Bool
    ) {
        let snapshot = ClusterSnapshot(
            name: "home", quorum: .cluster(isQuorate: true, votes: votes, expected: expected),
            voting: Voting(nodes: voting), nodes: [Node(name: "a", state: state)])
        #expect((reason(.node("a"), snapshot) != nil) == isProtected)
    }

    @Test func `a node of a cluster whose votes are not known is protected, a lone one is not`() {
        let nodes = [Node(name: "a", state: .online)]
        #expect(reason(.node("a"), ClusterSnapshot(name: "home", nodes: nodes)) != nil)
        #expect(reason(.node("a"), ClusterSnapshot(name: "home", quorum: .standalone, nodes: nodes)) == nil)
    }
}
