import ClusterKit
import HTTP
import ProxmoxSim
import Testing
import Text

/// The project's own client has to find in the simulator what it finds in a real cluster.
@Suite struct ClusterClientTests {
    @Test(arguments: Profile.allCases)
    func `the project's client reads everything that a screen shows`(profile: Profile) async throws {
        try await withClient(.frozen(profile)) { client, _ in
            let version = try await client.version()
            #expect("\(version)".hasPrefix(profile.rawValue))
            let list = try await client.resources()
            #expect(list.unreadableRows == 0)
            #expect(list.nodes.count == 4 && list.guests.count == 23 && list.storages.count == 16)
            #expect(list.pools.count == 3)
            let status = try await client.clusterStatus()
            #expect(status.clusterName == "homelab" && status.members.count == 4)
            #expect(try await !client.tasks().isEmpty)
            #expect(try await !client.highAvailability().isEmpty)
            for guest in list.guests {
                _ = try await client.status(of: guest.id, at: guest.node)
                _ = try await client.config(of: guest.id, at: guest.node)
            }
            for node in list.nodes {
                _ = try await client.status(of: node.id)
                #expect(try await client.storages(of: node.id).count == 4)
                let series = try await client.series(of: .node(node.id), over: .hour)
                #expect(series[.cpu].allSatisfy { $0 != nil })
            }
            let storage = try #require(list.storages.first { $0.id.description.contains("pbs") })
            #expect(try await !client.backups(on: storage.id).isEmpty)
        }
    }

    @Test func `a guest tells its address where its agent answers or a container is looked into`()
        async throws
    {
        try await withClient { client, _ in
            let told: [(GuestID, String?)] = [
                (GuestID(.qemu, 100), "10.0.20.102"), (GuestID(.lxc, 103), "10.0.20.105"),
                (GuestID(.lxc, 9_001), nil),
            ]
            for (guest, expected) in told {
                let address = try await client.address(of: guest, at: "home")
                #expect(address?.description == expected)
            }
            for silent: VMID in [115, 122] {
                await #expect {
                    _ = try await client.address(
                        of: GuestID(.qemu, silent), at: silent == 115 ? "pve" : "agent1")
                } throws: { error in
                    if case ProxmoxError.refused(_, 500, _) = error { true } else { false }
                }
            }
        }
    }

    @Test func `an action is performed and its task followed`() async throws {
        try await withClient { client, simulator in
            let upid = try #require(
                try await client.perform(.start, on: GuestID(.qemu, 105), at: "home"))
            let begun = try await client.status(of: upid)
            #expect(begun.state == .running)
            await simulator.advance(by: .seconds(3))
            let ended = try await client.status(of: upid)
            #expect(ended.state == .ok)
            #expect(try await client.log(of: upid).map(\.text) == ["TASK OK"])
        }
    }

    @Test func `refusals are told apart`() async throws {
        try await withClient { client, simulator in
            await #expect {
                _ = try await client.status(of: GuestID(.qemu, 999), at: "home")
            } throws: { error in
                if case ProxmoxError.guestMissing = error { true } else { false }
            }
            await simulator.run(.quorumLost)
            await #expect {
                _ = try await client.perform(.start, on: GuestID(.qemu, 105), at: "home")
            } throws: { error in
                if case ProxmoxError.noQuorum = error { true } else { false }
            }
            await #expect {
                _ = try await client.status(of: "agent")
            } throws: { error in
                if case ProxmoxError.nodeUnreachable(_, _, code: 595, _) = error { true } else { false }
            }
        }
    }

    @Test func `a new certificate is noticed before a byte of a request is sent`() async throws {
        try await withClient { client, simulator in
            _ = try await client.version()
            await simulator.run(.certificateRotates)
            // Connections that are open keep the certificate that they began with; these end with an error.
            _ = try? await client.status(of: GuestID(.qemu, 999), at: "home")
            let before = simulator.requests.count
            await #expect {
                _ = try await client.version()
            } throws: { error in
                if case ProxmoxError.fingerprintChanged = error { true } else { false }
            }
            #expect(simulator.requests.count == before)
        }
    }

    @Test func `another node is asked when the preferred one is dead`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.portPerNode = true
        let simulator = try await Simulator.start(configuration)
        await simulator.run(.nodeDies)
        let endpoints = [2, 0].map { index in
            Endpoint(
                "127.0.0.1", port: simulator.ports[index],
                fingerprint: CertificateFingerprint(simulator.fingerprints[index]))
        }
        let http = HTTPClient()
        let client = ProxmoxClient(account(simulator, endpoints), http: http)
        let status = try await client.clusterStatus()
        #expect(status.members.first { $0.name == "agent1" }?.isOnline == false)
        await http.shutdown()
        await simulator.stop()
    }
}

private func account(_ simulator: Simulator, _ endpoints: [Endpoint]) -> ClusterConfiguration {
    let token = simulator.credentials.token
    return ClusterConfiguration(
        name: "homelab", endpoints: endpoints,
        credential: .token(id: token.id, secret: Secret(token.secret)))
}

private func withClient(
    _ configuration: SimulatorConfiguration = .frozen(),
    _ test: (ProxmoxClient, Simulator) async throws -> Void
) async throws {
    try await withCluster(configuration) { raw in
        let endpoint = Endpoint(
            "127.0.0.1", port: raw.simulator.port,
            fingerprint: CertificateFingerprint(raw.simulator.fingerprint))
        try await test(ProxmoxClient(account(raw.simulator, [endpoint]), http: raw.http), raw.simulator)
    }
}
