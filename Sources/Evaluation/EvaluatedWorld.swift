import AIKit
import ClusterKit
import HTTP
import Jarvis
import Memory
import ProxmoxSim
import Text

/// A simulated cluster that befell what its name says, and an estate that looks after it with a memory in memory.
///
/// Everything happens in this process, on loopback; nothing outlives `close()`.
package struct EvaluatedWorld: Sendable {
    package let name: String
    package let simulator: Simulator
    package let estate: Estate
    private let watch: Task<Void, Never>

    /// What befalls the cluster once it is known; `nil` where all stays well.
    private static let scenarios: [String: Scenario?] = [
        "calm": nil, "orders": nil, "dead": .nodeDies, "quorumless": .quorumLost, "filling": .storageFills,
        "crashed": .guestCrashes,
    ]

    /// Until then a cluster has shown itself.
    private static let patience = Duration.seconds(30)

    private static let pace = PollSchedule.Pace([
        .resources: .milliseconds(500), .status: .milliseconds(500), .tasks: .milliseconds(500),
        .highAvailability: .milliseconds(500), .storage: .milliseconds(500), .voting: .milliseconds(500),
        .access: .milliseconds(500), .entries: .seconds(1),
    ])

    /// The world of a question: in `orders` half a minute passes in a second, so that orders come to an end.
    package static func open(_ name: String) async throws(EvaluationError) -> EvaluatedWorld {
        guard let scenario = scenarios[name] else { throw .unknownWorld(name) }
        let simulator = try await simulator(pace: name == "orders" ? 30 : 1)
        let world: EvaluatedWorld
        do throws(MemoryError) {
            world = EvaluatedWorld(name: name, simulator, try Store.temporary())
        } catch {
            await simulator.stop()
            throw .memory(error)
        }
        do throws(EvaluationError) {
            try await world.begin(with: scenario)
        } catch {
            await world.close()
            throw error
        }
        return world
    }

    private static func simulator(pace: Double) async throws(EvaluationError) -> Simulator {
        do throws(SimulatorError) {
            return try await Simulator.start(
                SimulatorConfiguration(time: SimulatedTime(pace: pace), delays: .brief))
        } catch {
            throw .simulator(error)
        }
    }

    private init(name: String, _ simulator: Simulator, _ opening: Opening) {
        let token = simulator.credentials.token
        let cluster = ClusterConfiguration(
            name: "homelab",
            endpoints: [
                Endpoint(
                    "127.0.0.1", port: simulator.port,
                    fingerprint: CertificateFingerprint(simulator.fingerprint))
            ],
            credential: .token(id: token.id, secret: Secret(token.secret)))
        let estate = Estate([cluster], opening: opening, mind: Mind([]), pace: Self.pace)
        self.name = name
        self.simulator = simulator
        self.estate = estate
        watch = Task { await estate.run() }
    }

    package var site: Site { estate.sites[0] }

    /// Lets the scenario happen where the cluster was seen well before, and waits until that is seen, too.
    private func begin(with scenario: Scenario?) async throws(EvaluationError) {
        await estate.settle(within: Self.patience)
        guard await site.snapshot.freshness[.resources]?.lastGood != nil else { throw .unseen(name) }
        guard let scenario else { return }
        await simulator.run(scenario)
        await simulator.advance(by: .seconds(200))
        site.refresh()
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let isSeen = !Judgement(of: await site.snapshot, at: .now).concerns.isEmpty
            if isSeen, try await hasEvents() { return }
            guard .now < deadline else { throw .unseen(name) }
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw .unseen(name)
            }
        }
    }

    private func hasEvents() async throws(EvaluationError) -> Bool {
        do throws(MemoryError) {
            return try await !estate.store.events.list(limit: 1).isEmpty
        } catch {
            throw .memory(error)
        }
    }

    /// Lets go of everything.
    package func close() async {
        watch.cancel()
        await watch.value
        await simulator.stop()
        do throws(MemoryError) {
            try await estate.store.close()
        } catch {
            // What it held is wanted by nobody.
            return
        }
    }
}

/// Why questions cannot be asked.
package enum EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The corpus names a world that there is not.
    case unknownWorld(String)
    case simulator(SimulatorError)
    case memory(MemoryError)
    /// The simulated cluster did not show itself in time.
    case unseen(String)
    /// A model could not be asked, so that nothing is learnt of it.
    case hindered(String, RunFailure)

    package var description: String {
        switch self {
        case .unknownWorld(let name): "No simulated cluster is called \(Untrusted(name).line)."
        case .simulator(let error): error.description
        case .memory(let error): error.description
        case .hindered(let name, let cause):
            "The questions to \(Untrusted(name).line) end here, and nothing is kept of how it did: \(cause)"
        case .unseen(let name):
            "The simulated cluster \(name) did not show what befell it within half a minute; this machine may be "
                + "too busy: try again."
        }
    }
}
