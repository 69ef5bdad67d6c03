import COpenSSL
import Glibc

/// A server's end of one connection, plain or in TLS, on the thread of its script.
package final class Peer {
    /// From 1, in the order of acceptance.
    package let number: Int
    private let descriptor: Int32
    package let server: ScriptedServer
    private let tls: OpaquePointer?
    private var unread: [UInt8] = []

    /// `nil` when the TLS handshake fails.
    init?(_ descriptor: Int32, _ number: Int, _ identity: ServerIdentity?, _ server: ScriptedServer) {
        self.descriptor = descriptor
        self.number = number
        self.server = server
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard let identity else {
            tls = nil
            return
        }
        tls = SSL_new(identity.context)
        SSL_set_fd(tls, descriptor)
        let isGood = SSL_accept(tls) == 1
        server.note { $0.handshakes += 1 }
        guard isGood else { return nil }
    }

    deinit {
        SSL_free(tls)
    }

    // MARK: Reading

    /// The next whole request, `nil` when the client has closed.
    package func readRequest() -> ReceivedRequest? {
        var end = unread.firstRange(of: Array("\r\n\r\n".utf8))
        while end == nil {
            guard readMore() else { return nil }
            end = unread.firstRange(of: Array("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
            .split(separator: "\r\n").map(String.init)
        let length = head.compactMap { line in
            line.hasPrefix("Content-Length: ") ? Int(line.dropFirst("Content-Length: ".count)) : nil
        }.first
        while unread.count < end.upperBound + (length ?? 0) {
            guard readMore() else { return nil }
        }
        let body = Array(unread[end.upperBound..<(end.upperBound + (length ?? 0))])
        unread.removeFirst(end.upperBound + body.count)
        let request = ReceivedRequest(connection: number, head: head, body: body)
        server.note { $0.requests.append(request) }
        return request
    }

    /// Reads once; false at the end.
    package func readMore(atMost count: Int = 64 << 10) -> Bool {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = tls == nil ? read(descriptor, &buffer, count) : Int(SSL_read(tls, &buffer, Int32(count)))
        guard got > 0 else { return false }
        unread += buffer[..<got]
        server.note { $0.bytesReceived += got }
        return true
    }

    /// Reads and forgets until the client closes.
    package func waitForClose() {
        while readMore() { unread = [] }
    }

    // MARK: Writing

    @discardableResult
    package func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    /// Sends everything; false when the client has closed.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { rest in
                tls == nil
                    ? Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    : Int(SSL_write(tls, rest.baseAddress, Int32(rest.count)))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Sends as much as the client and the kernel take until nothing more goes for `milliseconds`.
    package func sendUntilStalled(_ bytes: [UInt8], milliseconds: Int32) -> Int {
        var rest = bytes[...]
        while !rest.isEmpty {
            var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&room, 1, milliseconds) == 1 else { break }
            let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
            guard sent > 0 || errno == EAGAIN else { break }
            rest = rest.dropFirst(max(0, sent))
        }
        return bytes.count - rest.count
    }

    /// Answers with a body of known length.
    @discardableResult
    package func answer(_ body: String, status: String = "200 OK", headers: [String] = []) -> Bool {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        return send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Answers every request of the connection with `ok`.
    package func answerAll() {
        while readRequest() != nil { answer("ok") }
    }

    // MARK: Ending

    /// Makes the end of this connection a reset.
    package func resetAtEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Sets a mark that a test waits for.
    package func mark(_ text: String) {
        server.note { $0.marks.append(text) }
    }

    /// Blocks until a test has set a mark.
    package func waitForMark(_ text: String) {
        while !server.log.marks.contains(text) { usleep(1000) }
    }
}
