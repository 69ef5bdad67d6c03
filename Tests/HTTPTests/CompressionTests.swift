import CZlib
import Counterparts
import HTTP
import Testing

/// Answers in gzip: asked for, unpacked, and never larger than the request allows.
@Suite(.timeLimit(.minutes(1)))
struct CompressionTests {
    let client = HTTPClient()

    /// A GET that takes gzip, answered with these bytes.
    private func get(
        packed bytes: [UInt8], limit: Int = 1 << 20, announced: Int? = nil
    ) async throws -> (answer: HTTPResponse, head: [String]) {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            let length = announced ?? bytes.count
            peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(length)\r\n\r\n")
            peer.send(bytes)
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.origin + "/", limits: HTTPLimits(bodyBytes: limit))
        request.acceptsCompression = true
        let answer = try await client.send(request)
        return (answer, server.log.requests.first?.head ?? [])
    }

    @Test func `gzip is asked for when it is taken, and unpacked`() async throws {
        let text = Array(String(repeating: "{\"vmid\":101},", count: 1000).utf8)
        let (answer, head) = try await get(packed: try gzip(text))
        #expect(answer.body == text)
        #expect(head.contains("Accept-Encoding: gzip"))
    }

    @Test func `nothing is asked for by a request that does not take it`() async throws {
        let server = try ScriptedServer { $0.answerAll() }
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(.get, server.origin + "/"))
        #expect(server.log.requests[0].head.allSatisfy { !$0.hasPrefix("Accept-Encoding") })
    }

    @Test func `a body that unpacks to more than is allowed ends there`() async throws {
        let bomb = try gzip([UInt8](repeating: 0, count: 32 << 20))
        #expect(bomb.count < 64 << 10)
        await #expect(throws: HTTPError.tooLarge(host: "127.0.0.1", limit: 1 << 20)) {
            _ = try await get(packed: bomb)
        }
    }

    @Test(arguments: [false, true])
    func `a body that is not gzip, or shorter than announced, is a broken answer`(isShort: Bool) async throws
    {
        let packed = try gzip(Array("{\"data\":[1,2,3]}".utf8))
        let error = await #expect(throws: HTTPError.self) {
            _ =
                isShort
                ? try await get(packed: Array(packed.dropLast(9)), announced: packed.count)
                : try await get(packed: Array("{\"data\":[]}".utf8))
        }
        guard case .broken(_, _, sent: true) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a body announced as too large is refused before a byte of it is read`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
            peer.waitForClose()
        }
        defer { server.stop() }
        await #expect(throws: HTTPError.tooLarge(host: "127.0.0.1", limit: 1024)) {
            _ = try await client.send(
                HTTPRequest(.get, server.origin + "/", limits: HTTPLimits(bodyBytes: 1024)))
        }
    }

    /// One member of gzip: RFC 1952.
    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        try #require(czlib_begin_gzip(&stream) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        try #require(status == Z_STREAM_END)
        return Array(output.prefix(Int(stream.total_out)))
    }
}
