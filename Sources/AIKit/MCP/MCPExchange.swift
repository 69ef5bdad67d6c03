import JSON
import Synchronization

/// One message of a client that sends each by itself, and what is said to it.
package struct MCPExchange: Sendable {
    /// What the message is.
    package enum Kind: Sendable, Hashable {
        /// A call of a tool, which may take long.
        case call
        /// Anything else that wants an answer, be it that it is none.
        case request
        case notification
    }

    package let kind: Kind
    private let messages: AsyncStream<JSONValue>
    private let session: MCPSession

    /// Begins to answer; `ended` is called when nothing of it is under way any more.
    package init(
        _ text: String, _ host: any MCPHost, version: String, ended: @escaping @Sendable () -> Void = {}
    ) {
        let (messages, continuation) = AsyncStream.makeStream(of: JSONValue.self)
        self.messages = messages
        let session = MCPSession(host, version: version) { continuation.yield($0) }
        self.session = session
        kind =
            switch RPCMessage(text) {
            case .request(let request): request.method == "tools/call" ? .call : .request
            case .invalid: .request
            case .notification, .response: .notification
            }
        session.receive(text)
        Task { @concurrent in
            await session.rest()
            continuation.finish()
            ended()
        }
    }

    /// What is sent back next, the reply last; `nil` behind it.
    ///
    /// To be waited for by one at a time.
    package func next() async -> JSONValue? {
        // All iterators of the stream take from the same queue.
        var messages = messages.makeAsyncIterator()
        return await messages.next()
    }

    /// Stops it.
    package func end() { session.end() }
}

/// What the headers of a message say of it, where they must say the same as its body: since 2026-07-28.
package enum MCPHeaders {
    /// The reply to a message that its headers belie; `nil` where they agree, or need not be there.
    package static func objection(
        to text: String, header: (String) -> String?
    ) -> JSONValue? {
        guard case .request(let request) = RPCMessage(text),
            let version = request.params["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string
        else { return nil }
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
    package static func status(of reply: JSONValue, to text: String) -> Int {
        guard let code = reply["error"]?["code"]?.integer.flatMap(RPCError.Code.init) else { return 200 }
        let isStateless: Bool =
            if case .request(let request) = RPCMessage(text) {
                request.params["_meta"]?["io.modelcontextprotocol/protocolVersion"] != nil
            } else {
                false
            }
        switch code {
        case .parse, .invalidRequest, .headerMismatch, .unsupportedVersion: return 400
        case .unknownMethod: return isStateless ? 404 : 200
        case .invalidParams, .internal, .crowded, .unknownResource: return 200
        }
    }
}
