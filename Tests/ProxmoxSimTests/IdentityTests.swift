import ClusterKit
import FoundationEssentials
import HTTP
import JSON
import ProxmoxSim
import Testing

/// Certificates that outlive the simulator, illnesses over the control path, and what a cluster may be endowed with.
@Suite struct IdentityTests {
    @Test func `a certificate is kept from one start to the next until a scenario replaces it`() async throws
    {
        let folder = FileManager.default.temporaryDirectory.path + "/jarvis-tests-" + UUID().uuidString
        var configuration = SimulatorConfiguration.frozen()
        configuration.identityFolder = folder
        configuration.portPerNode = true
        var seen: [[String]] = []
        for round in 0..<3 {
            let simulator = try await Simulator.start(configuration)
            seen.append(simulator.fingerprints)
            if round == 1 {
                await simulator.run(.certificateRotates)
                seen.append(simulator.fingerprints)
            }
            await simulator.stop()
        }
        #expect(Set(seen[0]).count == 4)
        #expect(seen[0] == seen[1] && seen[1] != seen[2] && seen[2] == seen[3])
        let file = try FileManager.default.attributesOfItem(atPath: folder + "/home.pem")
        #expect(file[.posixPermissions] as? Int == 0o600)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `without a folder every start has a certificate of its own`() async throws {
        var seen: Set<String> = []
        for _ in 0..<2 {
            let simulator = try await Simulator.start(.frozen())
            seen.insert(simulator.fingerprint)
            await simulator.stop()
        }
        #expect(seen.count == 2)
    }

    @Test func `an illness begins and ends over the control path`() async throws {
        try await withCluster { client async throws in
            let path = "/jarvis-sim/fault/agent1"
            #expect(try await client.post(path + "/failing").data == "failing")
            #expect(try await client.get("/nodes/agent1/status").status == 500)
            #expect(try await client.get("/nodes/pve/status").status == 200)
            #expect(try await client.get("/cluster/resources").status == 200)
            #expect(try await client.post(path + "/nonsense").status == 500)
            #expect(try await client.post("/jarvis-sim/fault/nobody/failing").status == 500)
            #expect(try await client.delete(path).data == "well")
            #expect(try await client.get("/nodes/agent1/status").status == 200)
        }
    }

    @Test func `votes are weighed, and a device lends one`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.votes = [2]
        configuration.hasQuorumDevice = true
        try await withCluster(configuration) { client async throws in
            let rows = try await client.get("/cluster/config/nodes").data.array ?? []
            #expect(rows.first { $0["node"] == "home" }?["quorum_votes"] == "2")
            #expect(rows.first { $0["node"] == "pve" }?["quorum_votes"] == "1")
            #expect(try await client.get("/cluster/config/qdevice").data["State"] == "Connected")
            // Two nodes of four are left: three of five votes, and the device's.
            await client.simulator.run(.quorumLost)
            let status = try await client.get("/cluster/status").data.array ?? []
            #expect(status.first { $0["type"] == "cluster" }?["quorate"] == 1)
        }
        try await withCluster { client async throws in
            #expect(try await client.get("/cluster/config/qdevice").data.object?.isEmpty == true)
            let stranger = client.with(client.simulator.credentials.emptyToken)
            #expect(try await stranger.get("/cluster/config/nodes").status == 403)
        }
    }

    @Test func `a node tells of its sensors only when its API was extended`() async throws {
        try await withCluster { client async throws in
            #expect(try await client.get("/nodes/pve/status").data["sensorsOutput"] == nil)
        }
        var configuration = SimulatorConfiguration.frozen()
        configuration.hasSensors = true
        try await withCluster(configuration) { client async throws in
            let text = try #require(try await client.get("/nodes/pve/status").data["sensorsOutput"]?.string)
            #expect(try JSONValue(parsing: text)["coretemp-isa-0000"] != nil)
        }
    }

    @Test func `a longer answer comes compressed to a client that takes it`() async throws {
        try await withCluster { client async throws in
            let plain = try await client.get("/cluster/resources")
            let pin = try #require(CertificateFingerprint(client.simulator.fingerprint))
            var request = HTTPRequest(
                .get, client.simulator.address + "/api2/json/cluster/resources", headers: client.headers,
                trust: .pinned(pin))
            request.acceptsCompression = true
            let packed = try await client.http.send(request)
            #expect(packed.head["Content-Encoding"] == "gzip")
            #expect(packed.head["Content-Length"].flatMap { Int($0) } ?? .max < plain.text.utf8.count / 4)
            let rows = try JSONValue(bytes: packed.body)["data"]?.array
            #expect(rows?.count == plain.data.array?.count)
            request.url = client.simulator.address + "/api2/json/version"
            #expect(try await client.http.send(request).head["Content-Encoding"] == nil)
        }
    }
}

@Suite struct ConfigurationTests {
    @Test(arguments: [
        (
            SimulatorConfiguration(nodes: 0),
            SimulatorError.unusable(setting: "nodes", value: "0", bounds: "1 to 1000")
        ),
        (
            SimulatorConfiguration(guests: 50_001),
            SimulatorError.unusable(setting: "guests", value: "50001", bounds: "0 to 50000")
        ),
        (
            SimulatorConfiguration(port: 65_535, portPerNode: true),
            SimulatorError.unusable(setting: "port", value: "65535", bounds: "0 to 65532")
        ),
    ])
    func `a configuration out of bounds is refused`(
        configuration: SimulatorConfiguration, error: SimulatorError
    ) async {
        await #expect(throws: error) { _ = try await Simulator.start(configuration) }
    }

    @Test func `a port that is taken is refused by its number`() async throws {
        let simulator = try await Simulator.start()
        let port = simulator.port
        await #expect {
            _ = try await Simulator.start(SimulatorConfiguration(port: port))
        } throws: { error in
            if case SimulatorError.port(number: port, detail: _) = error { true } else { false }
        }
        await simulator.stop()
    }

    @Test func `equal seeds give equal keys and other seeds give other keys`() async throws {
        let one = try await Simulator.start(SimulatorConfiguration(seed: 7))
        let two = try await Simulator.start(SimulatorConfiguration(seed: 7))
        let three = try await Simulator.start(SimulatorConfiguration(seed: 8))
        #expect(one.credentials.token.secret == two.credentials.token.secret)
        #expect(one.credentials.token.secret != three.credentials.token.secret)
        for simulator in [one, two, three] { await simulator.stop() }
    }

    @Test func `a description of the keys holds none of them`() async throws {
        let simulator = try await Simulator.start()
        let keys = simulator.credentials
        let text = "\(keys) \(keys.token)"
        #expect(!text.contains(keys.token.secret))
        #expect(!text.contains(keys.password))
        await simulator.stop()
    }
}
