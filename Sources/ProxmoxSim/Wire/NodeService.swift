import Server
import Synchronization

extension HTTPService {
    /// A node's API daemon: the cluster's answers with Proxmox's manners.
    init(_ node: NodeName, of cluster: Cluster, idle: Duration) {
        var limits = Limits()
        limits.takesChunks = false
        limits.idle = idle
        self.init(limits: limits) { request in
            guard let answer = await cluster.answer(WireRequest(request), at: node) else { return nil }
            var reply = ServerReply(answer.reply, at: answer.time)
            if let target = answer.reply.console {
                reply.upgrade = ServerReply.Upgrade(protocolName: request["Sec-WebSocket-Protocol"]) {
                    ConsoleConversation(cluster: cluster, target: target)
                }
            }
            return reply
        } refuse: { fault, request in
            ServerReply(Self.refusal(fault, request))
        }
    }

    /// What the transport says before any code of the API runs.
    private static func refusal(_ fault: Fault, _ request: ServerRequest?) -> WireReply {
        let refusal: Refusal =
            switch fault {
            case .malformed: .transport(400, "bad request")
            case .version(let version): .transport(506, "http protocol version \(version) not supported")
            case .method(let method): .transport(501, "method '\(method)' not available")
            case .tooManyHeaders: .transport(400, "too many http header lines")
            case .chunked: .transport(501, "chunked transfer encoding not supported")
            case .unexpectedBody(let method): .transport(501, "Unexpected content for method '\(method)'")
            case .bodyTooLarge: .transport(501, "for data too large")
            case .withoutTLS: .transport(301, "Moved Permanently")
            }
        guard fault == .withoutTLS, let request else { return WireReply(refusal, format: .json, seed: 0) }
        let isRead = request.method == "GET" || request.method == "HEAD"
        var reply = WireReply(
            status: isRead ? 301 : 308, reason: isRead ? "Moved Permanently" : "Permanent Redirect",
            contentType: nil, text: "")
        reply.headers = [("Location", "https://\(request["Host"] ?? "localhost")\(request.target)")]
        return reply
    }
}

extension NodeFault? {
    /// How an ill node, or a well one, meets a connection.
    func welcome(_ identity: TLSIdentity?) -> Listener.Door.Welcome {
        switch self {
        case .refusing: .closed
        case .silent, .unreachable: .mute
        case nil, .stalling, .slow, .unauthorized, .forbidden, .failing, .truncating, .webPage, .flooding,
            .expired:
            identity.map { .open($0) } ?? .closed
        }
    }
}

/// The present certificates of the nodes that listen, shared by the listeners and the cluster.
final class TLSIdentities: Sendable {
    private let identities: Mutex<[NodeName: TLSIdentity]>
    private let nodes: [NodeName]
    /// Where they are kept from one start to the next.
    private let folder: IdentityFolder?

    /// Takes what is kept in the folder, and makes and keeps what is not.
    init(nodes: [NodeName], folder path: String? = nil) throws(ServerError) {
        folder = try path.map { (path) throws(ServerError) in try IdentityFolder(path) }
        self.nodes = nodes
        var identities: [NodeName: TLSIdentity] = [:]
        for node in nodes {
            identities[node] = try Self.kept(node, folder)
        }
        self.identities = Mutex(identities)
    }

    private static func kept(_ node: NodeName, _ folder: IdentityFolder?) throws(ServerError)
        -> TLSIdentity
    {
        if let kept = try folder?.identity(of: node) { return kept }
        return try fresh(node, folder)
    }

    private static func fresh(_ node: NodeName, _ folder: IdentityFolder?) throws(ServerError)
        -> TLSIdentity
    {
        let identity = try TLSIdentity(node: node)
        try folder?.keep(identity, of: node)
        return identity
    }

    subscript(node: NodeName) -> TLSIdentity? {
        identities.withLock { $0[node] }
    }

    /// The certificates' SHA-256 by node.
    var fingerprints: [NodeName: String] {
        identities.withLock { $0.mapValues(\.fingerprint) }
    }

    /// Gives every node a new key and certificate; connections that are open keep the old ones.
    func rotate() throws(ServerError) {
        var fresh: [NodeName: TLSIdentity] = [:]
        for node in nodes { fresh[node] = try Self.fresh(node, folder) }
        let complete = fresh
        identities.withLock { $0 = complete }
    }

    /// Gives these nodes, and no others, certificates that ran out yesterday.
    func expire(_ names: Set<NodeName>) throws(ServerError) {
        for (node, identity) in identities.withLock({ $0 }) where identity.isExpired != names.contains(node) {
            let other =
                identity.isExpired
                ? try Self.kept(node, folder) : try TLSIdentity(node: node, isExpired: true)
            identities.withLock { $0[node] = other }
        }
    }
}

extension TLSIdentity {
    /// A node's certificate of two years, the most that Proxmox gives its own.
    fileprivate convenience init(node: NodeName, isExpired: Bool = false) throws(ServerError) {
        try self.init(
            subject: [("OU", "PVE Cluster Node"), ("O", "Simulated"), ("CN", "\(node).home.arpa")],
            names: "IP:127.0.0.1,IP:::1,DNS:localhost,DNS:\(node),DNS:\(node).home.arpa",
            isExpired: isExpired)
    }
}
