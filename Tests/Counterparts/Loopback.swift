import Synchronization

/// A small HTTP server on 127.0.0.1 that answers once a connection, and keeps what it was asked.
package final class Loopback: Sendable {
    /// One answer.
    package struct Answer: Sendable {
        package var status: String
        package var headers: [String]
        package var body: [UInt8]
        /// The body goes out in pieces of this many bytes; the connection ends it.
        package var chunk: Int

        package init(
            status: String = "200 OK", headers: [String] = ["Content-Type: text/event-stream"],
            body: [UInt8] = [], chunk: Int = 1 << 16
        ) {
            self.status = status
            self.headers = headers
            self.body = body
            self.chunk = chunk
        }
    }

    private let server: ScriptedServer

    package var port: Int { server.port }
    package var address: String { server.origin }

    /// The requests so far, head and body.
    package var requests: [String] { server.log.requests.map(\.text) }

    /// Gives prepared answers in their order, then none.
    package convenience init(_ answers: [Answer]) throws {
        let rest = Mutex(answers)
        try self.init { _ in rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    /// Answers each request, head and body, as it says; without an answer the connection is closed.
    package init(answer: @escaping @Sendable (String) -> Answer?) throws {
        server = try ScriptedServer { peer in
            guard let request = peer.readRequest(), let answer = answer(request.text) else { return }
            let head = ["HTTP/1.1 \(answer.status)"] + answer.headers + ["Connection: close", "", ""]
            peer.send(head.joined(separator: "\r\n"))
            var rest = answer.body[...]
            while !rest.isEmpty, peer.send(Array(rest.prefix(answer.chunk))) {
                rest = rest.dropFirst(answer.chunk)
            }
        }
    }

    /// Ends the server's thread.
    package func stop() {
        server.stop()
    }
}
