import HTTP
import JSON
import ProxmoxSim
import Testing

@Suite struct ScenarioTests {
    @Test func `a dead node loses its keys of use at once and its sizes after five minutes`() async throws {
        try await withCluster { client in
            await client.simulator.run(.nodeDies)
            let fresh = try await client.row("node/agent1")
            #expect(fresh["status"] == "offline")
            #expect(fresh["cpu"] == nil && fresh["mem"] == nil && fresh["uptime"] == nil)
            #expect(fresh["maxcpu"] == 14)
            #expect(try await client.row("qemu/120")["status"] == "running")
            await client.simulator.advance(by: .seconds(301))
            let stale = try await client.row("node/agent1")
            #expect(Set(stale.keys) == ["id", "node", "type", "status"])
            let guest = try await client.row("qemu/120")
            #expect(guest["status"] == "unknown" && guest["name"] == nil && guest["maxmem"] == nil)
            let storage = try await client.row("storage/agent1/local")
            #expect(storage["status"] == "unknown")
        }
    }

    @Test func `a call for a dead node is 595 without a body, and the cluster's own calls go on`()
        async throws
    {
        try await withCluster { client in
            await client.simulator.run(.nodeDies)
            let answer = try await client.get("/nodes/agent1/qemu/120/status/current")
            #expect(answer == Answer(status: 595, reason: "No route to host", json: .null, text: ""))
            for path in ["/cluster/resources", "/cluster/status", "/nodes", "/cluster/tasks"] {
                #expect(try await client.get(path).status == 200)
            }
            let rows = try await client.get("/cluster/status").data.array ?? []
            #expect(rows.first { $0["name"] == "agent1" }?["online"] == 0)
            #expect(rows.first { $0["type"] == "cluster" }?["quorate"] == 1)
        }
    }

    @Test func `a node that returns is unknown, then online, and starts its guests`() async throws {
        try await withCluster { client in
            await client.simulator.run(.nodeDies)
            await client.simulator.advance(by: .seconds(30))
            await client.simulator.run(.nodeReturns)
            #expect(try await client.row("node/agent1")["status"] == "unknown")
            await client.simulator.advance(by: .seconds(10))
            let back = try await client.row("node/agent1")
            #expect(back["status"] == "online" && (back["uptime"]?.integer ?? 99) <= 10)
            await client.simulator.advance(by: .seconds(90))
            #expect(try await client.row("qemu/120")["status"] == "running")
            #expect((try await client.row("qemu/120")["uptime"]?.integer ?? 999) < 100)
        }
    }

    @Test func `services of a dead node run elsewhere after two minutes`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.portPerNode = true
        try await withCluster(configuration) { client in
            let move = try await client.begin("/nodes/pve/lxc/113/migrate", "target=agent1&restart=1")
            await client.simulator.advance(by: .seconds(60))
            #expect(move.contains(":hamigrate:"))
            #expect(try await client.row("lxc/113")["node"] == "agent1")
            await client.simulator.run(.nodeDies)
            await client.simulator.advance(by: .seconds(61))
            #expect(try await client.row("lxc/113")["hastate"] == "fence")
            await client.simulator.advance(by: .seconds(80))
            let row = try await client.row("lxc/113")
            #expect(row["node"] != "agent1" && row["status"] == "running" && row["hastate"] == "started")
        }
    }

    @Test func `a dead node's own port answers nobody`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.portPerNode = true
        try await withCluster(configuration) { client in
            await client.simulator.run(.nodeDies)
            await #expect(throws: HTTPError.self) {
                _ = try await client.get("/version", port: client.simulator.ports[2])
            }
            let other = try await client.get("/version", port: client.simulator.ports[1])
            #expect(other.status == 200)
        }
    }

    @Test func `without quorum reading goes on, starting and moving do not`() async throws {
        try await withCluster { client in
            await client.simulator.run(.quorumLost)
            let rows = try await client.get("/cluster/status").data.array ?? []
            #expect(rows.first { $0["type"] == "cluster" }?["quorate"] == 0)
            for path in ["qemu/105/status/start", "lxc/9001/status/start", "qemu/100/migrate?target=pve"] {
                let answer = try await client.post("/nodes/home/" + path)
                #expect(answer.line == "500 cluster not ready - no quorum?")
            }
            #expect(try await client.post("/nodes/home/lxc/103/status/stop").status == 200)
            await client.simulator.run(.quorumReturns)
            #expect(try await client.post("/nodes/home/qemu/105/status/start").status == 200)
        }
    }

    @Test func `a hung storage blocks its calls, then every protected call, until it answers again`()
        async throws
    {
        try await withCluster { client in
            await client.simulator.run(.storageHangs)
            #expect(try await client.get("/nodes/pve/disks/list").status == 200)
            for _ in 0..<3 {
                let answer = try await client.get("/nodes/pve/storage")
                #expect(answer == Answer(status: 596, reason: "Connection timed out", json: .null, text: ""))
            }
            #expect(try await client.get("/nodes/pve/disks/list").status == 596)
            #expect(try await client.get("/nodes/pve/status").status == 200)
            #expect(try await client.get("/nodes/home/disks/list").status == 200)
            #expect(try await client.row("storage/pve/nas-nfs")["status"] == "available")
            await client.simulator.advance(by: .seconds(310))
            #expect(try await client.row("storage/pve/nas-nfs")["status"] == "unknown")
            await client.simulator.run(.calm)
            #expect(try await client.get("/nodes/pve/storage").status == 200)
        }
    }

    @Test func `a call that hangs is answered when the storage is back`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.delays.proxy = .seconds(9)
        try await withCluster(configuration) { client in
            await client.simulator.run(.storageHangs)
            async let hanging = client.get("/nodes/pve/storage")
            while await client.simulator.waitingRequests == 0 { await Task.yield() }
            await client.simulator.run(.calm)
            let answer = try await hanging
            #expect(answer.status == 200)
        }
    }

    @Test func `a storage fills`() async throws {
        try await withCluster { client in
            func share() async throws -> Double {
                let row = try await client.row("storage/home/nas-nfs")
                return (row["disk"]?.double ?? 0) / (row["maxdisk"]?.double ?? 1)
            }
            let before = try await share()
            await client.simulator.run(.storageFills)
            await client.simulator.advance(by: .seconds(90))
            let halfway = try await share()
            await client.simulator.advance(by: .seconds(100))
            let full = try await share()
            #expect(before < halfway && halfway < full && full > 0.96)
        }
    }

    @Test func `a guest that crashes is stopped without a task`() async throws {
        try await withCluster { client in
            func running() async throws -> Set<String> {
                let rows = try await client.get("/cluster/resources?type=vm").data.array ?? []
                return Set(rows.filter { $0["status"] == "running" }.compactMap { $0["id"]?.string })
            }
            let before = try await running()
            let tasks = try await client.get("/cluster/tasks").data.array?.count
            await client.simulator.run(.guestCrashes)
            await client.simulator.advance(by: .seconds(10))
            let after = try await running()
            #expect(before.subtracting(after).count == 1)
            #expect(try await client.get("/cluster/tasks").data.array?.count == tasks)
            let line = try await client.get("/cluster/log").data.array?.first
            #expect(line?["msg"]?.string?.hasPrefix("Out of memory: Killed process") == true)
            await client.simulator.run(.calm)
            await client.simulator.advance(by: .seconds(20))
            #expect(try await running() == before)
        }
    }

    @Test func `a certificate rotates: the fingerprint changes and the old one is refused`() async throws {
        try await withCluster { client in
            let old = client.simulator.fingerprint
            await client.simulator.run(.certificateRotates)
            #expect(client.simulator.fingerprint != old)
            let port = client.simulator.port
            let shown = try await blocking { try RawConnection(port: port).fingerprint }
            #expect(shown == client.simulator.fingerprint)
            let nodes = try await client.get("/nodes").data.array ?? []
            #expect(nodes.first { $0["node"] == "home" }?["ssl_fingerprint"]?.string == shown)
        }
    }

    @Test func `an answer that is lost leaves its action done, once`() async throws {
        try await withCluster { client in
            await client.simulator.run(.answersLost)
            await #expect(throws: HTTPError.self) {
                _ = try await client.post("/nodes/home/qemu/105/status/start")
            }
            await client.simulator.run(.calm)
            await client.simulator.advance(by: .seconds(3))
            let tasks = try await client.get("/nodes/home/tasks?typefilter=qmstart&vmid=105").data.array ?? []
            #expect(tasks.count { $0["status"] == "OK" } == 1)
            #expect(
                client.simulator.requests.count {
                    $0.method == "POST" && $0.path == "/api2/json/nodes/home/qemu/105/status/start"
                } == 1)
        }
    }

    @Test func `a backup runs`() async throws {
        try await withCluster { client in
            await client.simulator.run(.backupRuns)
            await client.simulator.advance(by: .seconds(5))
            let active = try await client.get("/nodes/home/tasks?source=active").data.array ?? []
            #expect(active.map { $0["type"] } == ["vzdump"])
        }
    }

    @Test func `scenarios can be listed and begun over the control path without a ticket`() async throws {
        try await withCluster { client in
            let anybody = client.with(nil)
            let names = try await anybody.get("/jarvis-sim/scenario").data.array?.compactMap {
                $0["name"]?.string
            }
            #expect(names == Scenario.all.map(\.name))
            #expect(try await anybody.post("/jarvis-sim/scenario/node-dies").data == "node-dies")
            #expect(try await client.row("node/agent1")["status"] == "offline")
            #expect(try await anybody.post("/jarvis-sim/scenario/nonsense").status == 500)
        }
    }

    @Test(arguments: Scenario.all)
    func `every scenario can begin at the start and end in calm`(scenario: Scenario) async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.scenario = scenario
        try await withCluster(configuration) { client in
            await client.simulator.advance(by: .seconds(400))
            await client.simulator.run(.calm)
            await client.simulator.advance(by: .seconds(400))
            let rows = try await client.get("/cluster/resources").data.array ?? []
            let nodes = rows.filter { $0["type"] == "node" }
            #expect(nodes.allSatisfy { $0["status"] == "online" })
            // The paused one does not start with its node.
            let stopped = Set(rows.filter { $0["status"] == "stopped" }.compactMap { $0["vmid"]?.integer })
            #expect(stopped.subtracting([125]) == [105, 115, 9_000, 9_001])
        }
    }
}
