import Glibc
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

    struct Failure: Error {
        var code: Int32
    }

    package let port: UInt16
    private let listener: Int32
    private let answer: @Sendable (String) -> Answer?
    private let asked = Mutex<[String]>([])

    package var address: String { "http://127.0.0.1:\(port)" }

    /// The requests so far, head and body.
    package var requests: [String] { asked.withLock { $0 } }

    /// Gives prepared answers in their order, then none.
    package convenience init(_ answers: [Answer]) throws {
        let rest = Mutex(answers)
        try self.init { _ in rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    /// Answers each request, head and body, as it says; without an answer the connection is closed.
    package init(answer: @escaping @Sendable (String) -> Answer?) throws {
        self.answer = answer
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, raw, &length) == 0
            }
        }
        guard bound else { throw Failure(code: errno) }
        port = UInt16(bigEndian: address.sin_port)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Loopback>.fromOpaque(context).takeRetainedValue().serve() }
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        guard started == 0 else { throw Failure(code: started) }
        pthread_detach(thread)
    }

    /// Ends the server's thread.
    package func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve() {
        while case let connection = accept(listener, nil, nil), connection >= 0 {
            let request = Loopback.read(connection)
            asked.withLock { $0.append(request) }
            if let answer = answer(request) { Loopback.send(answer, to: connection) }
            close(connection)
        }
        close(listener)
    }

    /// Reads a request with a `Content-Length`.
    private static func read(_ connection: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            bytes += buffer[..<count]
        }
    }

    private static func send(_ answer: Answer, to connection: Int32) {
        let head = ["HTTP/1.1 \(answer.status)"] + answer.headers + ["Connection: close", "", ""]
        write(Array(head.joined(separator: "\r\n").utf8)[...], to: connection)
        var rest = answer.body[...]
        while !rest.isEmpty {
            write(rest.prefix(answer.chunk), to: connection)
            rest = rest.dropFirst(answer.chunk)
        }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to connection: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
