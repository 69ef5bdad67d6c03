import JSON

/// One message as it came over HTTP, read once.
package struct MCPMessage: Sendable {
    /// What the message is.
    package enum Kind: Sendable, Hashable {
        /// A call of a tool, which may take long.
        case call
        /// It wants to be told of changes, until it goes away.
        case listening
        /// Anything else that wants an answer, be it that it is none.
        case request
        case notification
    }

    let message: RPCMessage

    package init(_ text: String) { message = RPCMessage(text) }

    package var kind: Kind {
        switch message {
        case .request(let request):
            switch request.method {
            case "tools/call": .call
            case "subscriptions/listen": .listening
            default: .request
            }
        case .invalid: .request
        case .notification, .response: .notification
        }
    }

    /// The reply to a message that its headers belie; `nil` where they agree, or need not be there: before 2026-07-28.
    package func objection(header: (String) -> String?) -> JSONValue? {
        guard case .request(let request) = message, let version = MCPVersion.named(by: request)?.string else {
            return nil
        }
        var wanted = [("Mcp-Protocol-Version", version), ("Mcp-Method", request.method)]
        let named = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"][request.method]
        if let value = named.flatMap({ request.params[$0]?.string }),
            value.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        {
            wanted.append(("Mcp-Name", value))
        }
        for (name, value) in wanted where header(name) != value {
            return RPCReply.error(
                RPCError(.headerMismatch, "The header \(name) does not say what the message does."),
                to: request.id)
        }
        return nil
    }

    /// The status that goes with a reply: until 2025-11-25 errors are ordinary answers.
    package func status(of reply: JSONValue) -> Int {
        guard let code = reply["error"]?["code"]?.integer.flatMap(RPCError.Code.init) else { return 200 }
        switch code {
        case .parse, .invalidRequest, .headerMismatch, .unsupportedVersion: return 400
        case .unknownMethod: return isStateless ? 404 : 200
        case .invalidParams, .internal, .crowded, .unknownResource: return 200
        }
    }

    private var isStateless: Bool {
        guard case .request(let request) = message else { return false }
        return MCPVersion.named(by: request) != nil
    }
}
