import Counterparts
import HTTP
import JSON
import Synchronization
import Testing
import Text

@testable import AIKit

/// Ollama's own interface, over a real connection.
@Suite(.timeLimit(.minutes(1)))
struct OllamaTests {
    private static let stamp = #""created_at":"2026-11-30T12:00:00Z""#
    private static let spoken = """
        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":"","thinking":"Let me see."},"done":false}
        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":"Good éve"},"done":false}

        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":"ning 🫖"},"done":false}
        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":4883583458,"prompt_eval_count":26,"eval_count":282}

        """
    private static let calling = """
        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_vms","arguments":{"node":"pve"}}},{"function":{"name":"get_storage","arguments":{}}}]},"done":false}
        {"model":"qwen3:8b",\(stamp),"message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":169,"eval_count":15}

        """

    private struct Turned: Equatable {
        var blocks: [ContentBlock] = []
        var stop: StopReason?
        var usage = Usage()
        var model: ModelID?
    }

    private func provider(at address: String) -> OllamaProvider {
        OllamaProvider(model: "qwen3:8b", server: ModelServer(client: HTTPClient(), base: address))
    }

    private func turn(_ bytes: [UInt8], chunk: Int = 100, status: String = "200 OK") async throws -> Turned {
        let loopback = try Loopback([Loopback.Answer(status: status, body: bytes, chunk: chunk)])
        defer { loopback.stop() }
        var turned = Turned()
        let request = ProviderRequest(conversation: Conversation(system: "s", messages: [.user("hello")]))
        for try await event in provider(at: loopback.address).respond(to: request) {
            switch event {
            case .started(let model, _): turned.model = model
            case .completed(let block): turned.blocks.append(block)
            case .usage(let usage): turned.usage = usage
            case .finished(let stop): turned.stop = stop
            case .textDelta, .thinkingDelta, .reconsidered, .toolUseStarted, .retrying, .loading: break
            }
        }
        return turned
    }

    @Test(arguments: [1, 7, 100_000])
    func `words and calls are understood wherever the lines are split`(chunk: Int) async throws {
        let words = try await turn(Array(Self.spoken.utf8), chunk: chunk)
        #expect(
            words
                == Turned(
                    blocks: [.text("Good évening 🫖")], stop: .endTurn, usage: Usage(input: 26, output: 282),
                    model: "qwen3:8b"))
        let calls = try await turn(Array(Self.calling.utf8), chunk: chunk)
        #expect(
            calls.blocks == [
                .toolUse(ToolUse(id: "call_0", name: "get_vms", input: ["node": "pve"])),
                .toolUse(ToolUse(id: "call_1", name: "get_storage", input: [:])),
            ])
        #expect(calls.stop == .toolUse && calls.usage == Usage(input: 169, output: 15))
    }

    @Test func `a stream that is cut at any byte gives no turn`() async throws {
        for text in [Self.spoken, Self.calling] {
            let bytes = Array(text.utf8)
            let whole = bytes.dropLast().lastIndex(of: UInt8(ascii: "}")).map { $0 - 1 } ?? 0
            var decoded = 0
            for length in stride(from: 1, through: whole, by: 13) {
                var body = AnswerBody(key: nil, framing: .lines)
                var decoder = OllamaDecoder(model: "m")
                var events: [ProviderEvent] = []
                let error = #expect(throws: ProviderError.self) {
                    for event in try body.read(Array(bytes[..<length])) {
                        events += try decoder.decode(event)
                    }
                    events += try body.end(
                        &decoder, ServerAddress(base: "http://127.0.0.1", path: "/api/chat"))
                }
                guard case .cutOff? = error else {
                    Issue.record("\(length): \(String(describing: error))")
                    return
                }
                #expect(!events.contains { if case .finished = $0 { true } else { false } })
                decoded += 1
            }
            #expect(decoded > 20)
        }
    }

    @Test func `an error is told, before the answer and within it`() async throws {
        let within = Self.spoken.split(separator: "\n")[0] + "\n{\"error\":\"an error was encountered\"}\n"
        await #expect(throws: ProviderError.server(status: nil, detail: "an error was encountered")) {
            _ = try await turn(Array(within.utf8))
        }
        let missing = #"{"error":"model \"qwen3:8b\" not found, try pulling it first"}"#
        await #expect(
            throws: ProviderError.unknownModel(detail: "model \"qwen3:8b\" not found, try pulling it first")
        ) { _ = try await turn(Array(missing.utf8), status: "404 Not Found") }
        await #expect(throws: ProviderError.self) { _ = try await turn(Array("<html>proxy</html>".utf8)) }
        await #expect(throws: ProviderError.self) { _ = try await turn([]) }
    }

    @Test func `an answer that was not streamed is one`() async throws {
        let whole = """
            {"model":"qwen3:8b","message":{"role":"assistant","content":"Hello."},"done_reason":"length","done":true,"eval_count":3}
            """
        let turned = try await turn(Array(whole.utf8))
        #expect(turned.blocks == [.text("Hello.")] && turned.stop == .maxTokens)
    }

    @Test func `a request sets the window, and names the tool of each result`() {
        var conversation = Conversation(system: "You are Jarvis.", messages: [.user("how is pve?")])
        conversation.append(
            Message(
                role: .assistant,
                content: [.toolUse(ToolUse(id: "c1", name: "get_vms", input: ["node": "pve"]))]))
        conversation.append(
            Message(
                role: .user,
                content: [.toolResult(ToolResult(id: "c1", content: "no such node", isError: true))]))
        let server = ModelServer(client: HTTPClient(), base: "http://127.0.0.1:11434")
        let provider = OllamaProvider(
            model: "qwen3:8b", server: server, reasoning: .off, keepsLoaded: .seconds(1800))
        let body = provider.body(of: ProviderRequest(conversation: conversation, maxTokens: 500))
        #expect(body["options"] == ["num_ctx": 16_384, "num_predict": 500])
        #expect(body["think"] == false && body["keep_alive"] == 1800)
        let messages = body["messages"]?.array ?? []
        #expect(messages.map { $0["role"]?.string } == ["system", "user", "assistant", "tool"])
        #expect(messages[2]["tool_calls"]?.array?[0]["function"]?["arguments"] == ["node": "pve"])
        #expect(
            messages[3] == ["role": "tool", "tool_name": "get_vms", "content": "Error: no such node"])
        #expect(provider.capabilities.contextTokens == 16_384 && provider.capabilities.isLocal)
    }

    @Test func `a model is pulled with its progress, and a pull that breaks off is said to have`()
        async throws
    {
        let lines = """
            {"status":"pulling manifest"}
            {"status":"pulling 8eeb52dfb3bb","digest":"sha256:8e","total":1000}
            {"status":"pulling 8eeb52dfb3bb","digest":"sha256:8e","total":1000,"completed":500}
            {"status":"verifying sha256 digest"}
            {"status":"success"}

            """
        let broken = lines.replacing("{\"status\":\"success\"}\n", with: "")
        let refused =
            "{\"status\":\"pulling manifest\"}\n{\"error\":\"pull model manifest: file does not exist\"}\n"
        let loopback = try Loopback(
            [lines, broken, refused].map { Loopback.Answer(body: Array($0.utf8), chunk: 11) })
        defer { loopback.stop() }
        let server = OllamaServer(ModelServer(client: HTTPClient(), base: loopback.address))
        let seen = Collected<OllamaServer.Progress>()
        try await server.pull("llama3.2") { seen.add($0) }
        #expect(seen.all.map(\.done) == [nil, nil, 500, nil, nil])
        #expect(seen.all.map(\.total) == [nil, 1000, 1000, nil, nil])
        await #expect(throws: ProviderError.self) { try await server.pull("llama3.2") { _ in } }
        await #expect(
            throws: ProviderError.server(status: nil, detail: "pull model manifest: file does not exist")
        ) {
            try await server.pull("llama3.2") { _ in }
        }
    }

    @Test func `what is on the disk and what is loaded is listed, and a model is loaded and let go`()
        async throws
    {
        let answers = [
            #"{"models":[{"name":"qwen3:8b","size":5},{"nothing":1}]}"#,
            #"{"models":[{"name":"qwen3:8b","size":5137025024,"size_vram":100}]}"#,
            #"{"model":"m","message":{"role":"assistant","content":""},"done_reason":"load","done":true}"#,
            #"{"model":"m","message":{"role":"assistant","content":""},"done_reason":"unload","done":true}"#,
        ]
        let loopback = try Loopback(answers.map { Loopback.Answer(body: Array($0.utf8), chunk: 999) })
        defer { loopback.stop() }
        let server = OllamaServer(ModelServer(client: HTTPClient(), base: loopback.address))
        #expect(try await server.models() == ["qwen3:8b"])
        #expect(try await server.loaded() == [.init(name: "qwen3:8b", size: 5_137_025_024, onCard: 100)])
        try await server.load("qwen3:8b")
        try await server.unload("qwen3:8b")
        await #expect(throws: ProviderError.self) { try await server.load("qwen3:8b") }
    }
}
