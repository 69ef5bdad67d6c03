import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Jarvis
import Screen
import Settings

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// A homelab that never changes, at noon of the first day of 2026.
enum Sample {
    static let start = Moment(instant: .now, epoch: 1_767_268_800)

    /// That long after the start.
    static func moment(_ seconds: Double) -> Moment {
        Moment(instant: start.instant + .seconds(seconds), epoch: start.epoch + seconds)
    }

    static let nodes = [
        node("agent", cores: 2, gibibytes: 4, load: 0.14, days: 203),
        node("agent1", cores: 14, gibibytes: 31, load: 0.43, days: 12),
        node("home", cores: 20, gibibytes: 24, load: 0.91, days: 41),
        node("pve", cores: 6, gibibytes: 31, load: 0.05, days: 88),
    ]

    static let guests = [
        guest(.qemu, 101, "nextcloud", on: "home", load: 0.12, tags: ["cloud"]),
        guest(.lxc, 103, "jellyfin", on: "home", load: 0.44, tags: ["media", "gpu"]),
        guest(.lxc, 104, "adguard", on: "pve", load: 0.01, tags: ["dns"]),
        Guest(id: GuestID(.qemu, 105), node: "pve", name: "windows", status: .stopped),
        Guest(id: GuestID(.qemu, 106), node: "agent1", name: "builder", status: .running, lock: "backup"),
        Guest(id: GuestID(.qemu, 900), node: "agent1", name: "debian-12", status: .stopped, isTemplate: true),
    ]

    static let storages = [
        Storage(
            id: Storage.ID(node: "home", name: "local"), state: .available, type: "dir", used: 26 << 30,
            total: 94 << 30),
        Storage(
            id: Storage.ID(node: "home", name: "nas"), state: .available, type: "nfs", isShared: true,
            used: 7 << 40, total: 8 << 40),
        Storage(id: Storage.ID(node: "pve", name: "local"), state: .inactive, type: "dir"),
    ]

    static let tasks = [
        task("vzdump", "106", on: "agent1", started: 0x6956_6184, .running),
        task("qmstart", "101", on: "home", started: 0x6956_5000, .ok),
        task("vzstart", "104", on: "pve", started: 0x6956_4000, .failed("CT is locked (backup)")),
    ].compactMap(\.self)

    /// The same cluster without anything that deserves attention.
    static var calm: ClusterSnapshot {
        var calm = snapshot
        for index in calm.storages.indices { calm.storages[index].state = .available }
        calm.storages[1].used = 4 << 40
        return calm
    }

    static let snapshot = ClusterSnapshot(
        name: "lab", clusterName: "homelab", quorum: .cluster(isQuorate: true, votes: 4, expected: 4),
        voting: Voting(nodes: ["home": 1, "agent1": 1, "agent": 1, "pve": 1]),
        nodes: nodes, guests: guests, storages: storages, tasks: tasks, access: .granted,
        freshness: [.resources: Freshness(lastGood: start.instant)])

    static let feed = [
        FeedEntry(
            id: 1, time: 1_767_268_000, severity: .info, source: .system, title: "101 nextcloud started",
            detail: ""),
        FeedEntry(
            id: 2, time: 1_767_268_300, severity: .warning, source: .auto, title: "storage nas is filling",
            detail: "87 %"),
        FeedEntry(
            id: 3, time: 1_767_268_500, severity: .critical, source: .system, title: "node agent is offline",
            detail: ""),
        FeedEntry(
            id: 4, time: 1_767_268_600, severity: .info, source: .operator, title: "Start 103 jellyfin",
            detail: "done"),
    ]

    /// A state that has no cluster's figures yet.
    static func blank(
        _ size: Size = Size(width: 120, height: 40), mode: VisualMode = .ops, clusters: [String] = ["lab"]
    ) -> AppState {
        var state = AppState(
            settings: InterfaceSettings(), clusters: clusters, themes: ["amber", "cyan"], mind: "offline",
            now: start, wallClock: WallClock(offset: 0))
        state.mode = mode
        state.size = size
        return state
    }

    /// A state with the sample's cluster, feed and a short conversation.
    static func state(
        _ size: Size = Size(width: 120, height: 40), mode: VisualMode = .ops,
        snapshot: ClusterSnapshot = snapshot
    ) -> AppState {
        var state = blank(size, mode: mode)
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: start)
        _ = state.update(.kit(.restored(feed: feed, talks: ["lab": conversation])), at: start)
        return state
    }

    private static let conversation: [ChatEntry.Content] = [
        .operatorText("how full is storage"),
        .tool(
            ToolCard(
                id: "1", name: "get_storage", arguments: .object([:]), tier: .green,
                state: .done(
                    ToolResult(id: "1", content: "nas 87 %"), .done, line: nil, took: .milliseconds(12)))),
        .butlerText("The **nas** is at `87 %`, sir.\n\n- local: 28 %\n- nas: 87 %"),
    ]

    /// A question about stopping a guest, asked at the start.
    static func card(
        _ kind: ConfirmationKind = .yesOrNo, _ tier: SafetyTier = .red, asker: Asker = .operator,
        name: String = "jellyfin", steps: Int = 1
    ) -> ConfirmationCard {
        let actions = (0..<steps).map { step in
            let assessment = ToolAssessment(
                tier: tier, targets: [.guest(103 + step)],
                summary: "Stop the container \(103 + step) (\(name)) on home",
                call: "POST /nodes/home/lxc/\(103 + step)/status/stop",
                impact: ["What is not written is lost.", "Two people are watching."])
            return ProposedAction(
                name: "stop_container", arguments: .object(["vmid": .integer(103 + step)]),
                assessment: assessment, asker: asker)
        }
        return ApprovalDesk { start.instant }.ask(actions[0], kind, with: Array(actions.dropFirst()))
    }

    private static func node(
        _ name: NodeName, cores: Double, gibibytes: Int, load: Double, days: Int
    ) -> Node {
        Node(
            name: name, state: .online, uptime: .seconds(days * 86_400 + 7200), cpu: load, cpuCount: cores,
            memory: gibibytes << 29, memoryLimit: gibibytes << 30, disk: 26 << 30, diskLimit: 94 << 30)
    }

    private static func guest(
        _ kind: GuestKind, _ vmid: VMID, _ name: String, on node: NodeName, load: Double, tags: [String]
    ) -> Guest {
        Guest(
            id: GuestID(kind, vmid), node: node, name: name, status: .running, tags: tags,
            uptime: .seconds(90_000), cpu: load, cpuCount: 4, memory: 1 << 30, memoryLimit: 4 << 30)
    }

    static func task(
        _ type: String, _ subject: String, on node: String, started: Int, _ state: TaskState
    ) -> ClusterTask? {
        let hex = String(started, radix: 16, uppercase: true)
        return UPID("UPID:\(node):0000ABCD:0001E240:\(hex):\(type):\(subject):root@pam:").map { upid in
            ClusterTask(
                upid: upid, state: state,
                ended: state.isRunning ? nil : Date(timeIntervalSince1970: Double(started + 42)))
        }
    }
}

extension AppState {
    /// Presses keys by their names, one after the other, that long after the start.
    @discardableResult
    mutating func press(_ names: String..., after seconds: Double = 0) -> [Effect] {
        update(.input(names.compactMap { Input($0) }), at: Sample.moment(seconds))
    }

    /// Presses keys a tenth of a second apart, the first that long after the start.
    @discardableResult
    mutating func tap(_ names: [String], after seconds: Double = 1) -> [Effect] {
        names.enumerated().flatMap { press($1, after: seconds + Double($0) / 10) }
    }

    /// Lets time pass.
    mutating func wait(until seconds: Double) {
        _ = update(.tick, at: Sample.moment(seconds))
    }

    /// Types each character of a text.
    @discardableResult
    mutating func type(_ text: String, after seconds: Double = 0) -> [Effect] {
        update(
            .input(text.map { Input(.key(Key($0)), raw: Array(String($0).utf8)) }),
            at: Sample.moment(seconds))
    }

    @discardableResult
    mutating func paste(_ text: String, after seconds: Double = 0) -> [Effect] {
        update(.input([Input(.paste(Paste(bytes: Array(text.utf8))), raw: [])]), at: Sample.moment(seconds))
    }

    @discardableResult
    mutating func mouse(_ action: Mouse.Action, x: Int, y: Int) -> [Effect] {
        update(.input([Input(.mouse(Mouse(action, at: Point(x: x, y: y))), raw: [])]), at: Sample.start)
    }

    /// The picture with the terminal's own sixteen colours.
    func picture(_ glyphs: GlyphSet = .rich) -> Frame {
        draw(ink: .plain, glyphs: glyphs) { _, _, _ in nil }
    }
}

extension Ink {
    /// The theme that needs no file.
    static let plain = Ink(scheme: Scheme(.plain, depth: .sixteen))
}

extension Input {
    /// The key of that name without its bytes.
    init?(_ name: String) {
        guard let key = Key(name) as Key? else { return nil }
        self.init(.key(key), raw: [])
    }
}

extension Effect {
    /// The work for the kits that it is; `nil` for anything else.
    var kit: KitEffect? {
        if case .work(let work) = self { work.kit } else { nil }
    }
}
