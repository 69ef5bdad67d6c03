import Counterparts
import Glibc
import HTTP
import Testing

/// How connections are kept, reused, lost and given up.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
    let client = HTTPClient()

    @Test func `a second request travels on the first one's connection`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        for _ in 1...3 {
            let answer = try await client.send(HTTPRequest(.get, server.origin + "/"))
            #expect(answer.body == Array("ok".utf8))
        }
        #expect(server.log.requests.map(\.connection) == [1, 1, 1])
    }

    @Test func `a connection that the peer closes is not used again`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.answer("ok", headers: ["Connection: close"])
        }
        defer { server.stop() }
        for _ in 1...2 { _ = try await client.send(HTTPRequest(.get, server.origin + "/")) }
        #expect(server.log.requests.map(\.connection) == [1, 2])
    }

    @Test func `a connection that is too old is not used again`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        let request = HTTPRequest(.get, server.origin + "/", limits: HTTPLimits(age: .seconds(1)))
        while server.log.accepted < 2 {
            _ = try await client.send(request)
            // libcurl counts whole seconds; what is asked meanwhile goes over the young connection.
            try await Task.sleep(for: .milliseconds(100))
        }
        let connections = server.log.requests.map(\.connection)
        #expect(connections.first == 1 && connections.last == 2 && connections == connections.sorted())
    }

    /// Answers the first request of a connection and ends it without a word at the second.
    private static let dyingAtSecondRequest: @Sendable (Peer) -> Void = { peer in
        guard peer.readRequest() != nil else { return }
        peer.answer("ok")
        _ = peer.readRequest()
    }

    @Test func `a GET on a reused connection that died is sent once more`() async throws {
        let server = try ScriptedServer(script: Self.dyingAtSecondRequest)
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(.get, server.origin + "/a"))
        let answer = try await client.send(HTTPRequest(.get, server.origin + "/b"))
        #expect(answer.body == Array("ok".utf8))
        #expect(
            server.log.requests.map { "\($0.connection) \($0.head[0])" } == [
                "1 GET /a HTTP/1.1", "1 GET /b HTTP/1.1", "2 GET /b HTTP/1.1",
            ])
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .delete])
    func `nothing but a GET is ever sent twice`(method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer(script: Self.dyingAtSecondRequest)
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(.get, server.origin + "/a"))
        let error = await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(method, server.origin + "/b"))
        }
        guard case .broken(_, _, sent: true) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server.log.accepted == 1)
        #expect(server.log.requests.count == 2)
    }

    /// Answers the first request of a connection when told to, and ends it without a word at the second.
    private static let answeringTogether: @Sendable (Peer) -> Void = { peer in
        guard peer.readRequest() != nil else { return }
        peer.mark("here")
        peer.waitForMark("go")
        peer.answer("ok")
        _ = peer.readRequest()
    }

    @Test func `a POST is not moved to another kept connection either`() async throws {
        let server = try ScriptedServer(script: Self.answeringTogether)
        defer { server.stop() }
        try await keepTwoConnections(to: server)
        await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(.post, server.origin + "/b"))
        }
        #expect(server.log.requests.count == 3)
    }

    @Test func `a GET goes on past every kept connection that died`() async throws {
        let server = try ScriptedServer(script: Self.answeringTogether)
        defer { server.stop() }
        try await keepTwoConnections(to: server)
        let answer = try await client.send(HTTPRequest(.get, server.origin + "/b"))
        #expect(answer.body == Array("ok".utf8))
        #expect(server.log.requests.count == 5)
        #expect(server.log.accepted == 3)
    }

    /// Has two requests answered at once, by a script that waits for both.
    private func keepTwoConnections(to server: ScriptedServer) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 1...2 {
                group.addTask { [client] in _ = try await client.send(HTTPRequest(.get, server.origin + "/a"))
                }
            }
            await server.wait { $0.marks.count == 2 }
            server.note { $0.marks.append("go") }
            try await group.waitForAll()
        }
    }

    @Test func `fifty requests at once each get their own answer`() async throws {
        let server = try ScriptedServer { peer in
            while let request = peer.readRequest() { peer.answer(request.head[0]) }
        }
        defer { server.stop() }
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<50 {
                group.addTask { [client] in
                    let answer = try await client.send(HTTPRequest(.get, "\(server.origin)/\(number)"))
                    return (number, String(decoding: answer.body, as: UTF8.self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers == .init(uniqueKeysWithValues: (0..<50).map { ($0, "GET /\($0) HTTP/1.1") }))
    }

    @Test func `a unix socket is reached by its path and named by it in errors`() async throws {
        let path = temporaryPath()
        let server = try ScriptedServer(socketPath: path) { $0.answerAll() }
        defer { server.stop() }
        let answer = try await client.send(HTTPRequest(.get, "http://localhost/info", unixSocket: path))
        #expect(answer.body == Array("ok".utf8))
        #expect(server.log.requests.map(\.head) == [["GET /info HTTP/1.1", "Host: localhost"]])

        await #expect(throws: HTTPError.unreachable(host: "/nowhere/x", detail: "No such file or directory"))
        {
            try await client.send(HTTPRequest(.get, "http://localhost/", unixSocket: "/nowhere/x"))
        }
    }

    @Test func `a refused connection is told in the system's words`() async throws {
        let listener = try listen(backlog: 1)
        let port = localPort(of: listener)
        close(listener)
        await #expect(throws: HTTPError.unreachable(host: "127.0.0.1", detail: "Connection refused")) {
            try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/"))
        }
    }

    @Test func `a name that does not resolve is told as such`() async {
        // RFC 6761 §6.4: no resolver knows a name in .invalid.
        await #expect(throws: HTTPError.unresolved(host: "no-such-host.invalid")) {
            try await client.send(HTTPRequest(.get, "http://no-such-host.invalid/"))
        }
    }

    @Test func `children do not inherit connections`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(.get, server.origin + "/"))
        let flags = descriptorsConnected(to: server.origin).map { fcntl($0, F_GETFD) & FD_CLOEXEC }
        #expect(flags == [FD_CLOEXEC])
    }

    @Test func `a client that nobody refers to closes its connections`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        _ = try await HTTPClient().send(HTTPRequest(.get, server.origin + "/"))
        await server.wait { $0.ended == 1 }
    }

    @Test func `shutting down cancels what runs, closes what idles and refuses what comes`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest()?.head[0] == "GET /idle HTTP/1.1" else { return peer.waitForClose() }
            peer.answer("ok")
            peer.waitForClose()
        }
        defer { server.stop() }
        let hanging = Task { [client] in try await client.send(HTTPRequest(.post, server.origin + "/hang")) }
        await server.wait { $0.requests.count == 1 }
        _ = try await client.send(HTTPRequest(.get, server.origin + "/idle"))
        #expect(await client.shutdown())
        await #expect(throws: HTTPError.cancelled) { try await hanging.value }
        #expect(descriptorsConnected(to: server.origin) == [])
        await server.wait { $0.ended == 2 }
        await #expect(throws: HTTPError.cancelled) {
            try await client.send(HTTPRequest(.get, server.origin + "/"))
        }
        #expect(await client.shutdown())
    }

    /// This process's sockets whose other end is the server's port.
    private func descriptorsConnected(to origin: String) -> [Int32] {
        let port = UInt16(origin.split(separator: ":").last ?? "")
        return (3..<16_384).filter { descriptor in
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
            }
            return code == 0 && address.sin_family == AF_INET && UInt16(bigEndian: address.sin_port) == port
        }
    }
}
