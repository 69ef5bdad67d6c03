import ArgumentParser
import Dispatch
import Glibc
import Jarvis
import Multiplexer
import ProxmoxSim

/// `jarvis simulate`: serves a simulated cluster to any client until it is interrupted.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Serve a simulated Proxmox cluster on 127.0.0.1.",
        discussion: "Scenarios: " + Scenario.all.map(\.name).joined(separator: ", "))

    @Option(help: "The number of nodes, 1 to 1,000.")
    var nodes = 4

    @Option(help: "The number of guests, up to 50,000; the homelab's own cast when left out.")
    var guests: Int?

    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 8006

    @Option(help: "Equal seeds give equal clusters.")
    var seed: UInt64 = 1

    @Option(help: "A scenario to begin with.")
    var scenario: String?

    @Flag(help: "Listen on a port for each node.")
    var portPerNode = false

    @Flag(help: "Let the password's login ask for a one-time code.")
    var secondFactor = false

    func validate() throws {
        if let scenario, Scenario.named(scenario) == nil {
            let known = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no scenario \(scenario); scenarios: \(known).")
        }
    }

    func run() throws {
        var configuration = SimulatorConfiguration(
            nodes: nodes, guests: guests, port: port, portPerNode: portPerNode, seed: seed,
            requiresTOTP: secondFactor, scenario: scenario.flatMap(Scenario.named))
        // A certificate that was accepted once stays good.
        configuration.identityFolder =
            Folders(environment: ProcessEnvironment.current).state + "/simulator"
        let simulator = try Self.start(configuration)
        // Not print(_:), whose buffer nobody would see before the end.
        StandardOutput.writeUncovered(
            """
            \(Self.places(simulator))
            token        \(simulator.credentials.token.id)
            secret       \(simulator.credentials.token.secret)
            may look     \(simulator.credentials.auditToken.id)  \(simulator.credentials.auditToken.secret)
            may nothing  \(simulator.credentials.emptyToken.id)  \(simulator.credentials.emptyToken.secret)
            password     \(simulator.credentials.user) \(simulator.credentials.password)\(totp(simulator))
            scenarios    curl -k -X POST \(simulator.address)/jarvis-sim/scenario/NAME
            Interrupt to end.

            """)
        fflush(nil)
        dispatchMain()
    }

    /// Serves the cluster, also where its certificate cannot be kept.
    private static func start(_ configuration: SimulatorConfiguration) throws -> Simulator {
        do {
            return try Blocking.wait { try await Simulator.start(configuration) }
        } catch let error as SimulatorError {
            guard case .folder = error else { throw error }
            StandardError.write("\(error) This time it is kept nowhere.")
            var other = configuration
            other.identityFolder = nil
            return try Blocking.wait { [other] in try await Simulator.start(other) }
        }
    }

    /// Address and fingerprint of every node that listens.
    private static func places(_ simulator: Simulator) -> String {
        guard simulator.ports.count > 1 else {
            return "address      \(simulator.address)\nfingerprint  \(simulator.fingerprint)"
        }
        let width = simulator.nodes.map(\.count).max() ?? 0
        return zip(simulator.nodes, zip(simulator.ports, simulator.fingerprints)).map { node, place in
            let name = node + String(repeating: " ", count: width - node.count)
            return "\(name)  https://127.0.0.1:\(place.0)  \(place.1)"
        }.joined(separator: "\n")
    }
}

extension SimulateCommand {
    private func totp(_ simulator: Simulator) -> String {
        secondFactor ? "\ntotp key     \(simulator.credentials.totpSecret)" : ""
    }
}
