import AIKit
import ClusterKit
import HTTP
import JSON
import ProxmoxSim
import Testing

@testable import Jarvis

/// The tools for what is kept of a guest: what was sent, what came back, and what is said when it goes wrong.
@Suite(.timeLimit(.minutes(5)))
struct KeepingToolTests {
    /// Assesses and runs a tool as an agent would.
    private func run(_ name: String, _ arguments: JSONValue, _ home: Homestead) async throws -> ToolOutcome {
        let tool = try #require(ClusterTools.all(home.site)[name])
        let checked = try tool.definition.check(arguments)
        _ = try await tool.assess(checked)
        return try await tool.run(checked)
    }

    private func assess(
        _ name: String, _ arguments: JSONValue, _ home: Homestead
    ) async throws -> ToolAssessment {
        let tool = try #require(ClusterTools.all(home.site)[name])
        return try await tool.assess(try tool.definition.check(arguments))
    }

    private func names(of vmid: VMID, _ home: Homestead) async throws -> [String] {
        let guest = try #require(await home.site.snapshot.guest(vmid))
        return try await home.site.client.snapshots(of: guest.id, at: guest.node).all.map(\.name)
    }

    @Test func `a snapshot is taken, seen, gone back to and deleted`() async throws {
        try await Homestead.live { home in
            let made = try await run(
                "snapshot_guest", ["vmid": 111, "name": "before-upgrade", "description": "the 31st"], home)
            #expect(made.ending == .done && made.text == "The snapshot before-upgrade is there, one of 1.")
            let second = try await run("snapshot_guest", ["vmid": 111], home)
            #expect(second.text == "The snapshot jarvis-1 is there, one of 2.")
            let listed = try await run("get_snapshots", ["vmid": 111], home).structured
            #expect(listed?["present"] == "jarvis-1")
            let rows = listed?["snapshots"]?.array ?? []
            #expect(rows.map { $0["name"] } == ["before-upgrade", "jarvis-1"])
            #expect(rows.first?["description"] == "the 31st" && rows.first?["time"]?.integer != nil)
            let back = try await run("rollback_snapshot", ["vmid": 111, "name": "before-upgrade"], home)
            #expect(back.text == "It stands on the snapshot before-upgrade, and is running.")
            let gone = try await run("delete_snapshot", ["vmid": 111, "name": "before-upgrade"], home)
            #expect(gone.text == "The snapshot before-upgrade is gone; 1 are left.")
            #expect(try await names(of: 111, home) == ["jarvis-1"])
            #expect(home.orders("/nodes/pve/lxc/111/snapshot") == 2)
            #expect(home.orders("/nodes/pve/lxc/111/snapshot/before-upgrade/rollback") == 1)
        }
    }

    @Test(
        arguments: [
            ("snapshot_guest", ["vmid": 111], SafetyTier.yellow, nil),
            ("snapshot_guest", ["vmid": 110, "memory": true], .orange, nil),
            ("snapshot_guest", ["vmid": 111, "memory": true], .yellow, nil),
            ("backup_guest", ["vmid": 111], .yellow, nil),
            ("backup_guest", ["vmid": 111, "mode": "suspend"], .orange, nil),
            ("backup_guest", ["vmid": 111, "mode": "stop"], .red, nil),
            ("backup_guest", ["vmid": 105, "mode": "stop"], .yellow, nil),
            ("delete_snapshot", ["vmid": 112, "name": "old"], .red, "old"),
            ("rollback_snapshot", ["vmid": 112, "name": "old"], .red, "112"),
        ] as [(String, JSONValue, SafetyTier, String?)])
    func `the tier follows from arguments and state, and what is lost for good is typed`(
        tool: String, arguments: JSONValue, tier: SafetyTier, keyword: String?
    ) async throws {
        try await Homestead.live { home in
            if keyword != nil { _ = try await run("snapshot_guest", ["vmid": 112, "name": "old"], home) }
            let card = try await assess(tool, arguments, home)
            #expect(card.tier == tier && card.keyword == keyword, "\(card)")
            #expect(card.targets == [.guest(arguments["vmid"]?.integer ?? 0)])
        }
    }

    @Test(
        arguments: [
            ("snapshot_guest", ["vmid": 111, "name": "9lives"], "A snapshot's name begins with a letter"),
            ("snapshot_guest", ["vmid": 111, "name": "current"], "A snapshot's name begins with a letter"),
            ("snapshot_guest", ["vmid": 111, "name": "a;rm"], "A snapshot's name begins with a letter"),
            ("snapshot_guest", ["vmid": 111, "name": "taken"], "111 has a snapshot taken already"),
            ("snapshot_guest", ["vmid": 9_001], "9001 is a template"),
            ("snapshot_guest", ["vmid": 998], "There is no guest 998"),
            (
                "delete_snapshot", ["vmid": 111, "name": "x/../y"],
                "111 has no snapshot \"x/../y\"; it has taken."
            ),
            (
                "rollback_snapshot", ["vmid": 112, "name": "never"],
                "112 has no snapshot \"never\"; it has none."
            ),
            (
                "backup_guest", ["vmid": 111, "storage": "local-lvm"],
                "local-lvm is no storage of pve that takes backups"
            ),
        ] as [(String, JSONValue, String)])
    func `what makes no sense is rejected before anybody is asked, and nothing is sent`(
        tool: String, arguments: JSONValue, sentence: String
    ) async throws {
        try await Homestead.live { home in
            _ = try await run("snapshot_guest", ["vmid": 111, "name": "taken"], home)
            do {
                _ = try await assess(tool, arguments, home)
                Issue.record("nothing was wrong")
            } catch {
                #expect("\(error)".hasPrefix(sentence), "\(error)")
            }
            #expect(home.simulator.requests.count { $0.method != "GET" } == 1)
        }
    }

    @Test func `a backup goes to the best place, removes no other, and is seen there`() async throws {
        try await Homestead.live { home in
            let card = try await assess("backup_guest", ["vmid": 114], home)
            let call = try #require(card.call.split(separator: " ").first { $0.hasPrefix("storage=") })
            #expect(card.call.hasSuffix("mode=snapshot compress=zstd remove=0"))
            let outcome = try await run("backup_guest", ["vmid": 114], home)
            #expect(outcome.ending == .done, "\(outcome.text)")
            #expect(
                outcome.text.hasPrefix("A new backup of 114 lies on \(call.dropFirst(8))"), "\(outcome.text)")
            #expect(home.orders("/nodes/pve/vzdump") == 1)
        }
    }

    @Test func `a full storage is said beforehand, and the task that fails for it says why`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.storageFills)
            let full = try await home.witness.snapshot { snapshot in
                snapshot.storages.contains { $0.keepsBackups && ($0.usedFraction ?? 0) > 0.965 }
            }
            let place = try #require(
                full.storages.first { $0.keepsBackups && ($0.usedFraction ?? 0) > 0.965 })
            let guest = try #require(
                full.guests.first { $0.node == place.node && $0.lock == nil && $0.isTemplate != true })
            let arguments: JSONValue = [
                "vmid": .integer(guest.vmid.number), "storage": .string(place.name.text),
            ]
            let card = try await assess("backup_guest", arguments, home)
            #expect(card.tier == .orange)
            #expect(card.impact.contains { $0.hasPrefix("The storage is nearly full") })
            let outcome = try await run("backup_guest", arguments, home)
            #expect(
                outcome.ending == .failed && outcome.text.contains("No space left on device"),
                "\(outcome.text)")
        }
    }

    @Test func `an account without the right is told which, and nothing is done`() async throws {
        try await Homestead.live(token: \.auditToken) { home in
            for (tool, arguments) in [
                ("snapshot_guest", ["vmid": 111]), ("backup_guest", ["vmid": 111]),
            ] as [(String, JSONValue)] {
                do {
                    _ = try await run(tool, arguments, home)
                    Issue.record("\(tool) was allowed")
                } catch let error as ProxmoxError {
                    #expect(error.status == 403, "\(error)")
                }
            }
            #expect(try await names(of: 111, home) == [])
        }
    }

    @Test(arguments: ["snapshot_guest", "backup_guest"])
    func `an order whose answer is lost is not sent again, and what came of it is found`(
        tool: String
    ) async throws {
        try await Homestead.live { home in
            let plan = try #require(ClusterTools.all(home.site)[tool])
            _ = try await plan.assess(["vmid": 114])
            let guest = try #require(await home.site.snapshot.guest(114))
            let keeping = GuestKeeping(
                wish: tool == "backup_guest"
                    ? .backUp(storage: nil, mode: .snapshot)
                    : .snapshot(name: nil, note: nil, hasMemory: false),
                vmid: 114, site: home.site)
            let order = try await keeping.plan(in: await home.site.snapshot).order
            let look = try await keeping.look(for: order, on: guest)
            let run = TaskRun(
                order.call(on: guest.id, at: guest.node), at: guest.node, types: order.taskTypes,
                subject: "114", client: home.site.client, earlier: await home.site.snapshot.tasks)
            await home.simulator.run(.answersLost)
            let calm = Task {
                // The order goes out while answers are lost; what is asked afterwards is answered.
                while !home.simulator.requests.contains(where: { $0.method == "POST" }) {
                    try await Task.sleep(for: .milliseconds(5))
                }
                await home.simulator.run(.calm)
            }
            let outcome = try await run.follow(look).toolOutcome
            try await calm.value
            #expect(outcome.ending == .done, "\(outcome.text)")
            #expect(outcome.text.hasPrefix("At first it was unknown"), "\(outcome.text)")
            #expect(home.simulator.requests.count { $0.method == "POST" } == 1)
        }
    }

    @Test func `a backup that takes longer than a tool may is under way, and neither done nor failed`()
        async throws
    {
        try await Homestead.live { home in
            let guest = try #require(await home.site.snapshot.guest(110))
            let order = KeepingOrder.backUp("pbs", mode: .snapshot)
            let run = TaskRun(
                order.call(on: guest.id, at: guest.node), at: guest.node, types: order.taskTypes,
                subject: "110",
                client: home.site.client, taskTime: .milliseconds(200),
                patience: TaskFollower.Patience(first: .milliseconds(50)))
            let outcome = try await run.follow { () throws(ProxmoxError) in .missing("not looked at") }
            guard case .underWay(let task) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(task.type == "vzdump" && task.subject == "110")
            let told = outcome.toolOutcome
            #expect(told.ending == .unknown && told.text.hasPrefix("It is under way still, as UPID:"))
        }
    }

    @Test func `a guest that something is at work on is not touched`() async throws {
        try await Homestead.live { home in
            let guest = try #require(await home.site.snapshot.guest(110))
            let backup = KeepingOrder.backUp("pbs", mode: .snapshot)
            _ = try await home.site.client.send(backup.call(on: guest.id, at: guest.node))
            while try await home.site.client.status(of: guest.id, at: guest.node).guest.lock == nil {
                try await Task.sleep(for: .milliseconds(20))
            }
            for tool in ["snapshot_guest", "backup_guest"] {
                do {
                    _ = try await assess(tool, ["vmid": 110], home)
                    Issue.record("\(tool) was let through")
                } catch {
                    #expect("\(error)".hasPrefix("110 is locked by a backup"), "\(error)")
                }
            }
        }
    }
}
