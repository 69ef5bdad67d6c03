import JSON
import ProxmoxSim
import Testing

@Suite struct GuestTests {
    @Test func `the last snapshot is the present`() async throws {
        try await withCluster { client in
            let upid = try await client.begin(
                "/nodes/pve/qemu/110/snapshot", "snapname=now&description=hello")
            await client.simulator.advance(by: .seconds(4))
            #expect(try await client.exit(of: upid) == "OK")
            let rows = try await client.get("/nodes/pve/qemu/110/snapshot").data.array ?? []
            let parents = rows.map { [$0["name"]?.string, $0["parent"]?.string] }
            #expect(
                Set(parents) == [
                    ["clean", nil], ["before_compose", "clean"], ["now", "before_compose"],
                    ["current", "now"],
                ])
            let current = rows.first { $0["name"] == "current" }
            #expect(current?["description"] == "You are here!" && current?["running"] == 1)
            let removal = try await client.delete("/nodes/pve/qemu/110/snapshot/now")
            #expect(removal.data.string?.contains(":qmdelsnapshot:110:") == true)
        }
    }

    @Test(arguments: [
        ("snapname=current", "500 unable to use snapshot name 'current' (reserved name)"),
        ("snapname=1st", "400 Parameter verification failed."),
        ("", "400 Parameter verification failed."),
    ])
    func `a bad name for a snapshot is refused`(form: String, line: String) async throws {
        try await withCluster { client in
            let answer = try await client.post("/nodes/pve/qemu/110/snapshot", form)
            #expect(answer.line == line)
        }
    }

    @Test(arguments: [
        ("/nodes/home/qemu/100/agent/network-get-interfaces", "200 OK"),
        ("/nodes/home/qemu/105/agent/get-osinfo", "500 VM 105 is not running"),
        ("/nodes/agent1/qemu/121/agent/get-host-name", "200 OK"),
        ("/nodes/agent1/qemu/122/agent/get-host-name", "500 QEMU guest agent is not running"),
        ("/nodes/pve/qemu/115/agent/get-fsinfo", "500 No QEMU guest agent configured"),
    ])
    func `the agent answers, or the reason is named`(path: String, line: String) async throws {
        try await withCluster { client in
            let answer = try await client.get(path)
            #expect(answer.line == line)
            #expect((answer.data["result"] != nil) == (answer.status == 200))
        }
    }

    @Test func `a container that is stopped has no addresses, not even an empty list`() async throws {
        try await withCluster { client in
            #expect(try await client.get("/nodes/home/lxc/103/interfaces").data.array?.count == 2)
            let stopped = try await client.get("/nodes/home/lxc/9001/interfaces")
            #expect(stopped.text == #"{"data":null}"#)
        }
    }

    @Test func `a machine that moves is locked, then it is elsewhere and its counters begin anew`()
        async throws
    {
        try await withCluster { client in
            let before = try await client.row("qemu/110")
            let upid = try await client.begin("/nodes/pve/qemu/110/migrate", "target=home&online=1")
            await client.simulator.advance(by: .seconds(5))
            let moving = try await client.row("qemu/110")
            #expect(moving["lock"] == "migrate" && moving["node"] == "pve")
            await client.simulator.advance(by: .seconds(40))
            #expect(try await client.exit(of: upid) == "OK")
            let after = try await client.row("qemu/110")
            #expect(after["node"] == "home" && after["status"] == "running" && after["lock"] == nil)
            #expect((after["netin"]?.integer ?? 0) < (before["netin"]?.integer ?? 0))
            let old = try await client.get("/nodes/pve/qemu/110/config")
            #expect(old.line == "500 Configuration file 'nodes/pve/qemu-server/110.conf' does not exist")
        }
    }

    @Test func `a backup locks its guest and leaves a volume`() async throws {
        try await withCluster { client in
            let path = "/nodes/home/storage/pbs/content?content=backup&vmid=104"
            let before = try await client.get(path).data.array?.count ?? 0
            let upid = try await client.begin("/nodes/home/vzdump", "vmid=104&storage=pbs")
            #expect(upid.contains(":vzdump:104:"))
            await client.simulator.advance(by: .seconds(60))
            #expect(try await client.exit(of: upid) == "OK")
            let volumes = try await client.get(path).data.array ?? []
            #expect(volumes.count == before + 1)
            #expect(volumes.allSatisfy { $0["volid"]?.string?.hasPrefix("pbs:backup/ct/104/") == true })
        }
    }

    @Test func `a backup of nothing on this node is the text OK`() async throws {
        try await withCluster { client in
            let answer = try await client.post("/nodes/home/vzdump", "vmid=110&storage=pbs")
            #expect(answer.data == "OK")
        }
    }

    @Test func `guests without a backup are named`() async throws {
        try await withCluster { client in
            let rows = try await client.get("/cluster/backup-info/not-backed-up").data.array ?? []
            #expect(Set(rows.compactMap { $0["vmid"]?.integer }) == [105, 115, 125, 9_000, 9_001])
        }
    }

    @Test func `suspending to disk leaves a stopped machine with a lock that starting removes`() async throws
    {
        try await withCluster { client in
            _ = try await client.begin("/nodes/pve/qemu/110/status/suspend", "todisk=1")
            await client.simulator.advance(by: .seconds(10))
            #expect(try await client.row("qemu/110")["lock"] == "suspended")
            _ = try await client.begin("/nodes/pve/qemu/110/status/resume")
            await client.simulator.advance(by: .seconds(10))
            let row = try await client.row("qemu/110")
            #expect(row["lock"] == nil && row["status"] == "running")
        }
    }
}
