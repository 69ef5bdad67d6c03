import Counterparts
import JSON
import Synchronization
import Testing

@testable import AIKit

/// A client and what servers do to it: our own server over lines, and ones that lie, flood, hang and forget.
@Suite(.timeLimit(.minutes(2)))
struct MCPClientTests {
    /// Longer than a busy machine takes for anything here.
    private static let patient = {
        var limits = MCPClient.Limits()
        (limits.greeting, limits.list, limits.call) = (.seconds(60), .seconds(60), .seconds(60))
        return limits
    }()

    /// A client whose lines go to a function that says what comes back.
    private func client(
        limits: MCPClient.Limits = Self.patient,
        answering answer: @escaping @Sendable (JSONValue) -> [String]
    ) -> MCPClient {
        let holder = Mutex<MCPLineCarrier?>(nil)
        let carrier = MCPLineCarrier(
            write: { line in
                let carrier = holder.withLock { $0 }
                guard let message = try? JSONValue(parsing: line) else { return }
                for reply in answer(message) { carrier?.receive(reply) }
            }, letGo: { holder.withLock { $0 = nil } })
        holder.withLock { $0 = carrier }
        return MCPClient(carrier, version: "1", limits: limits)
    }

    private static func result(_ message: JSONValue, _ result: JSONValue) -> String {
        RPCReply.result(result, to: message["id"] ?? .null).text
    }

    private static let greeting: JSONValue = [
        "protocolVersion": "2025-11-25", "capabilities": ["tools": [:]],
        "serverInfo": ["name": "notes\u{1B}[2J", "version": "3"],
    ]

    private static func tool(_ name: String, _ description: String = "Does it.") -> JSONValue {
        [
            "name": .string(name), "description": .string(description),
            "inputSchema": ["type": "object", "properties": ["text": ["type": "string"]]],
        ]
    }

    /// Greets properly and answers everything else as told.
    private func greeted(
        limits: MCPClient.Limits = Self.patient,
        _ answer: @escaping @Sendable (JSONValue) -> [String]
    ) async throws -> MCPClient {
        let client = client(limits: limits) { message in
            switch message["method"] {
            case "initialize": [Self.result(message, Self.greeting)]
            case "notifications/initialized": []
            default: answer(message)
            }
        }
        _ = try await client.greet()
        return client
    }

    @Test func `a greeting tells who serves, made visible`() async throws {
        let client = client { [Self.result($0, Self.greeting)] }
        let greeting = try await client.greet()
        #expect(greeting.name == "notes␛‹[›2J" && greeting.version == "3" && greeting.spoken == "2025-11-25")
    }

    @Test func `a server without handshakes is spoken to in the language of the day`() async throws {
        let sent = Collected<JSONValue>()
        let client = client { message in
            sent.add(message)
            switch message["method"] {
            case "initialize":
                let error = RPCError(
                    .unsupportedVersion, "No.",
                    data: ["supported": ["2026-07-28"], "requested": "2025-11-25"])
                return [RPCReply.error(error, to: message["id"] ?? .null).text]
            case "server/discover":
                let found: JSONValue = ["supportedVersions": ["2026-07-28"], "capabilities": ["tools": [:]]]
                return [Self.result(message, found)]
            default: return [Self.result(message, ["tools": [Self.tool("a")], "resultType": "complete"])]
            }
        }
        #expect(try await client.greet().spoken == "2026-07-28")
        #expect(try await client.tools(of: "s").tools.map(\.name) == ["a"])
        let meta = sent.all.last?["params"]?["_meta"]
        #expect(meta?["io.modelcontextprotocol/protocolVersion"] == "2026-07-28")
        #expect(meta?["io.modelcontextprotocol/clientCapabilities"] == [:])
    }

    @Test func `a version that nobody knows is none`() async throws {
        let client = client { [Self.result($0, ["protocolVersion": "1999-01-01", "capabilities": [:]])] }
        await #expect(throws: MCPFault.nonsense("it speaks the version 1999-01-01, which Jarvis does not")) {
            _ = try await client.greet()
        }
    }

    @Test func `pages of a list are read to their end`() async throws {
        let client = try await greeted { message in
            let cursor = message["params"]?["cursor"]?.string
            let page: JSONValue =
                cursor == nil
                ? ["tools": [Self.tool("a")], "nextCursor": "2"] : ["tools": [Self.tool("b")]]
            return [Self.result(message, page)]
        }
        #expect(try await client.tools(of: "s").tools.map(\.definition.name.rawValue) == ["s__a", "s__b"])
    }

    @Test func `pages that lead in a circle, and ones without an end, are not followed`() async throws {
        let circle = try await greeted { [Self.result($0, ["tools": [], "nextCursor": "1"])] }
        await #expect(throws: MCPFault.nonsense("the pages of its list lead nowhere")) {
            _ = try await circle.tools(of: "s")
        }
        let count = Mutex(0)
        let endless = try await greeted { message in
            let number = count.withLock { count in
                count += 1
                return count
            }
            let next = JSONValue.string("\(number)")
            return [Self.result(message, ["tools": [Self.tool("t\(number)")], "nextCursor": next])]
        }
        let list = try await endless.tools(of: "s")
        #expect(list.tools.count == 16 && list.remark == "left out: what its list has beyond 16 pages")
    }

    @Test func `of five thousand tools the first 128 are taken`() async throws {
        let client = try await greeted { message in
            [Self.result(message, ["tools": .array((1...5000).map { Self.tool("t\($0)") })])]
        }
        let list = try await client.tools(of: "s")
        #expect(list.tools.count == 128 && list.remark == "left out: those beyond the 128 that are taken")
    }

    @Test func `an answer to another question is dropped, and silence ends at its deadline`() async throws {
        var limits = MCPClient.Limits()
        limits.call = .milliseconds(200)
        let sent = Collected<JSONValue>()
        let client = try await greeted(limits: limits) { message in
            sent.add(message)
            guard message["method"] == "tools/call" else { return [] }
            return [RPCReply.result(["content": []], to: 4711).text, RPCReply.result([:], to: "3").text]
        }
        await #expect(throws: MCPFault.silent(.milliseconds(200))) { _ = try await client.call("a", [:]) }
        // It is told that nobody waits any more.
        #expect(sent.all.last?["method"] == "notifications/cancelled")
        #expect(sent.all.last?["params"]?["requestId"] == sent.all.first?["id"])
    }

    @Test func `a call that is taken back ends at once`() async throws {
        let sent = Collected<JSONValue>()
        let client = try await greeted { message in
            sent.add(message)
            return []
        }
        let call = Task { try await client.call("a", [:]) }
        while sent.all.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let began = ContinuousClock.now
        call.cancel()
        await #expect(throws: MCPFault.cancelled) { _ = try await call.value }
        // Long before its deadline.
        #expect(.now - began < .seconds(30))
        #expect(sent.all.last?["method"] == "notifications/cancelled")
    }

    @Test func `one that floods is given up, and one that prints no messages`() async throws {
        let chatter = #"{"jsonrpc":"2.0","method":"notifications/message","params":{}}"#
        let flooding = try await greeted { _ in Array(repeating: chatter, count: 3000) }
        await #expect { _ = try await flooding.call("a", [:]) } throws: { error in
            if case .flood? = error as? MCPFault { true } else { false }
        }
        let babbling = try await greeted { _ in Array(repeating: "Loading…", count: 200) }
        await #expect(
            throws: MCPFault.nonsense("it prints lines that are no messages, such as Loading…")
        ) { _ = try await babbling.call("a", [:]) }
    }

    @Test func `questions of the server are answered, and granted nothing`() async throws {
        let answers = Collected<JSONValue>()
        let client = try await greeted { message in
            guard message["method"] == "tools/call" else {
                answers.add(message)
                return []
            }
            return [
                #"{"jsonrpc":"2.0","id":"p","method":"ping"}"#,
                #"{"jsonrpc":"2.0","id":"s","method":"sampling/createMessage","params":{}}"#,
                Self.result(message, ["content": [["type": "text", "text": "done"]]]),
            ]
        }
        #expect(try await client.call("a", [:]).text == "done")
        #expect(answers.all.first { $0["id"] == "p" }?["result"] == [:])
        #expect(answers.all.first { $0["id"] == "s" }?["error"]?["code"] == -32601)
    }

    @Test func `parts of an answer that are no text are named, and what asks back fails`() async throws {
        let answers: [JSONValue] = [
            [
                "content": [
                    ["type": "text", "text": "a"],
                    ["type": "image", "data": "QUJD", "mimeType": "image/png"],
                    ["type": "resource_link", "uri": "file:///etc/passwd"],
                ], "structuredContent": ["n": 1],
            ],
            ["resultType": "input_required", "content": []], ["isError": true, "content": []],
        ]
        let rest = Mutex(answers)
        let client = try await greeted { message in
            guard message["method"] == "tools/call" else { return [] }
            return [Self.result(message, rest.withLock { $0.removeFirst() })]
        }
        let whole = try await client.call("a", [:])
        #expect(
            whole.text
                == "a\n[image is left out, 4 bytes]\n[a link, which is not followed: file:///etc/passwd]")
        #expect(whole.structured == ["n": 1] && !whole.isError)
        #expect(try await client.call("a", [:]).isError)
        #expect(try await client.call("a", [:]).isError)
    }

    @Test func `our own client has a session with our own server`() async throws {
        let holder = Mutex<MCPLineCarrier?>(nil)
        let session = MCPSession(EchoHost(), version: "1") { message in
            holder.withLock { $0 }?.receive(message.text)
        }
        let carrier = MCPLineCarrier(write: { session.receive($0) }, letGo: { session.end() })
        holder.withLock { $0 = carrier }
        let client = MCPClient(carrier, version: "1")
        #expect(try await client.greet().name == "jarvis")
        #expect(try await client.tools(of: "own").tools.map(\.name) == ["echo"])
        #expect(try await client.call("echo", ["a": 1]).structured == ["a": 1])
        await #expect(throws: MCPFault.refused(code: -32602, "There is no tool other")) {
            _ = try await client.call("other", [:])
        }
        await client.close()
        await #expect(throws: MCPFault.self) { _ = try await client.call("echo", [:]) }
    }
}

/// One tool that says what it was called with.
private struct EchoHost: MCPHost {
    func tools() async throws -> [MCPTool] {
        [MCPTool(ToolDefinition(name: "echo", description: "Echoes."), tier: .green)]
    }

    func call(
        _ name: String, _ arguments: JSONValue, told: @escaping @Sendable (String) -> Void
    ) async throws -> MCPOutcome { MCPOutcome(text: arguments.text, structured: arguments) }

    var resources: [MCPResource] { [] }

    func read(_ resource: MCPResource) async throws -> String { "" }

    func watch(_ told: @escaping @Sendable (MCPNews) -> Void) async throws {}
}
