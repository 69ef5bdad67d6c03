import Counterparts
import JSON
import Synchronization
import Testing

@testable import AIKit

/// What a client of the MCP server is answered, in both languages of it.
@Suite(.timeLimit(.minutes(2)))
struct MCPSessionTests {
    private static let envelope: JSONValue = [
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": [:],
    ]

    /// Sends lines and returns all that was sent back, once every request is answered.
    private func replies(to lines: [String], host: SmallHost = SmallHost()) async -> [JSONValue] {
        let sent = Collected<JSONValue>()
        let session = MCPSession(host, version: "1") { sent.add($0) }
        for line in lines { session.receive(line) }
        await session.rest()
        return sent.all
    }

    private func reply(
        to method: String, _ params: JSONValue = [:], host: SmallHost = SmallHost()
    ) async throws -> JSONValue {
        let request: JSONValue = ["jsonrpc": "2.0", "id": 7, "method": .string(method), "params": params]
        let reply = try #require(await replies(to: [request.text], host: host).last)
        #expect(reply["id"] == 7 && reply["jsonrpc"] == "2.0")
        return reply
    }

    /// The same since 2026-07-28, where each request says what it speaks.
    private func statelessReply(to method: String, _ params: [String: JSONValue] = [:]) async throws
        -> JSONValue
    {
        var params = params
        params["_meta"] = Self.envelope
        return try await reply(to: method, .object(params))
    }

    @Test(arguments: [
        ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2024-11-05", "2025-11-25"),
        ("", "2025-11-25"),
    ])
    func `a handshake settles on a version that both may speak`(_ asked: String, _ spoken: String)
        async throws
    {
        let reply = try await reply(to: "initialize", ["protocolVersion": .string(asked)])
        #expect(reply["result"]?["protocolVersion"]?.string == spoken)
        #expect(reply["result"]?["serverInfo"]?["name"] == "jarvis")
        #expect(reply["result"]?["capabilities"]?["tools"] != nil)
    }

    @Test func `without a handshake the server is discovered`() async throws {
        let result = try await statelessReply(to: "server/discover")["result"]
        #expect(result?["supportedVersions"] == ["2026-07-28"] && result?["resultType"] == "complete")
        #expect(result?["ttlMs"] == 0 && result?["cacheScope"] == "private")
        let missing = try await reply(to: "server/discover")
        #expect(missing["error"]?["code"] == -32602)
    }

    @Test func `a version that is not spoken, and a half envelope, are refused`() async throws {
        let future: JSONValue = [
            "io.modelcontextprotocol/protocolVersion": "2031-01-01",
            "io.modelcontextprotocol/clientCapabilities": [:],
        ]
        let error = try await reply(to: "tools/list", ["_meta": future])["error"]
        #expect(error?["code"] == -32022 && error?["data"]?["supported"] == ["2026-07-28"])
        let half: JSONValue = ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]
        #expect(try await reply(to: "tools/list", ["_meta": half])["error"]?["code"] == -32602)
    }

    @Test func `the tools are listed with what they do to the world`() async throws {
        let tools = try #require(try await reply(to: "tools/list")["result"]?["tools"]?.array)
        #expect(tools.map { $0["name"]?.string } == ["get_vms", "stop_vm"])
        #expect(tools[0]["annotations"]?["readOnlyHint"] == true)
        #expect(tools[1]["annotations"]?["destructiveHint"] == true)
        #expect(tools[1]["description"]?.string?.contains("The operator is asked") == true)
        #expect(try await reply(to: "tools/list", ["cursor": "2"])["error"]?["code"] == -32602)
    }

    @Test func `a call has its text, its facts and its failure as results`() async throws {
        let good = try await reply(to: "tools/call", ["name": "get_vms", "arguments": ["page": 1]])["result"]
        #expect(good?["content"] == [["type": "text", "text": "called with {\"page\":1}"]])
        #expect(good?["structuredContent"] == ["page": 1] && good?["isError"] == false)
        #expect(good?["resultType"] == nil)
        let failed = try await statelessReply(to: "tools/call", ["name": "stop_vm"])["result"]
        #expect(failed?["isError"] == true && failed?["resultType"] == "complete")
    }

    @Test(arguments: [
        #"{"name":"rm"}"#, #"{}"#, #"{"name":"get_vms","arguments":[1]}"#, #"{"name":3}"#,
    ])
    func `a call of nothing there is, is an error`(_ params: String) async throws {
        #expect(
            try await reply(to: "tools/call", try JSONValue(unambiguous: params))["error"]?["code"] == -32602)
    }

    @Test func `a house that cannot be reached is an error of the server's, without secrets`() async throws {
        let host = SmallHost(fault: "no house\u{1B}[2J password=hunter22")
        let error = try await reply(to: "tools/list", host: host)["error"]
        #expect(error?["code"] == -32603)
        let message = error?["message"]?.string ?? ""
        #expect(message.hasPrefix("no house") && !message.contains("hunter22") && !message.contains("\u{1B}"))
    }

    @Test(arguments: [
        ("{", -32700), ("[]", -32600), ("3", -32600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, -32700),
        (#"{"jsonrpc":"2.0","id":1,"method":"tools/destroy"}"#, -32601),
    ])
    func `what is no request is told so, and the next one is answered`(_ line: String, _ code: Int)
        async throws
    {
        let replies = await replies(to: [line, #"{"jsonrpc":"2.0","id":"a","method":"ping"}"#])
        #expect(replies.contains { $0["error"]?["code"] == .integer(code) })
        #expect(replies.contains { $0["id"] == "a" && $0["result"] == [:] })
    }

    @Test func `notifications and answers are not answered`() async {
        let lines = [
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","method":"odd"}"#,
            #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}"#,
        ]
        #expect(await replies(to: lines).isEmpty)
    }

    @Test func `a cancelled request is stopped and never answered`() async throws {
        let host = SmallHost(waits: true)
        let sent = Collected<JSONValue>()
        let session = MCPSession(host, version: "1") { sent.add($0) }
        session.receive(#"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"get_vms"}}"#)
        while host.begun == 0 { try await Task.sleep(for: .milliseconds(2)) }
        // The same id again is refused while it is in use.
        session.receive(#"{"jsonrpc":"2.0","id":5,"method":"ping"}"#)
        session.receive(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}"#)
        await session.rest()
        while host.stopped == 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(sent.all.map { $0["error"]?["code"] } == [-32600])
    }

    @Test func `more requests than can be under way are refused`() async throws {
        let host = SmallHost(waits: true)
        let sent = Collected<JSONValue>()
        let session = MCPSession(host, version: "1") { sent.add($0) }
        for id in 1...33 {
            session.receive(
                #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"get_vms"}}"#)
        }
        #expect(sent.all.map { $0["error"]?["code"] } == [-32000])
        session.end()
    }

    @Test func `who gave a token hears how far a call is, before its result`() async throws {
        let call =
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"stop_vm","_meta":{"progressToken":"t"}}}"#
        let sent = await replies(to: [call])
        #expect(
            sent.map { $0["method"]?.string } == ["notifications/progress", "notifications/progress", nil])
        #expect(sent.map { $0["params"]?["progress"]?.integer } == [1, 2, nil])
        #expect(sent[0]["params"]?["progressToken"] == "t")
    }

    @Test func `who listens is told what is granted, and then what changes`() async throws {
        let sent = Collected<JSONValue>()
        let session = MCPSession(SmallHost(), version: "1") { sent.add($0) }
        let wish: JSONValue = [
            "toolsListChanged": true, "resourceSubscriptions": ["jarvis://cluster", "file:///etc/passwd"],
        ]
        let request: JSONValue = [
            "jsonrpc": "2.0", "id": "l", "method": "subscriptions/listen",
            "params": ["_meta": Self.envelope, "notifications": wish],
        ]
        session.receive(request.text)
        while sent.all.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
        session.receive(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"l"}}"#)
        await session.rest()
        #expect(
            sent.all.map { $0["method"]?.string } == [
                "notifications/subscriptions/acknowledged", "notifications/resources/updated",
            ])
        #expect(
            sent.all[0]["params"]?["notifications"] == ["resourceSubscriptions": ["jarvis://cluster"]])
        #expect(sent.all[1]["params"]?["uri"] == "jarvis://cluster")
        #expect(
            sent.all.allSatisfy {
                $0["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == "l"
            })
    }

    @Test func `before, who stays subscribes to a resource, and is told until it does so no more`()
        async throws
    {
        let sent = Collected<JSONValue>()
        let session = MCPSession(SmallHost(), version: "1") { sent.add($0) }
        let uri: JSONValue = ["uri": "jarvis://cluster"]
        for (id, method) in [(1, "resources/subscribe"), (2, "resources/unsubscribe")] {
            let request: JSONValue = [
                "jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": uri,
            ]
            session.receive(request.text)
            await session.rest()
            while sent.all.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
        }
        let updates = sent.all.filter { $0["method"] == "notifications/resources/updated" }
        #expect(updates.map { $0["params"]?["uri"] } == ["jarvis://cluster"])
        #expect(sent.all.compactMap { $0["id"]?.integer } == [1, 2])
        session.end()
        let refused = try await reply(
            to: "resources/subscribe", uri, host: SmallHost(fault: "no house runs"))
        #expect(refused["error"]?["message"]?.string?.hasPrefix("no house runs") == true)
    }

    @Test func `resources are listed and read, prompts filled in`() async throws {
        let list = try await reply(to: "resources/list")["result"]?["resources"]?.array
        #expect(list?.map { $0["uri"]?.string } == ["jarvis://cluster"])
        let read = try await reply(to: "resources/read", ["uri": "jarvis://cluster"])["result"]
        #expect(read?["contents"]?.array?.first?["text"] == "all is well")
        #expect(
            try await reply(to: "resources/read", ["uri": "file:///etc/passwd"])["error"]?["code"] == -32002)
        let prompts = try await reply(to: "prompts/list")["result"]?["prompts"]?.array
        #expect(prompts?.map { $0["name"]?.string } == ["diagnose", "morning_report"])
        let prompt: JSONValue = ["name": "diagnose", "arguments": ["thing": "pve1"]]
        let messages = try await reply(to: "prompts/get", prompt)["result"]?["messages"]?.array
        #expect(messages?.first?["content"]?["text"]?.string?.contains("why pve1 is not well") == true)
        #expect(try await reply(to: "prompts/get", ["name": "diagnose"])["error"]?["code"] == -32602)
    }
}

/// Two tools that say what they were called with.
private final class SmallHost: MCPHost {
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private let fault: String?
    private let waits: Bool
    private let counts = Mutex((begun: 0, stopped: 0))

    init(fault: String? = nil, waits: Bool = false) {
        self.fault = fault
        self.waits = waits
    }

    var begun: Int { counts.withLock { $0.begun } }
    var stopped: Int { counts.withLock { $0.stopped } }

    func tools() async throws -> [MCPTool] {
        if let fault { throw Fault(description: fault) }
        return [
            MCPTool(ToolDefinition(name: "get_vms", description: "Lists."), tier: .green),
            MCPTool(ToolDefinition(name: "stop_vm", description: "Stops."), tier: .red),
        ]
    }

    func call(
        _ name: String, _ arguments: JSONValue, told: @escaping @Sendable (String) -> Void
    ) async throws -> MCPOutcome {
        counts.withLock { $0.begun += 1 }
        if waits {
            do {
                try await Task.sleep(for: .seconds(100))
            } catch {
                counts.withLock { $0.stopped += 1 }
            }
        }
        guard name == "get_vms" else {
            told("The operator is asked.")
            told("Still.")
            return MCPOutcome(text: "Not run: declined", isError: true)
        }
        return MCPOutcome(text: "called with \(arguments.text)", structured: arguments)
    }

    var resources: [MCPResource] {
        [MCPResource(uri: "jarvis://cluster", name: "cluster", description: "It.", mimeType: "text/plain")]
    }

    func read(_ resource: MCPResource) async throws -> String { "all is well" }

    /// Two changes, one of which is of nothing that is listed.
    func watch(_ told: @escaping @Sendable (MCPNews) -> Void) async throws {
        if let fault { throw Fault(description: fault) }
        told(.begun)
        told(.changed("jarvis://other"))
        told(.changed("jarvis://cluster"))
        try await Task.sleep(for: .seconds(100))
    }
}
