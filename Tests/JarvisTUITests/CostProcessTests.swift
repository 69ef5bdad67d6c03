import Counterparts
import Foundation
import JSON
import Onlooker
import Testing

/// What the built program says of what answers cost, and does at the end of the budget.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct CostProcessTests {
    @Test func `an answer is on the bill, and the budget's end leaves the rules`() async throws {
        let (home, simulator) = try await Home.simulated()
        let server = try Loopback { _ in
            Loopback.Answer(
                headers: ["Content-Type: text/event-stream", "request-id: req_1"],
                body: Array(Self.stream.utf8))
        }
        let file = home.path + "/.config/jarvis/config.yaml"
        let clusters = try String(contentsOfFile: file, encoding: .utf8)
        func configure(budget: String) throws {
            try home.configure(
                clusters
                    + """
                    ai: {provider: anthropic, model: claude-haiku-4-5, base_url: "\(server.address)", \
                    key: {env: KEY}, budget: {day: \(budget)}}

                    """)
        }
        try configure(budget: "0.10")
        let key = ["KEY": "sk-ant-x"]
        let before = try await home.run(["cost"])
        #expect(before.code == 0 && before.output.hasPrefix("No answer of a model was kept in that time.\n"))
        let answer = try await home.run(["ask", "Hello"], key)
        #expect(answer.code == 0 && answer.output.contains("Quite."))
        let cost = try await home.run(["cost"])
        #expect(cost.output.contains("claude-haiku-4-5-20251001") && cost.output.contains("$0.0045"))
        #expect(cost.output.hasSuffix("Today: $0.0045 of $0.10 (ai.budget.day).\n"))
        let report = try JSONValue(parsing: try await home.run(["cost", "--json"]).output)
        let line = try #require(report["answers"]?.array?.first)
        #expect(line["cost"] == 4500 && line["prompt"] == 3000 && line["output"] == 300)
        #expect(report["total"] == 4500 && report["reserved"] == 0 && report["budget"] == 100_000)
        #expect(
            try await home.run(["cost", "--since", "2999-01-01", "--json"]).output.contains(#""answers":[]"#))
        let graded = try await home.run(["eval", "--only", "models", "--questions", "1"], key)
        #expect(graded.code == 0 && graded.error.contains("entered into the ledger"), "\(graded.error)")
        let more = try JSONValue(parsing: try await home.run(["cost", "--json"]).output)
        let answers = try #require(more["answers"]?.array?.first?["answers"]?.integer)
        #expect(answers > 1 && more["today"]?.integer == answers * 4500)
        let wrong = try await home.run(["cost", "--since", "yesterday"])
        #expect(wrong.code == 64 && wrong.error.contains("2026-11-01"))
        // Of the day's budget half an answer is left.
        try configure(budget: "0.\(String(10_000 + answers * 45 + 22).dropFirst())")
        let asked = server.requests.count
        let refused = try await home.run(["ask", "which guests are stopped?"], key)
        #expect(refused.code == 0 && !refused.output.contains("Quite."))
        #expect(refused.error.contains("Today's budget does not suffice"))
        #expect(server.requests.count == asked)
        home.remove()
        await simulator.stop()
    }

    private static let stream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant",\
        "model":"claude-haiku-4-5-20251001","content":[],"usage":{"input_tokens":3000,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Quite."}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":300}}

        event: message_stop
        data: {"type":"message_stop"}


        """
}
