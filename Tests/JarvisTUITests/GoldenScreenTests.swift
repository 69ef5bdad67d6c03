import AIKit
import ClusterKit
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// The whole screen, as its size, its glyphs and what the cluster is in make it.
@Suite struct GoldenScreenTests {
    private static let low = Size(width: 80, height: 24)
    /// The smallest with the globe.
    private static let globe = Size(width: 100, height: 37)

    @Test(arguments: [(80, 24), (120, 40), (200, 50), (300, 80)])
    func `each size has its layout`(size: (Int, Int)) throws {
        let state = Sample.state(Size(width: size.0, height: size.1), mode: .jarvis)
        try GoldenScreen(name: "screen-\(size.0)x\(size.1)").expect(state)
    }

    @Test func `outside of the jarvis mode the globe stands still and nothing shines`() throws {
        try GoldenScreen(name: "ops").expect(Sample.state(Self.globe, mode: .ops))
    }

    @Test(arguments: [GlyphSet.console, .ascii])
    func `a terminal without a modern font shows what it has`(glyphs: GlyphSet) throws {
        try GoldenScreen(name: "\(glyphs)").expect(Sample.state(Self.globe, mode: .jarvis), glyphs)
    }

    @Test func `a narrow screen shows the column that has the keys`() throws {
        var state = Sample.state(Self.low)
        state.focus(.feed)
        try GoldenScreen(name: "narrow").expect(state)
    }

    @Test func `a node that is down stands out`() throws {
        var snapshot = Sample.snapshot
        snapshot.quorum = .cluster(isQuorate: true, votes: 3, expected: 4)
        snapshot.nodes[1] = Node(name: "agent1", state: .offline)
        snapshot.guests = snapshot.guests.map { guest in
            guard guest.node == "agent1" else { return guest }
            return Guest(
                id: guest.id, node: guest.node, name: guest.name, status: .unknown,
                lastKnownStatus: guest.status)
        }
        try GoldenScreen(name: "node-down").expect(Sample.state(Self.globe, snapshot: snapshot))
    }

    @Test func `a lost quorum stands out`() throws {
        var snapshot = Sample.snapshot
        snapshot.quorum = .cluster(isQuorate: false, votes: 2, expected: 4)
        try GoldenScreen(name: "quorum-lost").expect(Sample.state(Self.low, snapshot: snapshot))
    }

    @Test func `every state of a guest has its sign and its colour`() throws {
        let states: [(GuestStatus, GuestStatus?)] = [
            (.running, nil), (.stopped, nil), (.paused, nil), (.suspended, nil), (.prelaunch, nil),
            (.ioError, nil), (.unknown, .running), (.other("internal-error"), nil),
            (.other("shutdown"), nil),
        ]
        var snapshot = Sample.calm
        snapshot.nodes = [Sample.nodes[3]]
        snapshot.quorum = .standalone
        snapshot.guests = states.enumerated().map { index, state in
            let vmid = VMID(100 + index) ?? 100
            return Guest(
                id: GuestID(.qemu, vmid), node: "pve", name: "guest", status: state.0,
                lastKnownStatus: state.1)
        }
        snapshot.guests[1].lock = "backup"
        snapshot.guests[2].haState = "error"
        try GoldenScreen(name: "guest-states").expect(Sample.state(Self.low, snapshot: snapshot))
    }

    @Test func `figures that are old stand out`() throws {
        var state = Sample.state(Self.low)
        state.wait(until: 75)
        try GoldenScreen(name: "stale").expect(state)
    }

    @Test func `an account without rights is told what to do`() throws {
        var snapshot = ClusterSnapshot(name: "lab", access: .noPermission)
        snapshot.freshness = [.resources: Freshness(lastGood: Sample.start.instant)]
        try GoldenScreen(name: "no-permission").expect(Sample.state(Self.globe, snapshot: snapshot))
    }

    @Test func `a cluster that never answered says why`() throws {
        let error = ProxmoxError.misconfigured(cluster: "lab", detail: "no endpoint")
        let snapshot = ClusterSnapshot(
            name: "lab", freshness: [.resources: Freshness(lastError: error, failures: 3)])
        try GoldenScreen(name: "no-answer").expect(Sample.state(Self.low, snapshot: snapshot))
    }

    @Test func `the boot sequence tells what is known`() throws {
        var state = Sample.state(Self.low, mode: .jarvis)
        _ = state.update(.attached(Self.low), at: Sample.start)
        state.wait(until: 1)
        try GoldenScreen(name: "boot").expect(state)
    }

    @Test func `every end of a call has its sign and its colour in the talk`() throws {
        let result = ToolResult(id: "1", content: "nas 87 %")
        let ends: [(SafetyTier?, ToolCard.State)] = [
            (nil, .announced), (.green, .done(result, .done, line: nil, took: .milliseconds(12))),
            (.yellow, .done(result, .failed, line: "storage nas is offline", took: .milliseconds(12))),
            (.orange, .running), (.red, .waiting(Sample.card())), (.red, .refused(.declined)),
            (.black, .done(result, .unknown, line: "no answer", took: .milliseconds(12))),
        ]
        var talk = ends.map { tier, end in
            ChatEntry.Content.tool(
                ToolCard(id: "1", name: "get_storage", arguments: .object([:]), tier: tier, state: end))
        }
        talk += [
            .thought(Thought("why not", took: .seconds(4))), .notice("The line broke.", .critical),
            .notice("Handed over.", .info),
        ]
        var state = Sample.blank(Self.low)
        _ = state.update(.kit(.snapshot(Diagnosis(of: Sample.snapshot))), at: Sample.start)
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": talk])), at: Sample.start)
        state.focus(.chat)
        try GoldenScreen(name: "talk").expect(state)
    }

    @Test func `an answer shows tables, quotes, lists, links and code as what they are`() throws {
        let answer = """
            ## Storage
            Two are **well**, see [the manual](https://pve.example/docs):

            | storage | used | state |
            |---|--:|:-:|
            | nas | 87 % | `full soon` |
            | local | 28 % | ok |

            > Backups go to the **nas**.
            1. Look:
               - at the pool
            ```sh
            zpool list -H # all of them, with whatever else there is to be said about pools
            ```
            """
        var state = Sample.blank(Self.low)
        _ = state.update(.kit(.restored(feed: [], talks: ["lab": [.butlerText(answer)]])), at: Sample.start)
        state.focus(.chat)
        try GoldenScreen(name: "answer").expect(state)
    }
}
