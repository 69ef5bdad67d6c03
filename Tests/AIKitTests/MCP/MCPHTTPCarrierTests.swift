import Counterparts
import JSON
import Synchronization
import Testing
import Text

@testable import AIKit

/// Streamable HTTP from the client's side, against a small server that answers as it is told.
@Suite(.timeLimit(.minutes(2)))
struct MCPHTTPCarrierTests {
    private static let json = ["Content-Type: application/json"]

    private static func body(of request: String) -> JSONValue {
        let text = request.split(separator: "\r\n\r\n", maxSplits: 1).last.map(String.init) ?? ""
        return (try? JSONValue(parsing: text)) ?? .null
    }

    private static func answer(_ result: JSONValue, to message: JSONValue) -> [UInt8] {
        RPCReply.result(result, to: message["id"] ?? .null).bytes
    }

    private static let greeting: JSONValue = [
        "protocolVersion": "2025-06-18", "capabilities": ["tools": [:]], "serverInfo": ["name": "s"],
    ]

    /// What a call of a greeted server comes to.
    private func call(
        answering answer: @escaping @Sendable (JSONValue) -> Loopback.Answer,
        look: (Loopback) -> Void = { _ in }
    ) async throws -> Result<ForeignAnswer, MCPFault> {
        let server = try Loopback { request in
            let message = Self.body(of: request)
            switch message["method"] {
            case "initialize":
                return Loopback.Answer(
                    headers: Self.json + ["Mcp-Session-Id: s-1"],
                    body: Self.answer(Self.greeting, to: message))
            case "tools/call": return answer(message)
            default: return Loopback.Answer(status: "202 Accepted", headers: [])
            }
        }
        defer { server.stop() }
        let carrier = MCPHTTPCarrier(url: "\(server.address)/mcp", token: Secret("a-token-of-length"))
        let client = MCPClient(carrier, version: "1")
        _ = try await client.greet()
        let outcome: Result<ForeignAnswer, MCPFault>
        do throws(MCPFault) {
            outcome = .success(try await client.call("a", [:]))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        look(server)
        return outcome
    }

    @Test func `an answer may be JSON; session, version and token go with each request`() async throws {
        let result: JSONValue = ["content": [["type": "text", "text": "done"]]]
        let outcome = try await call { message in
            Loopback.Answer(headers: Self.json, body: Self.answer(result, to: message))
        } look: { server in
            let called = server.requests.first { $0.contains("tools/call") } ?? ""
            for line in [
                "Mcp-Session-Id: s-1", "Mcp-Protocol-Version: 2025-06-18",
                "Authorization: Bearer a-token-of-length", "Accept: application/json, text/event-stream",
            ] { #expect(called.contains(line), "\(line)") }
            #expect(!(server.requests.first ?? "").contains("Mcp-Session-Id"))
            #expect(server.requests.last?.hasPrefix("DELETE") == true)
        }
        #expect(try outcome.get().text == "done")
    }

    @Test(arguments: [1, 7, 1 << 16])
    func `an answer may be a stream, cut anywhere`(_ chunk: Int) async throws {
        let result: JSONValue = ["content": [["type": "text", "text": "dönе"]]]
        let outcome = try await call { message in
            let other = RPCReply.result([:], to: 999).text
            let progress = RPCReply.notification("notifications/progress", [:]).text
            let own = String(decoding: Self.answer(result, to: message), as: UTF8.self)
            let text =
                [": wait", "data: \(progress)", "data: \(other)", "event: message\ndata: \(own)"]
                .joined(separator: "\n\n") + "\n\n"
            return Loopback.Answer(body: Array(text.utf8), chunk: chunk)
        }
        #expect(try outcome.get().text == "dönе")
    }

    /// What a server answers, and what becomes of it.
    @Test(arguments: [
        (
            "302 Found", "", "{}",
            "it cannot be reached: it leads elsewhere (302); name the address that it leads to"
        ),
        (
            "401 Unauthorized", "", "",
            "it cannot be reached: it wants a token, or another one (401); see its token in the configuration"
        ),
        ("404 Not Found", "", "", "it went away before it answered: it has forgotten this session"),
        ("500 Oh no", "text/html", "<html>", "it cannot be reached: it answers with 500 Oh no"),
        ("200 OK", "text/html", "<html>", "it does not speak MCP as it should: it answers with text/html"),
        ("200 OK", "application/json", "{", "it does not speak MCP as it should: its answer is no JSON"),
        (
            "200 OK", "application/json", #"{"jsonrpc":"2.0","id":77,"result":{}}"#,
            "it does not speak MCP as it should: its answer is to another question"
        ),
        (
            "200 OK", "text/event-stream", "data: {\n\n",
            "it does not speak MCP as it should: an event of its answer is no JSON"
        ),
        ("200 OK", "text/event-stream", ": nothing\n\n", "it went away before it answered: its stream ended"),
    ])
    func `whatever else it answers is told in a sentence`(
        _ status: String, _ kind: String, _ body: String, _ words: String
    ) async throws {
        let outcome = try await call { _ in
            Loopback.Answer(
                status: status, headers: kind.isEmpty ? [] : ["Content-Type: \(kind)"], body: Array(body.utf8)
            )
        }
        guard case .failure(let fault) = outcome else {
            Issue.record("it was taken for an answer")
            return
        }
        #expect(fault.description == words)
    }

    @Test func `an answer beyond the bound, and a flood of events, are given up`() async throws {
        let large = try await call { _ in
            Loopback.Answer(headers: Self.json, body: Array(repeating: 0x20, count: (4 << 20) + 1))
        }
        let flood = try await call { _ in
            Loopback.Answer(
                body: Array(
                    String(repeating: "data: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n", count: 3000).utf8))
        }
        for outcome in [large, flood] {
            #expect { _ = try outcome.get() } throws: { error in
                if case .flood? = error as? MCPFault { true } else { false }
            }
        }
    }

    @Test func `nobody there is told so, without the token`() async throws {
        let carrier = MCPHTTPCarrier(url: "http://127.0.0.1:9/mcp", token: Secret("a-token-of-length"))
        await #expect { _ = try await MCPClient(carrier, version: "1").greet() } throws: { error in
            guard case .unreached(let words)? = error as? MCPFault else { return false }
            return words.contains("127.0.0.1") && !words.contains("a-token-of-length")
        }
    }
}
