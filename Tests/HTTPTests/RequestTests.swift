import HTTP
import Testing

@testable import Counterparts

/// What a request is on the wire, and which ones are refused before.
@Suite(.timeLimit(.minutes(1)))
struct RequestTests {
    let client = HTTPClient()

    /// What a server receives for a request, `Host` left out.
    private func received(
        _ method: HTTPRequest.Method, _ path: String = "/", headers: [HTTPHeader] = [], body: [UInt8] = []
    ) async throws -> ReceivedRequest {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(method, server.origin + path, headers: headers, body: body))
        var request = try #require(server.log.requests.first)
        request.head.removeAll { $0.hasPrefix("Host: ") }
        return request
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "", ["GET / HTTP/1.1"]),
        (.delete, "", ["DELETE / HTTP/1.1"]),
        (.post, "", ["POST / HTTP/1.1", "Content-Length: 0"]),
        (.put, "", ["PUT / HTTP/1.1", "Content-Length: 0"]),
        (.post, "a=b", ["POST / HTTP/1.1", "Content-Length: 3"]),
        (.put, "a=b", ["PUT / HTTP/1.1", "Content-Length: 3"]),
        (.delete, "a=b", ["DELETE / HTTP/1.1", "Content-Length: 3"]),
        (.get, "a=b", ["GET / HTTP/1.1", "Content-Length: 3"]),
    ])
    func `a request has its method and body and nothing added`(
        method: HTTPRequest.Method, body: String, head: [String]
    ) async throws {
        let request = try await received(method, body: Array(body.utf8))
        #expect(request == ReceivedRequest(connection: 1, head: head, body: Array(body.utf8)))
    }

    @Test func `headers and path arrive as they were given`() async throws {
        let headers = [
            HTTPHeader("Authorization", "PVEAPIToken=jarvis@pve!t=s3cret"),
            HTTPHeader("Accept", "text/event-stream"),
            HTTPHeader("X-Empty", ""), HTTPHeader("X-Two", "1"), HTTPHeader("x-two", "\u{e4}\t; 2"),
        ]
        let request = try await received(.get, "/a/../b//c?x=%2F&y=1", headers: headers)
        #expect(
            request.head == [
                "GET /a/../b//c?x=%2F&y=1 HTTP/1.1", "Authorization: PVEAPIToken=jarvis@pve!t=s3cret",
                "Accept: text/event-stream", "X-Empty:", "X-Two: 1", "x-two: \u{e4}\t; 2",
            ])
    }

    @Test func `a body of 8 MiB goes up without asking first`() async throws {
        let body = pattern(count: 8 << 20)
        let request = try await received(.post, body: body)
        #expect(request.head == ["POST / HTTP/1.1", "Content-Length: \(body.count)"])
        #expect(request.body == body)
    }

    @Test(arguments: [
        HTTPHeader("X-A", "s3cret\r\nX-Injected: 1"), HTTPHeader("X-A", "s3cret\n"),
        HTTPHeader("X-A", "\u{0}s3cret"),
        HTTPHeader("X-A", "s3cret\u{7F}"), HTTPHeader("X-A: s3cret\r\nX-B", "1"), HTTPHeader("", "s3cret"),
        HTTPHeader("s3cret name", "1"), HTTPHeader("Content-Length", "1"),
        HTTPHeader("transfer-encoding", "chunked"),
    ])
    func `a header that would arrive as another is refused without telling its value`(
        header: HTTPHeader
    ) async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        let error = await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(.get, server.origin + "/", headers: [header]))
        }
        guard case .unusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("s3cret") == false)
        #expect(server.log == ScriptedServer.Log())
    }

    @Test(arguments: [
        "", "no-scheme.example/", "ftp://127.0.0.1/", "file:///etc/hostname", "http://",
        "http://127.0.0.1:99999/",
        "http://user:s3cret@127.0.0.1/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX-Injected: 1",
        "http://127.0.0.1/\u{e4}", "http://127.0.0.1/\u{0}",
    ])
    func `a URL that is none of ours is refused`(url: String) async {
        let error = await #expect(throws: HTTPError.self) { try await client.send(HTTPRequest(.get, url)) }
        guard case .unusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(arguments: ["", String(repeating: "x", count: 108), "/tmp/a\u{0}b"])
    func `a unix socket path that the system would cut is refused`(path: String) async {
        let error = await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(.get, "http://localhost/", unixSocket: path))
        }
        guard case .unusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
