import Counterparts
import HTTP
import Testing

/// What the client makes of the bytes of an answer.
@Suite(.timeLimit(.minutes(1)))
struct AnswerTests {
    let client = HTTPClient()

    /// Sends a GET to a server that answers with these bytes and then closes.
    private func get(_ bytes: String, limits: HTTPLimits = HTTPLimits()) async throws -> HTTPResponse {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send(bytes)
        }
        defer { server.stop() }
        return try await client.send(HTTPRequest(.get, server.origin + "/", limits: limits))
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK", 200, "OK"),
        ("HTTP/1.1 500 QEMU guest agent is not running", 500, "QEMU guest agent is not running"),
        ("HTTP/1.1 595 No route to host", 595, "No route to host"),
        ("HTTP/1.1 401 ", 401, ""),
        ("HTTP/1.1 204", 204, ""),
        ("HTTP/1.0 400 Parameter verification failed.", 400, "Parameter verification failed."),
        ("HTTP/1.1 500 gel\u{f6}scht: 100 % \u{2713}", 500, "gel\u{f6}scht: 100 % \u{2713}"),
    ])
    func `status and reason phrase are those of the status line`(
        line: String, status: Int, reason: String
    ) async throws {
        let answer = try await get(line + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        #expect(answer.head.status == status)
        #expect(answer.head.reason == reason)
        #expect(answer.body == [])
    }

    @Test func `headers keep their order, their repetition and their continuation`() async throws {
        let answer = try await get(
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie:  b=2 \r\nX-Long: one\r\n  two\r\nEmpty:\r\n"
                + "Content-Length: 0\r\n\r\n")
        #expect(
            answer.head.headers == [
                HTTPHeader("Set-Cookie", "a=1"), HTTPHeader("set-cookie", "b=2"),
                HTTPHeader("X-Long", "one two"),
                HTTPHeader("Empty", ""), HTTPHeader("Content-Length", "0"),
            ])
        #expect(answer.head["SET-COOKIE"] == "a=1")
    }

    @Test func `interim answers are skipped`() async throws {
        let answer = try await get(
            "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 403 Permission check failed\r\nContent-Length: 2\r\n\r\nno")
        #expect(answer.head.status == 403)
        #expect(answer.head.reason == "Permission check failed")
        #expect(answer.head.headers == [HTTPHeader("Content-Length", "2")])
    }

    @Test func `a redirect is an answer`() async throws {
        let answer = try await get(
            "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        #expect(answer.head.status == 301)
        #expect(answer.head["location"] == "http://127.0.0.1:1/")
    }

    @Test func `a chunked body is put together and its trailer left out`() async throws {
        let answer = try await get(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n \r\n5\r\nworld\r\n0\r\n"
                + "X-Trailer: 1\r\n\r\n")
        #expect(answer.body == Array("hello world".utf8))
        #expect(answer.head.headers == [HTTPHeader("Transfer-Encoding", "chunked")])
    }

    @Test func `a body without a length ends with the connection`() async throws {
        let answer = try await get("HTTP/1.1 200 OK\r\n\r\nhello")
        #expect(answer.body == Array("hello".utf8))
    }

    @Test(arguments: [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "220 mail.example.org ESMTP\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "X-Filler: 0123456789abcdef\r\n", count: 20_000),
    ])
    func `an answer cut short or not in HTTP is broken and was sent`(bytes: String) async throws {
        let error = await #expect(throws: HTTPError.self) { try await get(bytes) }
        guard case .broken("127.0.0.1", _, sent: true) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a header of ten megabytes is told as one`() async throws {
        let bytes = "HTTP/1.1 200 OK\r\nX-Filler: \(String(repeating: "x", count: 10 << 20))\r\n\r\n"
        let error = await #expect(throws: HTTPError.self) { try await get(bytes) }
        #expect(error?.description.contains("a header is longer than 100 KiB") == true)
    }

    @Test(arguments: ["Content-Length: 1000", "Transfer-Encoding: chunked"])
    func `one byte more than the limit fails, the limit itself does not`(framing: String) async throws {
        let body = String(repeating: "x", count: 1000)
        let isChunked = framing.hasPrefix("Transfer")
        let bytes =
            "HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n" + (isChunked ? "3e8\r\n\(body)\r\n0\r\n\r\n" : body)
        let answer = try await get(bytes, limits: HTTPLimits(bodyBytes: 1000))
        #expect(answer.body.count == 1000)
        await #expect(throws: HTTPError.tooLarge(host: "127.0.0.1", limit: 999)) {
            try await get(bytes, limits: HTTPLimits(bodyBytes: 999))
        }
    }

    @Test func `a body of 32 MiB arrives whole`() async throws {
        let body = pattern(count: 32 << 20)
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
            peer.send(body)
        }
        defer { server.stop() }
        let answer = try await client.send(HTTPRequest(.get, server.origin + "/"))
        #expect(answer.body == body)
    }
}
