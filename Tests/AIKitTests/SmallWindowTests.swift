import Counterparts
import HTTP
import JSON
import Testing

@testable import AIKit

/// A small mind on a server of one's own, asked one thing after the other.
@Suite(.timeLimit(.minutes(1)))
struct SmallWindowTests {
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
        let mind = SmallMind(window: 4096, bytesPerToken: bytesPerToken, calling: "get_vms")
        let (answers, warnings, kept) = try await tenQuestions(mind)
        #expect(answers == 10)
        #expect(mind.refusals == 1)
        #expect(mind.torn == 0)
        #expect(warnings.count == 1 && warnings.first?.contains("window of 4096 tokens") == true)
        #expect(kept.messages.count == 40)
        #expect(kept.results.allSatisfy { $0.content.utf8.count > 19_000 })
    }

    @Test func `a server that tells its window is not asked too much even once`() async throws {
        let mind = SmallMind(
            window: 4096, bytesPerToken: 3, calling: "get_vms",
            props: #"{"default_generation_settings":{"n_ctx":4096}}"#)
        let (answers, warnings, _) = try await tenQuestions(mind)
        #expect(answers == 10 && warnings.count == 1)
        #expect(mind.refusals == 0)
        #expect(mind.torn == 0)
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
