import Counterparts
import JSON
import Testing
import Text

@testable import AIKit

/// Answers with a good status that are no event stream, and addresses where no model answers.
@Suite
struct UnstreamedAnswerTests {
    /// What a server sends, and what must come of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var kind = ContractCase.Kind.openai
        var status = "200 OK"
        var type = "application/json"
        let body: String
        let outcome: @Sendable (String) -> ContractCase.Outcome
    }

    private static let hint = "is ai.base_url right? It usually ends in /v1"

    private static func fails(_ detail: @escaping @Sendable (String) -> String)
        -> @Sendable (String) ->
        ContractCase.Outcome
    {
        { .failure(.misconfigured(detail: detail($0 + "/chat/completions"))) }
    }

    private static func says(
        _ blocks: [ContentBlock], _ reason: StopReason, _ usage: Usage = Usage(), model: ModelID = "m"
    ) -> @Sendable (String) -> ContractCase.Outcome {
        { _ in .turn(blocks, reason, usage, model: model) }
    }

    static let cases = [
        Case(
            testDescription: "a whole completion",
            body:
                #"{"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"<think>Hm.</think>Quite."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":4}}"#,
            outcome: says([.text("Quite.")], .endTurn, Usage(input: 5, output: 4))),
        Case(
            testDescription: "a whole completion with two calls under one id",
            body:
                #"{"model":"m","choices":[{"message":{"content":null,"tool_calls":[{"id":"x","function":{"name":"get_vms","arguments":"{}"}},{"id":"x","function":{"name":"get_vms","arguments":{"node":"pve"}}}]},"finish_reason":"tool_calls"}]}"#,
            outcome: says(
                [
                    ContractCase.use("x", "get_vms"), ContractCase.use("x", "get_vms", ["node": "pve"]),
                ], .toolUse)),
        Case(
            testDescription: "a whole message of Anthropic's", kind: .anthropic,
            body:
                #"{"type":"message","model":"m","content":[{"type":"text","text":"Quite."},{"type":"tool_use","id":"t","name":"get_vms","input":{"node":"pve"}}],"stop_reason":"tool_use","usage":{"input_tokens":5,"output_tokens":4}}"#,
            outcome: says(
                [.text("Quite."), ContractCase.use("t", "get_vms", ["node": "pve"])], .toolUse,
                Usage(input: 5, output: 4))),
        Case(
            testDescription: "an error", body: #"{"error":{"message":"load it first","code":400}}"#,
            outcome: { _ in .failure(.badRequest(status: 400, detail: "load it first")) }),
        Case(
            testDescription: "an error in words", body: #"{"error":"not enough memory"}"#,
            outcome: { _ in .failure(.server(status: nil, detail: "not enough memory")) }),
        Case(
            testDescription: "another document", body: #"{"hello":1}"#,
            outcome: fails { "\($0) answers with “{\"hello\":1}”; \(hint)" }),
        Case(
            testDescription: "half a document", body: #"{"choices":[{"message":"#,
            outcome: { _ in .failure(.cutOff(detail: "the connection ended before the answer did")) }),
        Case(
            testDescription: "a web page", type: "text/event-stream",
            body:
                " <!DOCTYPE html><html><head><title>Blocked</title></head><body>Ask <b>IT</b>.</body></html>",
            outcome: fails { "\($0) answers with a web page (Blocked: Ask IT .); \(hint)" }),
        Case(
            testDescription: "Ollama's own lines", type: "application/x-ndjson",
            body: "{\"message\":{\"content\":\"Two\"},\"done\":false}\n{\"done\":true}\n",
            outcome: fails {
                "\($0) answers in lines of JSON, as Ollama's own interface does; \(hint)"
            }),
        Case(
            testDescription: "words", type: "text/plain", body: "It works!",
            outcome: fails { "\($0) answers with “It works!”; \(hint)" }),
        Case(
            testDescription: "nothing", type: "text/event-stream", body: "\n\n",
            outcome: { _ in .failure(.server(status: nil, detail: "it sent nothing at all")) }),
        Case(
            testDescription: "404 in words", status: "404 Not Found", type: "text/plain",
            body: "404 page not found",
            outcome: fails { "\($0) answers 404 (404 page not found); \(hint)" }),
        Case(
            testDescription: "404 in a framework's JSON", status: "404 Not Found",
            body: #"{"detail":"Not Found"}"#, outcome: fails { "\($0) answers 404 (Not Found); \(hint)" }),
        Case(
            testDescription: "404 of a model", status: "404 Not Found",
            body: #"{"error":{"message":"model 'm' not found"}}"#,
            outcome: { _ in .failure(.unknownModel(detail: "model 'm' not found")) }),
    ]

    @Test(arguments: cases)
    func `what is no stream is read, or said with what to do`(_ sent: Case) async throws {
        for chunk in [1, 7, 1 << 16] {
            let loopback = try Loopback([
                Loopback.Answer(
                    status: sent.status, headers: ["Content-Type: \(sent.type)"], body: Array(sent.body.utf8),
                    chunk: chunk)
            ])
            defer { loopback.stop() }
            let outcome = await ContractCase.respond(sent.kind, at: loopback.address)
            #expect(outcome == sent.outcome(loopback.address))
        }
    }

    @Test func `an error that was compressed unasked is read`() async throws {
        // {"error":{"message":"this model does not support tools","type":"invalid_request_error"}}
        let compressed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 37, 204, 193, 9, 192, 32, 12, 64, 209, 85, 66, 206, 157, 160,
            203,
            136, 96, 104, 5, 53, 105, 18, 11, 69, 220, 189, 210, 222, 254, 225, 241, 7, 146, 42, 43, 238, 48,
            176, 146, 89, 60, 104, 53, 250, 153, 13, 42, 39, 42, 144, 152, 12, 26, 59, 88, 23, 97, 117, 112,
            230, 98, 184, 45, 244, 200, 135, 115, 187, 99, 201, 41, 40, 93, 157, 204, 195, 127, 156, 243, 5,
            29, 184, 31, 71, 92, 0, 0, 0,
        ]
        let loopback = try Loopback([
            Loopback.Answer(
                status: "400 Bad Request",
                headers: ["Content-Type: application/json", "Content-Encoding: gzip"], body: compressed)
        ])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(.openai, at: loopback.address)
        #expect(
            outcome == .failure(.badRequest(status: 400, detail: "this model does not support tools")))
    }

    @Test func `a server that repeats the key in the middle of an answer does not spread it`() async throws {
        let body = "data: {\"error\":{\"message\":\"bad key sk-secret-1\"}}\n\n"
        let loopback = try Loopback([Loopback.Answer(body: Array(body.utf8))])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(
            .openai, at: loopback.address, key: Secret("sk-secret-1"))
        #expect(outcome == .failure(.server(status: nil, detail: "bad key <redacted>")))
    }
}
