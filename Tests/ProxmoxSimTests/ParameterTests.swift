import JSON
import ProxmoxSim
import Testing

@Suite struct ParameterTests {
    @Test(arguments: [
        (
            "/cluster/resources?size=big", "size",
            "property is not defined in schema and the schema does not allow additional properties"
        ),
        (
            "/cluster/resources?type=pool", "type",
            "value 'pool' does not have a value in the enumeration 'vm, storage, node, sdn'"
        ),
        ("/nodes/home/rrddata", "timeframe", "property is missing and it is not optional"),
        ("/nodes/home/tasks?errors=maybe", "errors", "type check ('boolean') failed - got 'maybe'"),
        ("/nodes/home/tasks?limit=few", "limit", "type check ('integer') failed - got 'few'"),
        ("/nodes/home/tasks?limit=-1", "limit", "value must have a minimum value of 0"),
        ("/nodes/home/qemu/9/config", "vmid", "value must have a minimum value of 100"),
        ("/cluster/nextid?vmid=100", "vmid", "VM 100 already exists"),
        ("/nodes/home/tasks/UPID:x/status", "upid", "unable to parse worker upid 'UPID:x'"),
        (
            "/nodes/home/tasks/UPID:home:00000001:00000001:00000001:qmstart:100:root@pam:/status", "upid",
            "no such task"
        ),
    ])
    func `a wrong parameter is 400 with its fault`(path: String, name: String, fault: String) async throws {
        try await withCluster { client in
            let answer = try await client.get(path)
            #expect(answer.line == "400 Parameter verification failed.")
            #expect(
                answer.json == [
                    "data": .null, "message": "Parameter verification failed.\n",
                    "errors": .object([name: .string(fault)]),
                ])
        }
    }

    @Test(arguments: [
        ("/nodes/home/frobnicate", "501 Method 'GET /nodes/home/frobnicate' not implemented"),
        ("/nodes//tasks", "501 Method 'GET /nodes/tasks' not implemented"),
        (
            "/nodes/nix/qemu",
            "500 hostname lookup 'nix' failed - failed to get address info for: nix: "
                + "Name or service not known"
        ),
        (
            "/nodes/home/qemu/999/status/current",
            "500 Configuration file 'nodes/home/qemu-server/999.conf' does not exist"
        ),
        ("/nodes/pve/lxc/103/config", "500 Configuration file 'nodes/pve/lxc/103.conf' does not exist"),
        ("/nodes/home/storage/nix/status", "500 storage 'nix' does not exist"),
    ])
    func `what is not there is 500 or 501, never 404`(path: String, line: String) async throws {
        try await withCluster { client in
            let answer = try await client.get(path)
            #expect(answer.line == line)
            #expect(answer.json == ["data": .null, "message": .string(line.dropFirst(4) + "\n")])
        }
    }

    @Test func `only root himself passes over locks, and a token of root is not root`() async throws {
        try await withCluster { client in
            let answer = try await client.post("/nodes/home/qemu/100/status/start", "skiplock=1")
            #expect(answer.json["errors"] == ["skiplock": "Only root may use this option."])
        }
    }

    @Test func `parameters may come as JSON`() async throws {
        try await withCluster { client in
            var client = client
            client.headers.append(.init("Content-Type", "application/json"))
            let upid = try await client.begin("/nodes/pve/lxc/113/snapshot", #"{"snapname":"json"}"#)
            await client.simulator.advance(by: .seconds(5))
            #expect(try await client.exit(of: upid) == "OK")
        }
    }
}
