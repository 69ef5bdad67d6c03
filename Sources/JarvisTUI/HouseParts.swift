import AIKit
import ClusterKit
import HTTP
import Jarvis
import Logging
import Memory
import Multiplexer
import ProxmoxSim
import Text

extension Composition {
    /// What is built before the loop begins.
    struct Parts: Sendable {
        var estate: Estate
        var simulator: Simulator?
        /// Who answers in the chat.
        var mind: String
        var remembered: [PreferenceKey: String]
        /// What the operator should know at once.
        var warnings: [String]

        static func build(
            _ settings: Configuration, _ composition: Composition, _ mailbox: Mailbox
        ) async throws -> Parts {
            async let starting = settings.clusters.isEmpty ? try await Simulator.start() : nil
            var memoryFault: String?
            let opening = try await composition.openStore(&memoryFault)
            let store = opening.store
            let simulator = try await starting
            let clusters =
                if let simulator { [try Self.demo(simulator)] } else {
                    try await Self.clusters(settings, composition, try await TrustPins.all(in: store))
                }
            let mind = await settings.ai.mind(environment: composition.environment)
            // What is done to a simulated cluster needs no record.
            let keeper = GateKeeper(
                settings.safety,
                kill: composition.isDemo ? nil : KillFile(folder: composition.folders.state),
                machine: simulator == nil ? .read() : OwnMachine(),
                isRecorded: simulator != nil || !store.isTemporary)
            let estate = Estate(
                clusters, opening: opening, mind: mind, keeper: keeper, settings: settings,
                environment: composition.environment, memoryFault: memoryFault
            ) { mailbox.send($0) }
            let remembered = try await store.preferences.list().compactMap { chosen in
                PreferenceKey(rawValue: chosen.key).map { ($0, chosen.value) }
            }
            return Parts(
                estate: estate, simulator: simulator, mind: mind.preferred.provider.model.rawValue,
                remembered: Dictionary(remembered) { $1 },
                warnings: [memoryFault].compactMap(\.self) + mind.faults)
        }

        private static func clusters(
            _ settings: Configuration, _ composition: Composition, _ pins: [String: CertificateFingerprint]
        ) async throws -> [ClusterConfiguration] {
            var clusters: [ClusterConfiguration] = []
            for cluster in settings.clusters {
                clusters.append(try await cluster.resolved(environment: composition.environment, pins: pins))
            }
            return clusters
        }

        /// The simulated cluster is reached as a real one would be: over TLS, pinned, with a token.
        private static func demo(_ simulator: Simulator) throws -> ClusterConfiguration {
            ClusterConfiguration(
                name: "demo",
                endpoints: [
                    Endpoint(
                        "127.0.0.1", port: simulator.port,
                        fingerprint: CertificateFingerprint(simulator.fingerprint))
                ],
                credential: .token(
                    id: simulator.credentials.token.id, secret: Secret(simulator.credentials.token.secret)))
        }
    }

    /// The memory; one that lasts only until the end when there is no better, said aloud.
    private func openStore(_ fault: inout String?) async throws -> Opening {
        guard !isDemo else { return try Store.temporary() }
        do throws(MemoryError) {
            let opening = try await Store.open(at: folders.state, waiting: Estate.memoryPatience)
            try await TrustPins.copy(from: opening.store, to: folders.state)
            if let warning = opening.sqlite.warning { Logger.house.warning("\(warning)") }
            return opening
        } catch {
            guard error.allowsTemporaryStore else { throw error }
            let sentence = "\(error) Until then nothing is remembered."
            Logger.house.error("\(sentence)")
            fault = sentence
            return try Store.temporary()
        }
    }
}
