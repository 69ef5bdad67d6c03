import JSON

/// Which language of MCP a message is in.
///
/// Up to 2025-11-25 a client begins with `initialize`; since 2026-07-28 each request says what it speaks.
enum MCPVersion: Sendable, Hashable {
    case handshake
    case stateless

    /// Those with a handshake, the newest first.
    static let handshakes = ["2025-11-25", "2025-06-18"]
    static let newest = "2026-07-28"
    /// What a server may answer a client of this side: calls and lists have been the same since the first version.
    static let understood = handshakes + ["2025-03-26", "2024-11-05"]

    /// What each request of a client says about itself since 2026-07-28.
    static func envelope(_ client: JSONValue) -> JSONValue {
        .object([
            prefix + "protocolVersion": .string(newest), prefix + "clientCapabilities": [:],
            prefix + "clientInfo": client,
        ])
    }

    private static let prefix = "io.modelcontextprotocol/"

    /// The version that a request says it is in; `nil` where it says none.
    static func named(by request: RPCRequest) -> JSONValue? {
        request.params["_meta"]?[prefix + "protocolVersion"]
    }

    /// The language of a request; throws where it says one that is not spoken.
    init(of request: RPCRequest) throws(RPCError) {
        guard let asked = Self.named(by: request) else {
            guard request.method != "server/discover" else {
                throw RPCError(.invalidParams, "params._meta must have \(Self.prefix)protocolVersion.")
            }
            self = .handshake
            return
        }
        guard let version = asked.string else {
            throw RPCError(.invalidParams, "The protocol version is a text.")
        }
        guard request.params["_meta"]?[Self.prefix + "clientCapabilities"]?.object != nil else {
            throw RPCError(.invalidParams, "params._meta must have \(Self.prefix)clientCapabilities.")
        }
        guard version == Self.newest else {
            throw RPCError(
                .unsupportedVersion, "This version is not spoken.",
                data: ["supported": [.string(Self.newest)], "requested": .string(version)])
        }
        self = .stateless
    }

    /// What a result has beside itself in this language; `isCached` of what may be kept by the client.
    func framed(_ result: [String: JSONValue], isCached: Bool = false) -> JSONValue {
        guard self == .stateless else { return .object(result) }
        var result = result
        result["resultType"] = "complete"
        if isCached {
            result["ttlMs"] = 0
            result["cacheScope"] = "private"
        }
        return .object(result)
    }
}
