import Counterparts
import Glibc
import HTTP
import Testing

/// Nothing waits for ever: which limit ends which kind of hanging.
@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
    let client = HTTPClient()

    @Test func `a peer that takes no connection ends the connect limit`() async throws {
        let listener = try listen(backlog: 0)
        // Fill the queue of connections that nobody accepts: the next one's SYN is dropped.
        let fillers = (0..<4).map { _ in connectWithoutWaiting(to: localPort(of: listener)) }
        defer { for descriptor in fillers + [listener] { close(descriptor) } }
        let limits = HTTPLimits(connect: .milliseconds(300))
        await #expect(throws: HTTPError.timedOut(host: "127.0.0.1", phase: "connect", after: limits.connect))
        {
            try await client.send(
                HTTPRequest(.get, "http://127.0.0.1:\(localPort(of: listener))/", limits: limits))
        }
    }

    @Test func `a peer that is silent in the handshake ends the connect limit`() async throws {
        let server = try ScriptedServer { $0.waitForClose() }
        defer { server.stop() }
        let url = server.origin.replacing("http:", with: "https:") + "/"
        let limits = HTTPLimits(connect: .milliseconds(300))
        await #expect(throws: HTTPError.timedOut(host: "127.0.0.1", phase: "connect", after: limits.connect))
        {
            try await client.send(HTTPRequest(.get, url, limits: limits))
        }
        await server.wait { $0.ended == 1 }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
    ])
    func `a peer that falls silent in its answer ends the idle limit`(answer: String) async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send(answer)
            peer.waitForClose()
        }
        defer { server.stop() }
        let limits = HTTPLimits(idle: .milliseconds(200))
        await #expect(throws: HTTPError.timedOut(host: "127.0.0.1", phase: "idle", after: limits.idle)) {
            try await client.send(HTTPRequest(.get, server.origin + "/", limits: limits))
        }
        await server.wait { $0.ended == 1 }
    }

    @Test func `an answer in drops ends the total limit`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while peer.send("x") { usleep(10_000) }
        }
        defer { server.stop() }
        let limits = HTTPLimits(total: .milliseconds(400), idle: .seconds(20))
        await #expect(
            throws: HTTPError.timedOut(host: "127.0.0.1", phase: "total", after: .milliseconds(400))
        ) {
            try await client.send(HTTPRequest(.get, server.origin + "/", limits: limits))
        }
        await server.wait { $0.ended == 1 }
    }

    @Test func `an upload that moves is not idle`() async throws {
        let body = pattern(count: 4 << 20)
        // More than a second in all, each pause far below the limit, and hardly any buffer in between.
        let server = try ScriptedServer(socketPath: temporaryPath()) { peer in
            while peer.server.log.bytesReceived < body.count {
                guard peer.readMore(atMost: 256 << 10) else { return }
                usleep(25_000)
            }
            peer.answer("ok")
        }
        defer { server.stop() }
        let limits = HTTPLimits(idle: .seconds(1))
        let answer = try await client.send(
            HTTPRequest(
                .post, server.origin + "/", body: body, limits: limits, unixSocket: server.socketPath))
        #expect(answer.body == Array("ok".utf8))
    }

    @Test func `a stream without a total limit is bounded by its idle limit`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\n\r\nhello")
            peer.waitForClose()
        }
        defer { server.stop() }
        let limits = HTTPLimits(total: nil, idle: .milliseconds(500))
        let stream = try await client.open(HTTPRequest(.get, server.origin + "/", limits: limits))
        var received: [UInt8] = []
        await #expect(throws: HTTPError.timedOut(host: "127.0.0.1", phase: "idle", after: limits.idle)) {
            for try await chunk in stream.body { received += chunk }
        }
        #expect(received == Array("hello".utf8))
    }

    private func connectWithoutWaiting(to port: UInt16) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) {
            _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return descriptor
    }
}
