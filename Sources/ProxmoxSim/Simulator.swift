/// A Proxmox VE cluster that exists only in this process and answers on the real wire.
///
/// It listens on 127.0.0.1 only. State lives until `stop()`; nothing is written to disk.
package final class Simulator: Sendable {
    /// The port of the first node.
    package let port: Int
    /// The ports of all nodes that listen, in the order of the nodes.
    package let ports: [Int]
    /// What opens the cluster.
    package let credentials: SimulatorCredentials

    private init(port: Int, ports: [Int], credentials: SimulatorCredentials) {
        self.port = port
        self.ports = ports
        self.credentials = credentials
    }

    /// Builds the cluster and starts to listen; returns when requests are answered.
    package static func start(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration()
    ) async throws(SimulatorError) -> Simulator {
        throw .certificate(detail: "not built")
    }

    /// `https://127.0.0.1:PORT`, what a client is configured with.
    package var address: String { "https://127.0.0.1:\(port)" }

    /// The SHA-256 of the first node's present certificate, `AA:BB:…`.
    package var fingerprint: String { "" }

    /// The requests answered since the start, newest last; at most the last 1,000.
    package var requests: [RequestRecord] { [] }

    /// Lets a scenario happen.
    ///
    /// Returns when it has begun; what follows takes the cluster's own time.
    package func run(_ scenario: Scenario) async {}

    /// Lets the cluster's time jump ahead, with everything that happens in between.
    package func advance(by duration: Duration) async {}

    /// Closes every connection and stops listening.
    package func stop() async {}
}

/// One request that reached the simulator, without its secrets.
package struct RequestRecord: Sendable, Hashable {
    /// The method, such as `GET`.
    package let method: String
    /// The path with its query, such as `/api2/json/version`.
    package let path: String
    /// The status that was answered.
    package let status: Int

    package init(method: String, path: String, status: Int) {
        self.method = method
        self.path = path
        self.status = status
    }
}
