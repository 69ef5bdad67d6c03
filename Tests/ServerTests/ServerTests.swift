import HTTP
import NIOCore
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(2)))
struct ServerTests {
    /// Listens with a service, asks, and closes again.
    private func ask<Result>(
        _ service: HTTPService, welcome: Listener.Door.Welcome = .open(nil),
        _ body: (HTTPClient, String) async throws -> Result
    ) async throws -> Result {
        let listener = try await Listener.open([Listener.Door(service: service) { welcome }])
        let client = HTTPClient()
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(client, "127.0.0.1:\(try #require(listener.ports.first))"))
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        await listener.close()
        return try result.get()
    }

    private static func text(_ response: HTTPResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    private static let echo = HTTPService { request in
        ServerReply(
            type: "text/plain",
            text: "\(request.method) \(request.path) \(request["x-word"] ?? "") "
                + String(decoding: request.body, as: UTF8.self))
    }

    @Test func `a closure answers requests, one after the other on a connection`() async throws {
        let texts = try await ask(Self.echo) { client, place in
            var request = HTTPRequest(.post, "http://\(place)/a/b?c", headers: [HTTPHeader("X-Word", "w")])
            request.body = Array("body".utf8)
            let first = try await client.send(request)
            let second = try await client.send(HTTPRequest(.get, "http://\(place)/"))
            return [Self.text(first), Self.text(second), first.head["content-type"]]
        }
        #expect(texts == ["POST /a/b w body", "GET /  ", "text/plain"])
    }

    @Test func `with an identity the port speaks TLS, and says so to whoever does not`() async throws {
        let identity = try TLSIdentity(subject: [("CN", "localhost")], names: "IP:127.0.0.1")
        let fingerprint = try #require(CertificateFingerprint(identity.fingerprint))
        let again = try #require(try TLSIdentity(pem: identity.key + identity.certificate))
        #expect(again.fingerprint == identity.fingerprint)
        let statuses = try await ask(Self.echo, welcome: .open(identity)) { client, place in
            let sealed = HTTPRequest(.get, "https://\(place)/", trust: .pinned(fingerprint))
            return try await [
                client.send(sealed).head.status,
                client.send(HTTPRequest(.get, "http://\(place)/")).head.status,
            ]
        }
        #expect(statuses == [200, 400])
    }

    @Test func `what HTTP itself refuses never reaches the closure`() async throws {
        var service = HTTPService { _ in ServerReply(type: "text/plain", text: "reached") }
        service.limits.bodyBytes = 3
        service.limits.headerLines = 6
        let statuses = try await ask(service) { client, place in
            var long = HTTPRequest(.put, "http://\(place)/")
            long.body = Array("long".utf8)
            let many = (0..<9).map { HTTPHeader("X-\($0)", "v") }
            return try await [
                client.send(long).head.status,
                client.send(HTTPRequest(.get, "http://\(place)/", headers: many)).head.status,
                client.send(HTTPRequest(.get, "http://\(place)/")).head.status,
            ]
        }
        #expect(statuses == [413, 431, 200])
    }

    @Test(arguments: [nil, 300_005])
    func `an answer comes in pieces, each after the other`(length: Int?) async throws {
        let service = HTTPService { _ in
            var reply = ServerReply(type: "text/plain", text: "begin")
            reply.length = length
            reply.piece = {
                $0 < 3 ? ByteBuffer(repeating: UInt8(ascii: "0") + UInt8($0), count: 100_000) : nil
            }
            return reply
        }
        let (text, announced) = try await ask(service) { client, place in
            let response = try await client.send(HTTPRequest(.get, "http://\(place)/"))
            return (Self.text(response), response.head["content-length"])
        }
        let pieces = ["0", "1", "2"].map { String(repeating: $0, count: 100_000) }
        #expect(text == "begin" + pieces.joined())
        #expect(announced == length.map(String.init))
    }

    @Test func `an answer is compressed for whom it is worth it`() async throws {
        let page = String(repeating: "page ", count: 1_000)
        let service = HTTPService { request in
            var reply = ServerReply(type: "text/plain", text: request.path == "/short" ? "short" : page)
            reply.isCompressible = request.path != "/plain"
            return reply
        }
        let encodings = try await ask(service) { client, place in
            var encodings: [String?] = []
            for path in ["long", "short", "plain"] {
                var request = HTTPRequest(.get, "http://\(place)/\(path)")
                request.acceptsCompression = true
                let response = try await client.send(request)
                #expect(Self.text(response) == (path == "short" ? "short" : page))
                encodings.append(response.head["content-encoding"])
            }
            return encodings
        }
        #expect(encodings == ["gzip", nil, nil])
    }

    @Test func `a door that is closed or mute answers nobody, and no answer hangs up`() async throws {
        let silent = HTTPService { _ in nil }
        for (service, welcome) in [
            (Self.echo, Listener.Door.Welcome.closed), (Self.echo, .mute), (silent, .open(nil)),
        ] {
            await #expect(throws: HTTPError.self) {
                try await ask(service, welcome: welcome) { client, place in
                    let limits = HTTPLimits(
                        connect: .seconds(5), total: .milliseconds(500), idle: .seconds(5))
                    _ = try await client.send(HTTPRequest(.get, "http://\(place)/", limits: limits))
                }
            }
        }
    }

    @Test func `a port that is taken is named`() async throws {
        let first = try await Listener.open([Listener.Door(service: Self.echo)])
        let port = try #require(first.ports.first)
        await #expect {
            try await Listener.open([Listener.Door(port: port, service: Self.echo)])
        } throws: { error in
            if case ServerError.port(number: port, _) = error { true } else { false }
        }
        await first.close()
    }

    @Test func `the key of a WebSocket is answered as RFC 6455 says`() {
        #expect(HTTPConversation.proof(of: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }
}
