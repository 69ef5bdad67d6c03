import JSON

/// The way to a server of MCP, for a client that asks it.
package protocol MCPCarrier: Sendable {
    /// Sends a request and returns the message that answers it, a result or an error.
    ///
    /// Ends promptly when its task is cancelled; the server is not told of that here.
    func ask(_ sending: MCPSending) async throws(MCPFault) -> JSONValue
    /// Sends what wants no answer.
    func tell(_ sending: MCPSending) async
    /// Lets go of the server, within seconds; what is under way ends with ``MCPFault/gone(_:)``.
    func close() async
    /// Why nothing can be asked any more; `nil` while something may be.
    func ended() -> MCPFault?
    /// Whether it said since the last look that its tools are others now; the look takes it as heard.
    func hasNews() -> Bool
}

/// One message to a server.
package struct MCPSending: Sendable {
    package let message: JSONValue
    /// What its answer is found by; `nil` where none is wanted.
    package let id: Int?
    /// The version that was agreed on; `nil` before.
    package let version: String?

    /// Whether the message says all that the server has to know, as since 2026-07-28.
    var isStateless: Bool { version == MCPVersion.newest }
}

/// The bounds of what a server may send.
package enum MCPBounds {
    /// Bytes of one message.
    package static let message = 4 << 20
    /// Messages, and bytes of them, within ten seconds.
    static let crowd = (messages: 2000, bytes: 64 << 20)
    /// Tools of one server; what is beyond is left out.
    package static let tools = 128
    /// Pages of one list.
    static let pages = 16
    /// Characters of what a server says of a tool.
    package static let description = 1024
    /// Bytes of a tool's schema as JSON.
    package static let schema = 16 << 10
    /// Lines on a program's standard output that are no JSON, before it is given up.
    static let babble = 100
}

/// Counts what a server sends, so that one that floods is noticed.
struct MCPTide {
    private var began = ContinuousClock.now
    private var messages = 0
    private var bytes = 0

    /// Notes a message; the fault where there are too many.
    mutating func note(_ size: Int, at now: ContinuousClock.Instant = .now) -> MCPFault? {
        if now - began > .seconds(10) { (began, messages, bytes) = (now, 0, 0) }
        messages += 1
        bytes += size
        guard messages > MCPBounds.crowd.messages || bytes > MCPBounds.crowd.bytes else { return nil }
        return .flood("\(messages) messages of \(bytes) bytes within ten seconds")
    }
}

/// What a server sent, as a client takes it.
enum MCPHeard {
    case answer(id: Int, JSONValue)
    /// It asks something itself; the answer that it gets.
    case question(reply: JSONValue)
    case news
    case chatter
    /// It is no message of JSON-RPC.
    case nothing

    init(_ message: JSONValue) {
        guard let members = message.object, members["jsonrpc"] == "2.0" else {
            self = .nothing
            return
        }
        if let method = members["method"]?.string {
            guard let id = members["id"], RPCRequest.isID(id) else {
                self = method == "notifications/tools/list_changed" ? .news : .chatter
                return
            }
            self = .question(
                reply: method == "ping"
                    ? RPCReply.result([:], to: id)
                    : RPCReply.error(RPCError(.unknownMethod, "Jarvis answers no questions here."), to: id))
            return
        }
        guard case .integer(let id)? = members["id"],
            members["result"]?.object != nil || members["error"]?.object != nil
        else {
            self = members["error"] != nil ? .chatter : .nothing
            return
        }
        self = .answer(id: id, message)
    }
}
