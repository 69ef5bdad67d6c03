import AIKit
import JSON
import NIOCore
import Server
import Synchronization
import Text

/// The MCP server as HTTP on this machine's own address: a message a request, to `/mcp`, with a token.
///
/// It keeps nothing of a client, so that there are no sessions. A client that goes away takes its call back.
struct MCPDoor: Sendable {
    private let host: any MCPHost
    private let token: Secret
    private let crowd = Crowd()
    /// The most requests that are under way at once, of all clients.
    private static let most = 32
    /// What a client may have called this machine; anything else is a page in a browser that was led here.
    private static let names: Set<String> = ["127.0.0.1", "localhost", "[::1]"]

    init(host: any MCPHost, token: Secret) {
        self.host = host
        self.token = token
    }

    /// What answers behind the port.
    var service: HTTPService {
        var limits = HTTPService.Limits()
        limits.bodyBytes = 4 << 20
        limits.idle = .seconds(60)
        limits.requests = 10_000
        return HTTPService(limits: limits, methods: ["POST", "GET", "DELETE", "OPTIONS"]) { await answer($0) }
    }

    private func answer(_ request: ServerRequest) async -> ServerReply {
        guard Self.isOwn(request["Host"]), Self.isOwnOrigin(request["Origin"]) else {
            return Self.refusal(403, "Forbidden", "This is for programs on this machine.")
        }
        guard request.path == "/mcp" else { return Self.refusal(404, "Not Found", "There is /mcp alone.") }
        guard isAllowed(request["Authorization"]) else {
            var reply = Self.refusal(401, "Unauthorized", "Send Authorization: Bearer and the token.")
            reply.headers.append(("WWW-Authenticate", "Bearer"))
            return reply
        }
        guard request.method == "POST" else {
            var reply = Self.refusal(405, "Method Not Allowed", "A message is sent by POST.")
            reply.headers.append(("Allow", "POST"))
            return reply
        }
        guard request["Content-Type"]?.lowercased().hasPrefix("application/json") == true else {
            return Self.refusal(415, "Unsupported Media Type", "A message is application/json.")
        }
        return await reply(to: MCPMessage(String(decoding: request.body, as: UTF8.self)), request)
    }

    private func reply(to message: MCPMessage, _ request: ServerRequest) async -> ServerReply {
        if let objection = message.objection(header: { request[$0] }) {
            return Self.json(objection, status: message.status(of: objection))
        }
        let streams = request["Accept"]?.contains("text/event-stream") == true
        guard streams || message.kind != .listening else {
            return Self.refusal(406, "Not Acceptable", "Who listens takes text/event-stream.")
        }
        guard crowd.enter(most: Self.most) else {
            return Self.refusal(503, "Service Unavailable", "\(Self.most) requests are under way.")
        }
        let exchange = MCPExchange(message, host, version: Version.text) { [crowd] in crowd.leave() }
        guard message.kind != .notification else { return ServerReply(status: 202, reason: "Accepted") }
        if streams, message.kind == .call || message.kind == .listening { return Self.stream(exchange) }
        let reply = await withTaskCancellationHandler {
            var reply: JSONValue = [:]
            while let next = await exchange.next() { reply = next }
            return reply
        } onCancel: {
            exchange.end()
        }
        return Self.json(reply, status: message.status(of: reply))
    }

    /// An answer in pieces: words on how far it is, and the reply at its end.
    private static func stream(_ exchange: MCPExchange) -> ServerReply {
        var reply = ServerReply(headers: [
            ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"),
        ])
        reply.body = ByteBuffer(string: ": under way\n\n")
        reply.piece = { _ in await exchange.next().map(event) }
        reply.abandoned = { exchange.end() }
        return reply
    }

    private static func event(_ message: JSONValue) -> ByteBuffer {
        ByteBuffer(string: "event: message\ndata: \(message.text.coveringSecrets)\n\n")
    }

    private static func json(_ message: JSONValue, status: Int) -> ServerReply {
        let reason = [200: "OK", 400: "Bad Request", 404: "Not Found"][status] ?? "Error"
        return ServerReply(
            status: status, reason: reason, type: "application/json", text: message.text.coveringSecrets)
    }

    private static func refusal(_ status: Int, _ reason: String, _ words: String) -> ServerReply {
        ServerReply(status: status, reason: reason, type: "text/plain", text: words + "\n")
    }

    /// Compared without telling by the time it takes how much of it was right.
    private func isAllowed(_ header: String?) -> Bool {
        let given = Array((header ?? "").utf8)
        let wanted = Array("Bearer \(token.exposed)".utf8)
        guard given.count == wanted.count else { return false }
        return zip(given, wanted).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }

    private static func isOwn(_ place: String?) -> Bool {
        guard let place else { return false }
        let name = place.hasSuffix("]") ? place[...] : place[..<(place.lastIndex(of: ":") ?? place.endIndex)]
        return names.contains(name.lowercased())
    }

    /// A browser says where a page is from; programs do not.
    private static func isOwnOrigin(_ origin: String?) -> Bool {
        guard let origin else { return true }
        guard let slashes = origin.firstRange(of: "://") else { return false }
        return isOwn(String(origin[slashes.upperBound...]))
    }
}

/// How many are in.
private final class Crowd: Sendable {
    private let count = Mutex(0)

    /// `false` where so many are in already.
    func enter(most: Int) -> Bool {
        count.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
    }

    func leave() { count.withLock { $0 -= 1 } }
}
