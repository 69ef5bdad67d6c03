import Counterparts
import Testing

@testable import ClusterKit

@Suite(.timeLimit(.minutes(5)))
struct ClusterPollerTests {
    private static let quick = PollSchedule.Pace([
        .resources: .milliseconds(20), .status: .milliseconds(20), .tasks: .milliseconds(20),
        .highAvailability: .milliseconds(20), .storage: .milliseconds(20), .access: .milliseconds(20),
    ])

    private static let node = #"[{"type":"node","node":"pve","id":"node/pve","status":"online"}]"#

    /// Polls until a snapshot is as wanted, and returns that one.
    private func snapshot(
        from server: LoopbackServer, where isWanted: @escaping @Sendable (ClusterSnapshot) -> Bool
    ) async throws -> ClusterSnapshot {
        let poller = ClusterPoller(ProxmoxClient(server), pace: Self.quick)
        return try await withThrowingTaskGroup { group in
            group.addTask {
                await poller.run()
                return ClusterSnapshot?.none
            }
            group.addTask { await poller.snapshots.first { isWanted($0) } }
            defer { group.cancelAll() }
            while let found = try await group.next() {
                if let found { return found }
            }
            throw SystemFailure(code: 0)
        }
    }

    @Test func `all sections come together in one snapshot`() async throws {
        let bodies = [
            "/cluster/resources": try fixture("resources-9"),
            "/cluster/status": try fixture("cluster-status"),
            "/cluster/tasks": try fixture("cluster-tasks"),
            "/cluster/ha/status/current": try fixture("ha-status"),
            "/nodes/pve/storage": try fixture("node-storage"),
        ].mapValues { String(decoding: $0, as: UTF8.self) }
        let server = try LoopbackServer { request in
            guard let body = bodies[request.path] else { return .refusal(501, "not implemented") }
            return .raw(
                "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
        }
        let snapshot = try await snapshot(from: server) { snapshot in
            snapshot.freshness.count { ![.backups, .addresses].contains($0.key) && $0.value.lastGood != nil }
                == 5
        }
        #expect(snapshot.guests.count == 4)
        #expect(snapshot.tasks.count == 4)
        #expect(snapshot.highAvailability.count == 4)
        #expect(snapshot.storages.first { $0.name == "nas" }?.state == .inactive)
        #expect(snapshot.access == .granted)
    }

    @Test func `guests that run are asked for their addresses, once each and no others`() async throws {
        let guests = [
            ("qemu", 101, "running"), ("lxc", 102, "running"), ("qemu", 103, "running"),
            ("qemu", 104, "stopped"),
        ]
        .map {
            #"{"type":"\#($0)","id":"\#($0)/\#($1)","vmid":\#($1),"node":"pve","status":"\#($2)","uptime":9000}"#
        }
        let server = try LoopbackServer { request in
            switch request.path {
            case "/cluster/resources": .data("[\(guests.joined(separator: ",")),\(Self.node.dropFirst())")
            case "/nodes/pve/qemu/101/agent/network-get-interfaces":
                .data(#"{"result":[{"name":"ens18","ip-addresses":[{"ip-address":"192.0.2.11"}]}]}"#)
            case "/nodes/pve/lxc/102/interfaces": .data(#"[{"name":"eth0","inet":"192.0.2.12/24"}]"#)
            case "/nodes/pve/qemu/103/agent/network-get-interfaces":
                .refusal(500, "QEMU guest agent is not running")
            default: .data("[]")
            }
        }
        let snapshot = try await snapshot(from: server) { snapshot in
            snapshot.guests.count { $0.address != nil } == 2
                && server.lines.count { $0 == "GET /cluster/resources" } > 6
        }
        #expect(snapshot.guests.map { $0.address?.description } == ["192.0.2.11", "192.0.2.12", nil, nil])
        #expect(snapshot.freshness[.addresses]?.lastError == nil)
        let asked = server.lines.filter { $0.contains("interfaces") }
        #expect(asked.count == 3 && !asked.contains { $0.contains("/104/") })
    }

    @Test func `a section that hangs leaves the others fresh`() async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/cluster/resources": .data(Self.node)
            case "/cluster/tasks": .data("[]")
            default: .hang
            }
        }
        _ = try await snapshot(from: server) { _ in
            server.lines.count { $0 == "GET /cluster/resources" } > 4
        }
        #expect(server.lines.count { $0 == "GET /cluster/status" } == 1)
        #expect(server.lines.count { $0 == "GET /nodes/pve/storage" } <= 1)
    }

    @Test func `a token without rights is told from an empty cluster`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/access/permissions" ? .data("{}") : .data("[]")
        }
        let snapshot = try await snapshot(from: server) { $0.access != .unknown }
        #expect(snapshot.access == .noPermission)
    }

    @Test func `a cluster that is gone is a failure and not an empty snapshot`() async throws {
        let server = try LoopbackServer { request in
            request.path == "/cluster/resources" ? .data(Self.node) : .refusal(500, "proxy trouble")
        }
        let snapshot = try await snapshot(from: server) {
            ($0.freshness[.tasks]?.failures ?? 0) > 1 && !$0.nodes.isEmpty
        }
        #expect(snapshot.freshness[.tasks]?.lastError?.status == 500)
        #expect(snapshot.freshness[.resources]?.lastError == nil)
    }
}

struct SnapshotValveTests {
    private let start = ContinuousClock.now

    /// The moments, in milliseconds, at which a snapshot goes out, asked every ten.
    private func openings(_ answers: [Int: SnapshotSection]) -> [Int] {
        var valve = SnapshotValve()
        return stride(from: 0, through: 1_000, by: 10).filter { moment in
            let now = start + .milliseconds(moment)
            if let section = answers[moment] { valve.note(section, at: now) }
            return valve.opens(at: now)
        }
    }

    @Test func `nothing goes out while nothing is answered`() {
        #expect(openings([:]) == [])
    }

    @Test func `the storages of many nodes go out together, four times a second`() {
        let answers = (0..<60).map { ($0 * 10, SnapshotSection.storage("pve")) }
        #expect(openings(Dictionary(uniqueKeysWithValues: answers)) == [0, 250, 500, 750])
    }

    @Test func `a node's storages go out at once after a quiet moment`() {
        #expect(openings([0: .resources, 400: .storage("pve")]) == [0, 400])
    }

    @Test(arguments: [SnapshotSection.resources, .status, .tasks, .highAvailability, .access])
    func `what concerns the whole cluster never waits, and takes along what does`(_ section: SnapshotSection)
    {
        #expect(openings([0: .storage("pve"), 100: .storage("agent1"), 130: section]) == [0, 130])
    }
}
