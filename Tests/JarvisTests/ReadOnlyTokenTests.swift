import AIKit
import ClusterKit
import Jarvis
import Memory
import ProxmoxSim
import Testing

/// A token with the role PVEAuditor: every view works, and what changes something is refused by the cluster.
@Suite(.timeLimit(.minutes(5)))
struct ReadOnlyTokenTests {
    private static func auditor(_ credentials: SimulatorCredentials) -> APIToken { credentials.auditToken }

    @Test func `every section that is polled is heard`() async throws {
        try await Homestead.live(token: Self.auditor) { home in
            let snapshot = await home.site.snapshot
            #expect(snapshot.nodes.count == 4 && snapshot.guests.count > 15 && !snapshot.storages.isEmpty)
            #expect(snapshot.freshness.values.allSatisfy { $0.lastError == nil })
            #expect(snapshot.access != .noPermission)
        }
    }

    @Test func `every closer look at a node, a guest, a storage and a task has its facts`() async throws {
        try await Homestead.live(token: Self.auditor) { home in
            let (client, snapshot) = (home.site.client, await home.site.snapshot)
            for node in snapshot.nodes {
                _ = try await client.status(of: node.name)
                #expect(try await !client.series(of: .node(node.name), over: .hour).times.isEmpty)
            }
            for guest in snapshot.guests {
                _ = try await client.status(of: guest.id, at: guest.node)
                _ = try await client.config(of: guest.id, at: guest.node)
            }
            let guest = try #require(snapshot.guests.first { $0.status == .running })
            _ = try await client.series(of: .guest(guest.id, guest.node), over: .day)
            for storage in snapshot.storages {
                _ = try await client.series(of: .storage(storage.id), over: .hour)
                if storage.content.contains("backup") { _ = try await client.backups(on: storage.id) }
            }
            let task = try #require(snapshot.tasks.first)
            _ = try await client.status(of: task.upid)
            _ = try await client.log(of: task.upid, after: 0, limit: 50)
        }
    }

    @Test(arguments: GuestAction.allCases)
    func `an act is refused in Proxmox's words, with the right that it lacks`(action: GuestAction)
        async throws
    {
        try await Homestead.live(token: Self.auditor) { home in
            let guest = GuestID(.qemu, action == .start ? 105 : 121)
            let butler = try home.butler
            async let deed: Void = butler.carryOut(action, on: guest)
            if action.card.tier > .yellow {
                await butler.settle(try await home.card().id, .yes)
            }
            await deed
            let stage = try await home.witness.first { event -> ActReport.Stage? in
                guard case .butler(.act(let report), _) = event, report.stage != .running else { return nil }
                return report.stage
            }
            guard case .ended(.failed, let words) = stage else {
                Issue.record("\(stage)")
                return
            }
            #expect(words.contains("VM.PowerMgmt"), "\(words)")
            let orders = home.simulator.requests.filter { $0.method == "POST" }
            #expect(orders.map(\.status) == [403])
        }
    }
}
