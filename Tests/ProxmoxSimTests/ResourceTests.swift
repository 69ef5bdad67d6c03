import JSON
import ProxmoxSim
import Testing

@Suite struct ResourceTests {
    private static let guestKeys: Set = [
        "id", "vmid", "node", "type", "name", "status", "template", "uptime", "cpu", "maxcpu", "mem",
        "maxmem", "disk", "maxdisk", "netin", "netout", "diskread", "diskwrite", "tags", "pool",
    ]

    @Test(arguments: [
        (Profile.nine, guestKeys.union(["memhost", "hastate"])), (.eight, guestKeys.union(["hastate"])),
    ])
    func `a guest's row has the keys of its release`(profile: Profile, keys: Set<String>) async throws {
        try await withCluster(.frozen(profile)) { client in
            let row = try await client.row("qemu/100")
            #expect(Set(row.keys) == keys)
        }
    }

    @Test func `the homelab has its four nodes`() async throws {
        try await withCluster { client in
            let nodes = try await client.get("/cluster/resources?type=node").data.array ?? []
            let sizes = Dictionary(
                uniqueKeysWithValues: nodes.map { ($0["node"]?.string ?? "", $0["maxcpu"]?.integer ?? 0) })
            #expect(sizes == ["home": 20, "pve": 6, "agent1": 14, "agent": 2])
        }
    }

    @Test(arguments: [
        (Profile.eight, "sdn/home/localnetwork", "sdn"), (.nine, "network/home/zone/localnetwork", "network"),
    ])
    func `the network of a node is named as its release does`(profile: Profile, id: String, type: String)
        async throws
    {
        try await withCluster(.frozen(profile)) { client in
            let row = try await client.row(id)
            #expect(row["type"]?.string == type)
        }
    }

    @Test func `nothing moves between two reports, and counters grow with the next`() async throws {
        try await withCluster { client in
            let first = try await client.row("qemu/100")
            await client.simulator.advance(by: .seconds(9))
            #expect(try await client.row("qemu/100") == first)
            await client.simulator.advance(by: .seconds(1))
            let next = try await client.row("qemu/100")
            #expect((next["netin"]?.integer ?? 0) > (first["netin"]?.integer ?? 0))
            #expect(next["uptime"]?.integer == (first["uptime"]?.integer ?? 0) + 10)
        }
    }

    @Test func `a newborn guest is unknown and bare until its node reports`() async throws {
        try await withCluster { client in
            _ = try await client.begin("/nodes/home/lxc/104/clone", "newid=300&hostname=twin")
            await client.simulator.advance(by: .seconds(1))
            #expect(
                try await client.row("lxc/300") == [
                    "id": "lxc/300", "vmid": 300, "node": "home", "type": "lxc", "status": "unknown",
                    "tags": "infra;network", "lock": "clone",
                ])
            await client.simulator.advance(by: .seconds(10))
            let row = try await client.row("lxc/300")
            #expect(row["status"] == "stopped" && row["name"] == "twin" && row["lock"] == nil)
        }
    }

    @Test func `equal seeds give equal clusters`() async throws {
        var lists: [[String: JSONValue]] = []
        for _ in 0..<2 {
            try await withCluster { client in
                let rows = try await client.get("/cluster/resources").data.array ?? []
                lists.append(Dictionary(uniqueKeysWithValues: rows.map { ($0["id"]?.string ?? "", $0) }))
            }
        }
        #expect(lists[0].count == 50)
        let different = lists[0].keys.filter { lists[0][$0] != lists[1][$0] }
        #expect(different == [])
    }

    @Test func `a list asked for without full takes the host's figure for a machine's memory`() async throws {
        try await withCluster { client in
            func memory(_ path: String) async throws -> (Int?, Int?) {
                let rows = try await client.get(path).data.array ?? []
                let row = rows.first { $0["vmid"]?.integer == 110 }
                return (row?["mem"]?.integer, row?["memhost"]?.integer)
            }
            let short = try await memory("/nodes/pve/qemu")
            let full = try await memory("/nodes/pve/qemu?full=1")
            #expect(short.0 == short.1)
            #expect((full.0 ?? 0) < (full.1 ?? 0))
        }
    }

    @Test func `types are as odd as on the real wire`() async throws {
        try await withCluster { client in
            #expect(try await client.get("/cluster/nextid").text == #"{"data":"106"}"#)
            let status = try await client.get("/nodes/home/status").data
            #expect(status["loadavg"]?.array?.allSatisfy { $0.string != nil } == true)
            #expect(status["cpuinfo"]?["mhz"]?.string != nil)
            #expect(status["cpuinfo"]?["hvm"] == "1")
            #expect(try await client.get("/nodes/home/qemu/100/config").data["memory"] == "2048")
            let container = try await client.get("/nodes/home/lxc/103/status/current").data
            #expect(container["pressurecpusome"]?.string != nil)
            #expect(container["qmpstatus"] == nil)
            let machine = try await client.get("/nodes/home/qemu/100/status/current").data
            #expect(machine["pressurecpusome"]?.string == nil)
            #expect(machine["proxmox-support"]?["pbs-dirty-bitmap"] == true)
            #expect(machine["ha"] == ["managed": 1, "state": "started"])
        }
    }

    @Test func `a paused machine says so everywhere in QEMU's word`() async throws {
        try await withCluster { client in
            #expect(try await client.row("qemu/125")["status"] == "paused")
            let current = try await client.get("/nodes/agent1/qemu/125/status/current").data
            #expect(current["status"] == "running" && current["qmpstatus"] == "paused")
        }
    }
}
