import Synchronization

/// The present certificates of the nodes that listen, shared by the listeners and the cluster.
final class TLSIdentities: Sendable {
    private let identities: Mutex<[NodeName: TLSIdentity]>

    init(nodes: [NodeName]) throws(SimulatorError) {
        var identities: [NodeName: TLSIdentity] = [:]
        for node in nodes { identities[node] = try TLSIdentity(node: node) }
        self.identities = Mutex(identities)
    }

    subscript(node: NodeName) -> TLSIdentity? {
        identities.withLock { $0[node] }
    }

    /// The certificates' SHA-256 by node.
    var fingerprints: [NodeName: String] {
        identities.withLock { $0.mapValues(\.fingerprint) }
    }

    /// Gives every node a new key and certificate; connections that are open keep the old ones.
    func rotate() throws(SimulatorError) {
        var fresh: [NodeName: TLSIdentity] = [:]
        for node in fingerprints.keys { fresh[node] = try TLSIdentity(node: node) }
        let complete = fresh
        identities.withLock { $0 = complete }
    }
}
