import Counterparts
import HTTP
import JSON
import Synchronization
import Testing

@testable import AIKit

/// A small mind on a server of one's own, asked one thing after the other.
@Suite(.timeLimit(.minutes(1)))
struct SmallWindowTests {
    /// A server that counts tokens and refuses what does not fit, as llama-server does; it looks once before it answers.
    private final class SmallMind: Sendable {
        let refusals = Mutex(0)
        let torn = Mutex(0)
        /// Bytes of a request's JSON that make one of its tokens.
        let bytesPerToken: Double
        let window: Int
        /// What it answers when asked for its window.
        let props: String?

        init(window: Int, bytesPerToken: Double, props: String? = nil) {
            self.window = window
            self.bytesPerToken = bytesPerToken
            self.props = props
        }

        func answer(_ request: String) -> Loopback.Answer? {
            guard request.hasPrefix("POST"), let start = request.firstRange(of: "\r\n\r\n"),
                let body = try? JSONValue(parsing: String(request[start.upperBound...]))
            else {
                let isKnown = request.hasPrefix("GET /props ") && props != nil
                return Loopback.Answer(
                    status: isKnown ? "200 OK" : "404 Not Found", headers: ["Content-Type: application/json"],
                    body: Array((props ?? "{}").utf8))
            }
            let messages = body["messages"]?.array ?? []
            if !Self.isPaired(messages) { torn.withLock { $0 += 1 } }
            let prompt = Int(Double(body["messages"]?.text.utf8.count ?? 0) / bytesPerToken)
            guard prompt <= window else {
                refusals.withLock { $0 += 1 }
                return Loopback.Answer(
                    status: "400 Bad Request", headers: ["Content-Type: application/json"],
                    body: Array(
                        """
                        {"error":{"code":400,"message":"request (\(prompt) tokens) exceeds the available context size",\
                        "type":"exceed_context_size_error","n_prompt_tokens":\(prompt),"n_ctx":\(window)}}
                        """.utf8))
            }
            let delta =
                messages.last?["role"] == "tool"
                ? #"{"content":"All is well."},"finish_reason":"stop""#
                : #"{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"get_vms","arguments":"{}"}}]},"finish_reason":"tool_calls""#
            return Loopback.Answer(
                body: Array(
                    """
                    data: {"model":"m","choices":[{"index":0,"delta":\(delta)}]}

                    data: {"choices":[],"usage":{"prompt_tokens":\(prompt),"completion_tokens":9}}

                    data: [DONE]


                    """.utf8))
        }

        private static func isPaired(_ messages: [JSONValue]) -> Bool {
            var open: Set<String> = []
            for message in messages {
                if message["role"] == "tool" {
                    guard open.remove(message["tool_call_id"]?.string ?? "") != nil else { return false }
                } else {
                    guard open.isEmpty else { return false }
                    open = Set((message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string })
                }
            }
            return open.isEmpty
        }
    }

    /// Asks ten questions in a row and returns how each ended, and what the operator was told.
    private func tenQuestions(_ mind: SmallMind) async throws -> (
        answers: Int, warnings: [String], kept: Conversation
    ) {
        let loopback = try Loopback { mind.answer($0) }
        defer { loopback.stop() }
        let provider = OpenAIProvider(
            model: "m", server: ModelServer(client: HTTPClient(), base: loopback.address + "/v1"),
            dialect: .local)
        var bench = AgentBench()
        bench.text = String(repeating: "101 nextcloud vm home running cpu 14 %\n", count: 500)
        var agent = bench.agent
        agent.provider = provider
        var window = SentWindow()
        var conversation = Conversation(system: "You are a butler.")
        for number in 1...10 {
            conversation = await agent.run(
                "How are things, for the \(number)th time?", in: conversation, within: &window
            ) { [events = bench.events] in events.add($0) }
        }
        let ends = bench.events.all.map { event in
            if case .finished = event { true } else { false }
        }
        let warnings = bench.events.all.compactMap { event in
            if case .warning(let words) = event { words } else { nil }
        }
        return (ends.count(where: \.self), warnings, conversation)
    }

    @Test(arguments: [2.0, 3.0, 3.7])
    func `a window of 4096 tokens answers ten questions with big results in a row`(bytesPerToken: Double)
        async throws
    {
        let mind = SmallMind(window: 4096, bytesPerToken: bytesPerToken)
        let (answers, warnings, kept) = try await tenQuestions(mind)
        #expect(answers == 10)
        #expect(mind.refusals.withLock { $0 } == 1)
        #expect(mind.torn.withLock { $0 } == 0)
        #expect(warnings.count == 1 && warnings.first?.contains("window of 4096 tokens") == true)
        #expect(kept.messages.count == 40)
        #expect(kept.results.allSatisfy { $0.content.utf8.count > 19_000 })
    }

    @Test func `a server that tells its window is not asked too much even once`() async throws {
        let mind = SmallMind(
            window: 4096, bytesPerToken: 3, props: #"{"default_generation_settings":{"n_ctx":4096}}"#)
        let (answers, warnings, _) = try await tenQuestions(mind)
        #expect(answers == 10 && warnings.count == 1)
        #expect(mind.refusals.withLock { $0 } == 0)
        #expect(mind.torn.withLock { $0 } == 0)
    }

    @Test(
        arguments: [
            (["/props": #"{"default_generation_settings":{"n_ctx":4096}}"#], 4096),
            (["/v1/models": #"{"data":[{"id":"other"},{"id":"m","meta":{"n_ctx":8192}}]}"#], 8192),
            (["/v1/models": #"{"data":[{"id":"m","max_model_len":2048}]}"#], 2048),
            (
                [
                    "/v1/models": #"{"data":[{"id":"m:latest"}]}"#,
                    "/api/ps": #"{"models":[{"name":"m:latest","context_length":4096}]}"#,
                ], 4096
            ),
            (["/v1/models": #"{"data":[{"id":"m","context_length":-1}]}"#], nil),
            (["/props": "no JSON"], nil), ([:], nil),
        ] as [([String: String], Int?)])
    func `a server's own word on its window is understood`(_ pages: [String: String], _ window: Int?)
        async throws
    {
        let loopback = try Loopback { request in
            let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            return Loopback.Answer(
                status: pages[path] == nil ? "404 Not Found" : "200 OK",
                headers: ["Content-Type: application/json"], body: Array((pages[path] ?? "{}").utf8))
        }
        defer { loopback.stop() }
        func provider(_ base: String, configured: Int? = nil) -> OpenAIProvider {
            OpenAIProvider(
                model: "m", server: ModelServer(client: HTTPClient(), base: loopback.address + base),
                dialect: .local, contextTokens: configured)
        }
        #expect(await provider("/v1").contextTokens() == window)
        #expect(await provider("/v1/chat/completions").contextTokens() == window)
        let asked = loopback.requests.count
        #expect(await provider("/v1", configured: 1234).contextTokens() == 1234)
        #expect(loopback.requests.count == asked)
    }
}
