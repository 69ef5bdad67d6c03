import ProxmoxSim
import Testing

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
