import AIKit
import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct GoldenScreenTests {
    @Test(arguments: [(80, 24), (120, 40), (200, 50), (300, 80)], GlyphSet.allCases)
    func `the screen looks as it is kept`(size: (Int, Int), glyphs: GlyphSet) throws {
        for mode in [VisualMode.jarvis, .ops] {
            let state = Sample.state(Size(width: size.0, height: size.1), mode: mode)
            try GoldenScreen(name: "\(mode)-\(glyphs)-\(size.0)x\(size.1)").expect(state.picture(glyphs))
        }
    }

    @Test(arguments: [PanelID.chat, .feed, .shell])
    func `a narrow screen shows one column`(focus: PanelID) throws {
        var state = Sample.state(Size(width: 80, height: 24))
        state.focus(focus)
        try GoldenScreen(name: "narrow-\(focus.name)").expect(state.picture())
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
        try GoldenScreen(name: "node-down").expect(Sample.state(snapshot: snapshot).picture())
    }

    @Test func `a lost quorum stands out`() throws {
        var snapshot = Sample.snapshot
        snapshot.quorum = .cluster(isQuorate: false, votes: 2, expected: 4)
        try GoldenScreen(name: "quorum-lost").expect(Sample.state(snapshot: snapshot).picture())
    }

    @Test func `an account without rights is told what to do`() throws {
        var snapshot = ClusterSnapshot(name: "lab", access: .noPermission)
        snapshot.freshness = [.resources: Freshness(lastGood: Sample.start.instant)]
        try GoldenScreen(name: "no-permission").expect(Sample.state(snapshot: snapshot).picture())
    }

    @Test func `a cluster that never answered says why`() throws {
        let error = ProxmoxError.misconfigured(cluster: "lab", detail: "no endpoint")
        let snapshot = ClusterSnapshot(
            name: "lab", freshness: [.resources: Freshness(lastError: error, failures: 3)])
        try GoldenScreen(name: "no-answer").expect(Sample.state(snapshot: snapshot).picture())
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func `layers look as they are kept`(size: (Int, Int)) throws {
        let plain = Sample.state(Size(width: size.0, height: size.1))
        for (name, keys) in [("palette", [":", "s", "t"]), ("help", ["?"]), ("filter", ["/", "m", "e"])] {
            var state = plain
            for key in keys { state.press(key) }
            try GoldenScreen(name: "\(name)-\(size.0)x\(size.1)").expect(state.picture())
        }
        var pasting = plain
        let paste = Paste(bytes: Array("cd /srv\nrm -r cache \u{1B}[8m\nsystemctl restart web\n".utf8))
        _ = pasting.update(.pasteQuestion(paste, PaneID(1)), at: Sample.start)
        try GoldenScreen(name: "paste-\(size.0)x\(size.1)").expect(pasting.picture())
        for (name, kind) in [("confirm", ConfirmationKind.yesOrNo), ("confirm-word", .type("jellyfin"))] {
            var state = plain
            _ = state.update(.kit(.card(Sample.card(kind), of: "lab")), at: Sample.start)
            try GoldenScreen(name: "\(name)-\(size.0)x\(size.1)").expect(state.picture())
        }
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func `a closer look at a guest has graphs and facts`(size: (Int, Int)) throws {
        var state = Sample.state(Size(width: size.0, height: size.1))
        state.cluster.select(.guest(GuestID(.lxc, 103)))
        let effects = state.press("Enter")
        guard case .load(let request)? = effects.first?.kit else {
            Issue.record("nothing was asked for")
            return
        }
        let samples: [Double?] = (0..<70).map { $0 % 10 == 9 ? nil : Double($0 % 10) / 10 }
        let series = RRDSeries(
            timeframe: .hour,
            times: (0..<70).map { Date(timeIntervalSince1970: 1_767_264_600 + Double($0) * 60) },
            columns: [.cpu: samples, .memory: samples.map { $0.map { $0 * 1e9 } }])
        let facts = [
            DetailFact(name: "status", value: "running"), DetailFact(name: "memory", value: "4096"),
        ]
        _ = state.update(.kit(.detail(request, .series(series))), at: Sample.start)
        _ = state.update(.kit(.detail(request, .facts(facts))), at: Sample.start)
        try GoldenScreen(name: "detail-guest-\(size.0)x\(size.1)").expect(state.picture())
    }

    @Test(arguments: [(105, "CPU      –"), (103, "CPU    80%")])
    func `the last sample of a guest is told as now only where it runs`(vmid: Int, words: String) throws {
        var state = Sample.state(Size(width: 120, height: 40))
        let guest = try #require(Sample.guests.first { $0.vmid.number == vmid })
        state.cluster.select(.guest(guest.id))
        guard case .load(let request)? = state.press("Enter").first?.kit else {
            Issue.record("nothing was asked for")
            return
        }
        let series = RRDSeries(
            timeframe: .hour,
            times: (0..<70).map { Date(timeIntervalSince1970: 1_767_264_600 + Double($0) * 60) },
            columns: [
                .cpu: Array(repeating: 0.8, count: 70),
                .memory: Array(repeating: 3.0 * 1_073_741_824, count: 70),
            ])
        _ = state.update(.kit(.detail(request, .series(series))), at: Sample.start)
        let text = state.picture().text
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("RAM   3.0G") == (vmid == 103) && text.contains("RAM   –") == (vmid == 105))
    }

    @Test func `a task shows its log`() throws {
        var state = Sample.state()
        state.cluster.select(.task(Sample.tasks[2].upid))
        guard case .load(let request)? = state.press("Enter").first?.kit else {
            Issue.record("nothing was asked for")
            return
        }
        let log = ["starting", "TASK ERROR: CT is locked (backup)"].enumerated().map {
            TaskLogLine(number: $0 + 1, text: $1)
        }
        _ = state.update(.kit(.detail(request, .log(log))), at: Sample.start)
        try GoldenScreen(name: "detail-task").expect(state.picture())
    }
}
