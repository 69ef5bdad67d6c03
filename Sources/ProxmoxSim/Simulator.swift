import Server
import Synchronization

/// A Proxmox VE cluster that exists only in this process and answers on the real wire.
///
/// It listens on 127.0.0.1 only. State lives until `stop()`; nothing is written to disk but the certificates, and
/// those only when the configuration names a folder.
package final class Simulator: Sendable {
    /// The ports of all nodes that listen, in the order of the nodes.
    package let ports: [Int]
    /// What opens the cluster.
    package let credentials: SimulatorCredentials
    private let names: [NodeName]
    private let cluster: Cluster
    private let listener: Listener
    private let identities: TLSIdentities
    private let journal: RequestJournal

    private init(
        credentials: SimulatorCredentials, names: [NodeName], cluster: Cluster, listener: Listener,
        identities: TLSIdentities, journal: RequestJournal
    ) {
        self.credentials = credentials
        self.names = names
        self.cluster = cluster
        self.listener = listener
        self.identities = identities
        self.journal = journal
        ports = listener.ports
    }

    /// Builds the cluster and starts to listen; returns when requests are answered.
    package static func start(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration()
    ) async throws(SimulatorError) -> Simulator {
        try configuration.check()
        let clock = ClusterClock(configuration.time)
        let epoch = clock.now
        let credentials = SimulatorCredentials(seed: configuration.seed)
        var world = World(
            profile: configuration.profile, seed: configuration.seed, epoch: epoch,
            cast: Cast(configuration, epoch: epoch),
            gate: Gate(credentials: credentials, requiresTOTP: configuration.requiresTOTP))
        world.hasSensors = configuration.hasSensors
        world.hasQuorumDevice = configuration.hasQuorumDevice
        for (index, votes) in zip(world.nodes.indices, configuration.votes) {
            world.nodes[index].votes = votes
        }
        let names = world.nodes.prefix(configuration.portPerNode ? configuration.nodes : 1).map(\.name)
        let journal = RequestJournal()
        let register = FaultRegister()
        let (identities, cluster, listener): (TLSIdentities, Cluster, Listener)
        do throws(ServerError) {
            let kept = try TLSIdentities(nodes: names, folder: configuration.identityFolder)
            identities = kept
            cluster = Cluster(
                world: world, clock: clock, delays: configuration.delays, identities: kept,
                journal: journal, register: register)
            var doors: [Listener.Door] = []
            for (offset, node) in names.enumerated() {
                let service = HTTPService(node, of: cluster, idle: configuration.delays.idle)
                let port = configuration.port == 0 ? 0 : configuration.port + offset
                doors.append(
                    Listener.Door(port: port, service: service) { register[node].welcome(kept[node]) })
            }
            listener = try await Listener.open(doors)
        } catch {
            throw SimulatorError(error)
        }
        if let scenario = configuration.scenario { await cluster.run(scenario) }
        return Simulator(
            credentials: credentials, names: names, cluster: cluster, listener: listener,
            identities: identities, journal: journal)
    }

    /// The port of the first node.
    package var port: Int { ports.first ?? 0 }

    /// `https://127.0.0.1:PORT`, what a client is configured with.
    package var address: String { "https://127.0.0.1:\(port)" }

    /// The SHA-256 of the first node's present certificate, `AA:BB:…`.
    package var fingerprint: String { fingerprints.first ?? "" }

    /// The SHA-256 of each node's present certificate, `AA:BB:…`, in the order of `ports`.
    package var fingerprints: [String] {
        names.compactMap { identities[$0]?.fingerprint }
    }

    /// The names of the nodes that listen, in the order of `ports`.
    package var nodes: [String] { names }

    /// The present certificates of the nodes that listen, in PEM form.
    package var certificates: String {
        names.compactMap { identities[$0]?.certificate }.joined()
    }

    /// The requests answered since the start, newest last; at most the last 1,000.
    package var requests: [RequestRecord] { journal.all }

    /// The requests that wait for their answers now, for a storage that hangs or a delay.
    package var waitingRequests: Int {
        get async { await cluster.inFlight }
    }

    /// Lets a scenario happen.
    ///
    /// Returns when it has begun; what follows takes the cluster's own time.
    package func run(_ scenario: Scenario) async {
        await cluster.run(scenario)
    }

    /// Lets a node's API daemon fall ill, or get well with `nil`.
    package func afflict(_ node: String, with fault: NodeFault?) async {
        await cluster.afflict(node, with: fault)
    }

    /// Lets the cluster's time jump ahead, with everything that happens in between.
    package func advance(by duration: Duration) async {
        await cluster.advance(by: duration)
    }

    /// Closes every connection and stops listening.
    package func stop() async {
        await cluster.stop()
        await listener.close()
    }
}

/// One request that reached the simulator, without its secrets.
package struct RequestRecord: Sendable, Hashable {
    /// The method, such as `GET`.
    package let method: String
    /// The path without its query, which may hold tickets, such as `/api2/json/version`.
    package let path: String
    /// The status that was answered.
    package let status: Int

    package init(method: String, path: String, status: Int) {
        self.method = method
        self.path = path
        self.status = status
    }
}

/// The last requests, for those who look from outside.
final class RequestJournal: Sendable {
    private let records = Mutex<[RequestRecord]>([])
    private static let limit = 1_000

    func add(_ record: RequestRecord) {
        records.withLock { records in
            records.append(record)
            if records.count > Self.limit { records.removeFirst(records.count - Self.limit) }
        }
    }

    /// The newest last.
    var all: [RequestRecord] { records.withLock { $0 } }
}
