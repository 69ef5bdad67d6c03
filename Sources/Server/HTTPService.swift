import NIOCore
import NIOHTTP1

/// What answers behind a port: its bounds, its answers, and its words for what HTTP itself refuses.
package struct HTTPService: Sendable {
    /// The bounds of a connection and of each request on it.
    package struct Limits: Sendable {
        /// Requests that one connection may carry.
        package var requests = 100
        /// Bytes that a body may have.
        package var bodyBytes = 512 << 10
        package var headerLines = 64
        /// A body may come in chunks, whose length is known at its end only.
        package var takesChunks = true
        /// Until a connection without requests is closed.
        package var idle = Duration.seconds(5)

        package init() {}
    }

    /// What is refused before `answer` hears of it.
    package enum Fault: Sendable, Hashable {
        case malformed
        /// Not HTTP/1.
        case version(String)
        case method(String)
        case tooManyHeaders
        case chunked
        /// The method has no body.
        case unexpectedBody(method: String)
        case bodyTooLarge
        /// It was asked without TLS.
        case withoutTLS
    }

    package var limits: Limits
    package var methods: Set<String>
    /// The answer to a request; `nil` hangs up instead.
    package var answer: @Sendable (ServerRequest) async -> ServerReply?
    /// The answer to what is refused; the request as far as it was read.
    package var refuse: @Sendable (Fault, ServerRequest?) -> ServerReply

    package init(
        limits: Limits = Limits(), methods: Set<String> = ["GET", "POST", "PUT", "DELETE"],
        answer: @escaping @Sendable (ServerRequest) async -> ServerReply?,
        refuse: @escaping @Sendable (Fault, ServerRequest?) -> ServerReply = { fault, _ in fault.reply }
    ) {
        self.limits = limits
        self.methods = methods
        self.answer = answer
        self.refuse = refuse
    }

    /// What is wrong with a request, by its head.
    func fault(in head: HTTPRequestHead) -> Fault? {
        let method = head.method.rawValue
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0, radix: 10) } ?? 0
        if head.version.major != 1 { return .version("\(head.version)") }
        if !methods.contains(method) { return .method(method) }
        if head.headers.count > limits.headerLines { return .tooManyHeaders }
        if !limits.takesChunks, head.headers.contains(name: "Transfer-Encoding") { return .chunked }
        if length > 0, head.method != .POST, head.method != .PUT { return .unexpectedBody(method: method) }
        return length > limits.bodyBytes ? .bodyTooLarge : nil
    }
}

extension HTTPService.Fault {
    /// The answer of a server without words of its own.
    package var reply: ServerReply {
        let (status, reason) =
            switch self {
            case .malformed: (400, "Bad Request")
            case .version: (505, "HTTP Version Not Supported")
            case .method: (405, "Method Not Allowed")
            case .tooManyHeaders: (431, "Request Header Fields Too Large")
            case .chunked: (411, "Length Required")
            case .unexpectedBody: (400, "Bad Request")
            case .bodyTooLarge: (413, "Content Too Large")
            case .withoutTLS: (400, "This port speaks HTTPS")
            }
        var reply = ServerReply(status: status, reason: reason, type: "text/plain", text: reason + "\n")
        reply.closes = true
        return reply
    }
}
