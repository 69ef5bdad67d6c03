import JSON
import ProxmoxSim
import Testing

@Suite struct TaskTests {
    @Test func `a task runs without an exit status and stops with one`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/qemu/105/status/start")
            let running = try await client.get("/nodes/home/tasks/\(upid)/status").data
            #expect(running["status"] == "running" && running["exitstatus"] == nil)
            await client.simulator.advance(by: .seconds(2))
            let stopped = try await client.get("/nodes/home/tasks/\(upid)/status").data
            #expect(stopped["status"] == "stopped" && stopped["exitstatus"] == "OK")
            #expect(stopped["user"] == "root@pam" && stopped["tokenid"] == "jarvis")
            let current = try await client.get("/nodes/home/qemu/105/status/current").data
            #expect(current["qmpstatus"] == "running")
        }
    }

    @Test(arguments: [
        ("/nodes/home/qemu/100/status/start", "/nodes/pve/qemu/115/status/start", "VM 115 already running"),
        ("", "/nodes/pve/qemu/110/status/start", "VM 110 already running"),
        ("", "/nodes/pve/qemu/115/status/stop", "OK"),
        ("", "/nodes/pve/qemu/115/status/shutdown", "OK"),
        ("", "/nodes/pve/qemu/110/snapshot/nix/rollback", "snapshot 'nix' does not exist"),
    ])
    func `what a machine cannot do its task says`(first: String, path: String, exit: String) async throws {
        try await withCluster { client in
            if !first.isEmpty {
                _ = try await client.begin("/nodes/pve/qemu/115/status/start")
                await client.simulator.advance(by: .seconds(3))
            }
            let upid = try await client.begin(path)
            await client.simulator.advance(by: .seconds(5))
            let end = try await client.exit(of: upid)
            #expect(end == exit)
        }
    }

    @Test(arguments: [
        ("/nodes/home/lxc/103/status/start", "500 CT 103 already running"),
        ("/nodes/home/lxc/9001/status/stop", "500 CT 9001 not running"),
        ("/nodes/home/lxc/9001/status/shutdown", "500 CT 9001 not running"),
        ("/nodes/pve/qemu/115/status/reboot", "500 VM 115 not running"),
        ("/nodes/pve/qemu/115/status/reset", "500 VM 115 not running"),
        ("/nodes/pve/qemu/115/status/suspend", "500 VM 115 not running"),
        ("/nodes/agent1/qemu/125/status/shutdown", "500 VM is paused - cannot shutdown"),
        ("/nodes/agent1/qemu/121/migrate?target=home", "500 can't migrate running VM without --online"),
        ("/nodes/agent1/qemu/121/migrate?target=nix", "500 no such cluster node 'nix'"),
    ])
    func `what is refused at once is 500`(path: String, line: String) async throws {
        try await withCluster { client in
            let answer = try await client.post(path)
            #expect(answer.line == line)
        }
    }

    @Test func `a machine that does not listen is waited for 60 seconds`() async throws {
        try await withCluster { client in
            _ = try await client.begin("/nodes/home/qemu/105/status/start")
            await client.simulator.advance(by: .seconds(3))
            let upid = try await client.begin("/nodes/home/qemu/105/status/shutdown")
            await client.simulator.advance(by: .seconds(59))
            #expect(try await client.exit(of: upid) == nil)
            await client.simulator.advance(by: .seconds(2))
            #expect(try await client.exit(of: upid) == "VM quit/powerdown failed - got timeout")
            let forced = try await client.begin(
                "/nodes/home/qemu/105/status/shutdown", "forceStop=1&timeout=5")
            await client.simulator.advance(by: .seconds(16))
            #expect(try await client.exit(of: forced) == "OK")
        }
    }

    @Test func `a stop waits ten seconds for a shutdown to let go, unless it overrules it`() async throws {
        try await withCluster { client in
            _ = try await client.begin("/nodes/home/qemu/105/status/start")
            await client.simulator.advance(by: .seconds(3))
            let shutdown = try await client.begin("/nodes/home/qemu/105/status/shutdown")
            let stop = try await client.begin("/nodes/home/qemu/105/status/stop")
            await client.simulator.advance(by: .seconds(12))
            #expect(
                try await client.exit(of: stop)
                    == "can't lock file '/var/lock/qemu-server/lock-105.conf' - got timeout")
            let overruling = try await client.begin("/nodes/home/qemu/105/status/stop", "overrule-shutdown=1")
            await client.simulator.advance(by: .seconds(2))
            #expect(try await client.exit(of: overruling) == "OK")
            #expect(try await client.exit(of: shutdown) == "unexpected status")
        }
    }

    @Test func `what the cluster looks after is asked for, and happens in a later task`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/lxc/104/status/shutdown")
            #expect(upid.contains(":hastop:104:"))
            await client.simulator.advance(by: .seconds(1))
            #expect(try await client.exit(of: upid) == "OK")
            #expect(try await client.get("/nodes/home/lxc/104/status/current").data["status"] == "running")
            await client.simulator.advance(by: .seconds(20))
            #expect(try await client.get("/nodes/home/lxc/104/status/current").data["status"] == "stopped")
            let tasks = try await client.get("/nodes/home/tasks?typefilter=vzshutdown&vmid=104").data.array
            #expect(tasks?.first?["user"] == "root@pam")
            #expect(try await client.row("lxc/104")["hastate"] == "stopped")
        }
    }

    @Test func `a task that is ended was interrupted, and its lock is gone`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/vzdump", "vmid=102&storage=pbs")
            await client.simulator.advance(by: .seconds(3))
            #expect(try await client.row("qemu/102")["lock"] == "backup")
            #expect(try await client.delete("/nodes/home/tasks/\(upid)").text.contains(#""data":null"#))
            await client.simulator.advance(by: .seconds(1))
            #expect(try await client.exit(of: upid) == "interrupted by signal")
            #expect(try await client.row("qemu/102")["lock"] == nil)
        }
    }

    @Test func `a locked guest refuses in the task's words`() async throws {
        try await withCluster { client in
            _ = try await client.begin("/nodes/home/vzdump", "vmid=103&storage=pbs")
            await client.simulator.advance(by: .seconds(3))
            let upid = try await client.begin("/nodes/home/lxc/103/status/stop")
            await client.simulator.advance(by: .seconds(2))
            #expect(try await client.exit(of: upid) == "CT is locked (backup)")
        }
    }

    @Test func `the cluster's list shows a running task without status or end`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/qemu/105/status/start")
            func row() async throws -> JSONValue? {
                try await client.get("/cluster/tasks").data.array?.first { $0["upid"]?.string == upid }
            }
            let running = try await row()
            #expect(running?["pid"] != nil && running?["status"] == nil && running?["endtime"] == nil)
            await client.simulator.advance(by: .seconds(3))
            let ended = try await row()
            #expect(ended?["pid"] == nil && ended?["saved"] == "1" && ended?["status"] == "OK")
        }
    }

    @Test func `a node's list holds what ended, and what runs only when asked`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/qemu/105/status/start")
            func upids(_ query: String) async throws -> [String] {
                (try await client.get("/nodes/home/tasks?" + query).data.array ?? [])
                    .compactMap { $0["upid"]?.string }
            }
            #expect(try await !upids("limit=1000").contains(upid))
            #expect(try await upids("source=active") == [upid])
            #expect(try await upids("limit=0&source=all") == [])
            let failed = try await client.get("/nodes/home/tasks?errors=1").data.array ?? []
            #expect(failed.map { $0["status"] } == ["start failed: QEMU exited with code 1"])
            let page = try await client.get("/nodes/home/tasks?limit=2&start=1")
            let all = try await upids("limit=1000")
            #expect(page.data.array?.compactMap { $0["upid"]?.string } == Array(all[1...2]))
            #expect(page.json["total"]?.integer == all.count)
        }
    }

    @Test func `warnings are an end of their own`() async throws {
        try await withCluster { client in
            let rows = try await client.get("/nodes/pve/tasks?statusfilter=warning").data.array ?? []
            #expect(rows.map { $0["status"] } == ["WARNINGS: 1"])
        }
    }

    @Test func `an empty log has one line, and a limit of nothing gives all`() async throws {
        try await withCluster { client in
            let upid = try await client.begin("/nodes/home/qemu/105/status/start")
            #expect(
                try await client.get("/nodes/home/tasks/\(upid)/log").json
                    == ["data": [["n": 1, "t": "no content"]], "total": 1])
            let backup = try await client.begin("/nodes/home/vzdump", "all=1&storage=pbs")
            await client.simulator.advance(by: .seconds(600))
            let log = try await client.get("/nodes/home/tasks/\(backup)/log?limit=0")
            #expect((log.data.array?.count ?? 0) > 50)
            #expect(log.data.array?.last?["t"] == "TASK OK")
        }
    }
}
