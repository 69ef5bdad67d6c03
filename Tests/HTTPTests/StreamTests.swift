import Counterparts
import HTTP
import Testing

/// Bodies that are read while they arrive, and requests that are given up.
@Suite(.timeLimit(.minutes(1)))
struct StreamTests {
    let client = HTTPClient()
    /// Limits that end nothing while a test runs.
    let patience = HTTPLimits(connect: .seconds(300), total: nil, idle: .seconds(300))

    /// Answers the first request with a head, and more only at the mark `go`; then waits for the client.
    private static let sendingHead: @Sendable (Peer) -> Void = { peer in
        guard peer.readRequest() != nil else { return }
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n")
        peer.waitForClose()
    }

    @Test func `the head is here before the body, and each piece before the next`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send(
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nTransfer-Encoding: chunked\r\n\r\n")
            peer.waitForMark("1")
            peer.send("3\r\none\r\n")
            peer.waitForMark("2")
            peer.send("3\r\ntwo\r\n0\r\n\r\n")
        }
        defer { server.stop() }
        let stream = try await client.open(HTTPRequest(.get, server.origin + "/"))
        #expect(stream.head.status == 429)
        #expect(stream.head["retry-after"] == "7")
        var chunks = stream.body.makeAsyncIterator()
        server.note { $0.marks.append("1") }
        #expect(try await chunks.next() == Array("one".utf8))
        server.note { $0.marks.append("2") }
        #expect(try await chunks.next() == Array("two".utf8))
        #expect(try await chunks.next() == nil)
        #expect(try await chunks.next() == nil)
    }

    @Test func `a peer faster than its reader is held back and not timed out`() async throws {
        let body = pattern(count: 16 << 20)
        // A unix socket, since its buffers are small.
        let server = try ScriptedServer(socketPath: temporaryPath()) { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
            let sent = peer.sendUntilStalled(body, milliseconds: 1000)
            peer.mark("\(sent)")
            peer.send(Array(body[sent...]))
        }
        defer { server.stop() }
        let limits = HTTPLimits(idle: .milliseconds(500), bodyBytes: 1)
        let stream = try await client.open(
            HTTPRequest(.get, "http://localhost/", limits: limits, unixSocket: server.socketPath))
        await server.wait { !$0.marks.isEmpty }
        let sent = try #require(server.log.marks.first.flatMap { Int($0) })
        #expect(sent < 2 << 20)
        var received: [UInt8] = []
        for try await chunk in stream.body { received += chunk }
        #expect(received == body)
    }

    @Test func `a stream that is cut ends with an error after its last bytes`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
        }
        defer { server.stop() }
        let stream = try await client.open(HTTPRequest(.get, server.origin + "/"))
        var received: [UInt8] = []
        let error = await #expect(throws: HTTPError.self) {
            for try await chunk in stream.body { received += chunk }
        }
        #expect(received == Array("hello".utf8))
        guard case .broken("127.0.0.1", _, sent: true) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `dropping a stream closes its connection`() async throws {
        let server = try ScriptedServer(script: Self.sendingHead)
        defer { server.stop() }
        do {
            let stream = try await client.open(HTTPRequest(.get, server.origin + "/", limits: patience))
            #expect(stream.head.status == 200)
        }
        await server.wait { $0.ended == 1 }
    }

    @Test func `a stream outlives the last reference to its client`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\n\r\n")
            peer.waitForMark("go")
            peer.send("hello")
        }
        defer { server.stop() }
        let stream = try await HTTPClient().open(HTTPRequest(.get, server.origin + "/"))
        server.note { $0.marks.append("go") }
        var received: [UInt8] = []
        for try await chunk in stream.body { received += chunk }
        #expect(received == Array("hello".utf8))
    }

    @Test func `cancelling the reader of a stream closes its connection`() async throws {
        let server = try ScriptedServer(script: Self.sendingHead)
        defer { server.stop() }
        let stream = try await client.open(HTTPRequest(.get, server.origin + "/", limits: patience))
        let reader = Task {
            for try await _ in stream.body { server.note { $0.marks.append("read") } }
        }
        await server.wait { $0.marks == ["read"] }
        reader.cancel()
        await server.wait { $0.ended == 1 }
        _ = await reader.result
    }

    @Test func `cancelling a request that waits for its answer closes its connection`() async throws {
        let server = try ScriptedServer { peer in
            _ = peer.readRequest()
            peer.waitForClose()
        }
        defer { server.stop() }
        let request = HTTPRequest(.post, server.origin + "/", limits: patience)
        let sending = Task { [client] in try await client.send(request) }
        let opening = Task { [client] in try await client.open(request) }
        await server.wait { $0.requests.count == 2 }
        sending.cancel()
        opening.cancel()
        await #expect(throws: HTTPError.cancelled) { try await sending.value }
        await #expect(throws: HTTPError.cancelled) { try await opening.value }
        await server.wait { $0.ended == 2 }
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        let sending = Task { [client] in
            withUnsafeCurrentTask { $0?.cancel() }
            for _ in 1...200 {
                await #expect(throws: HTTPError.cancelled) {
                    try await client.send(HTTPRequest(.post, server.origin + "/cancelled"))
                }
            }
        }
        await sending.value
        _ = try await client.send(HTTPRequest(.get, server.origin + "/"))
        #expect(server.log.accepted == 1)
        #expect(server.log.requests.map(\.head[0]) == ["GET / HTTP/1.1"])
    }

    @Test func `cancelling one request leaves the others alone`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.waitForMark("go")
            peer.answer("ok")
        }
        defer { server.stop() }
        let tasks = (0..<8).map { _ in
            Task { [client] in try await client.send(HTTPRequest(.get, server.origin + "/")).body }
        }
        await server.wait { $0.requests.count == 8 }
        tasks[0].cancel()
        await #expect(throws: HTTPError.cancelled) { try await tasks[0].value }
        server.note { $0.marks.append("go") }
        for task in tasks.dropFirst() { #expect(try await task.value == Array("ok".utf8)) }
    }
}
