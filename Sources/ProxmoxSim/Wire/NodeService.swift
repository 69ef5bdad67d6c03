import Server

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
