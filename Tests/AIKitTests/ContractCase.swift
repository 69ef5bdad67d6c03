import JSON
import Testing

@testable import AIKit

/// One recorded answer and what every provider has to make of it.
struct ContractCase: Sendable, CustomTestStringConvertible {
    typealias Kind = ProviderKind

    enum Outcome: Sendable, Hashable {
        case turn([ContentBlock], StopReason, Usage, model: ModelID)
        case failure(ProviderError)
    }

    var kind: Kind
    var file: String
    var outcome: Outcome

    var testDescription: String { "\(kind.name)/\(file)" }

    /// Where its stream stands among the fixtures.
    var path: String { "\(kind.name)/\(file).\(Self.ending(of: kind))" }

    /// Events have a file of their own form, lines of JSON another.
    private static func ending(of kind: Kind) -> String { kind == .ollama ? "ndjson" : "sse" }

    static let all = anthropic + openai + dialects + ollama

    private static let sonnet: ModelID = "claude-sonnet-5-5"
    private static let counted = Usage(
        input: 100, output: 42, cacheRead: 300, cacheWrite: 20, cacheWriteHour: 5)

    private static func claude(_ file: String, _ blocks: [ContentBlock], _ stop: StopReason) -> ContractCase {
        ContractCase(kind: .anthropic, file: file, outcome: .turn(blocks, stop, counted, model: sonnet))
    }

    static func fails(_ kind: Kind, _ file: String, _ error: ProviderError) -> ContractCase {
        ContractCase(kind: kind, file: file, outcome: .failure(error))
    }

    static func use(
        _ id: String, _ name: String, _ input: JSONValue = [:], malformed: String? = nil,
        extra: [String: JSONValue] = [:]
    ) -> ContentBlock {
        .toolUse(ToolUse(id: id, name: name, input: input, malformed: malformed, extra: extra))
    }

    private static let anthropic = [
        ContractCase(
            kind: .anthropic, file: "text",
            outcome: .turn(
                [.text("Good évening — 🫖")], .endTurn,
                Usage(input: 110, output: 7, cacheRead: 300, cacheWrite: 20, cacheWriteHour: 5, thinking: 3),
                model: sonnet)),
        claude(
            "tools",
            [
                .thinking(.signed(text: "Two looks will do.", signature: "EqQBsig")),
                .thinking(.redacted(data: "opaque==")), .text("One moment."),
                use("toolu_1", "get_vms", extra: ["caller": ["type": "direct"]]),
                use("toolu_2", "get_node_status", ["node": "a\"bé"]),
            ], .toolUse),
        claude("whole-input", [use("t1", "get_vms", ["node": "pve"])], .toolUse),
        claude("crossed-blocks", [.text("Looking."), use("t1", "get_vms", ["node": "pve"])], .toolUse),
        claude("truncated-tool", [use("t1", "stop_vm", malformed: "{\"vmid\": 10")], .maxTokens),
        claude("invalid-arguments", [use("t1", "stop_vm", malformed: "{\"vmid\": oops}")], .toolUse),
        claude("refusal", [use("t1", "stop_vm", ["vmid": 103])], .refusal(category: "cyber")),
        claude(
            "paused",
            [
                .opaque([
                    "type": "server_tool_use", "id": "srv_1", "name": "web_search", "input": ["query": "pve"],
                ])
            ],
            .paused),
        claude("empty-end", [], .endTurn),
        ContractCase(
            kind: .anthropic, file: "other-model",
            outcome: .turn(
                [
                    .opaque([
                        "type": "fallback", "from": ["model": "claude-opus-5-5"],
                        "to": ["model": "claude-sonnet-5-5"],
                    ]),
                    .text("Hello."),
                ], .endTurn,
                Usage(input: 100, output: 1, cacheRead: 300, cacheWrite: 20, cacheWriteHour: 5),
                model: "claude-opus-5-5")),
        fails(.anthropic, "cut-before-stop", .cutOff(detail: "the connection ended before the message did")),
        fails(.anthropic, "error-midstream", .overloaded(retryAfter: nil, detail: "Overloaded")),
        claude("signs-of-life", [.text("Quite.")], .endTurn),
        fails(
            .anthropic, "error-without-type",
            .server(status: 500, detail: "Failed to parse input at pos 0")),
        fails(.anthropic, "not-json", .cutOff(detail: "an event is not JSON")),
    ]

    private static let qwen: ModelID = "qwen2.5-7b-instruct"
    private static let tokens = Usage(input: 9, output: 6, cacheRead: 30)

    static func openAI(
        _ file: String, _ blocks: [ContentBlock], _ stop: StopReason, _ usage: Usage = tokens
    ) -> ContractCase {
        ContractCase(kind: .openai, file: file, outcome: .turn(blocks, stop, usage, model: qwen))
    }

    private static let openai = [
        openAI("text", [.text("Good évening — 🫖")], .endTurn),
        openAI(
            "null-usage", [.text("Quite.")], .endTurn, Usage(input: 9, output: 6, cacheRead: 30, thinking: 4)),
        openAI("tools", [use("id_a", "get_vms", ["node": "a\"b"]), use("id_b", "get_storage")], .toolUse),
        openAI("whole-call", [use("id_a", "get_vms", ["node": "pve"])], .toolUse),
        openAI("finish-twice", [use("glob:0", "get_vms")], .toolUse),
        openAI("stop-with-calls", [use("id_a", "get_vms", ["node": "pve"])], .toolUse, Usage()),
        openAI("same-index", [use("id_a", "get_vms"), use("id_b", "get_containers")], .toolUse, Usage()),
        openAI("no-ids", [use("call_0", "get_vms"), use("call_1", "get_containers")], .toolUse, Usage()),
        openAI("no-done", [.text("Quite.")], .endTurn, Usage()),
        openAI("truncated-tool", [use("id_a", "stop_vm", malformed: "{")], .maxTokens, Usage()),
        openAI(
            "invalid-arguments", [use("id_a", "stop_vm", malformed: "{\"vmid\": oops}")], .toolUse, Usage()),
        openAI("parts", [.text("Quite.")], .endTurn),
        openAI("filtered", [.text("I")], .refusal(category: "content_filter"), Usage()),
        fails(.openai, "cut", .cutOff(detail: "the connection ended before the answer did")),
        fails(.openai, "error-event", .toolCallFailed(detail: "Failed to call a function")),
        fails(
            .openai, "error-chunk",
            .server(status: nil, detail: "an error was encountered while running the model")),
    ]
}

extension ContractCase {
    private static let qwen3: ModelID = "qwen3:8b"
    private static let evaluated = Usage(input: 26, output: 282)

    private static func local(
        _ file: String, _ blocks: [ContentBlock], _ stop: StopReason = .endTurn, _ usage: Usage = evaluated,
        model: ModelID = qwen3
    ) -> ContractCase {
        ContractCase(kind: .ollama, file: file, outcome: .turn(blocks, stop, usage, model: model))
    }

    /// What Ollama's own interface sends, in lines of JSON; written by hand after its documentation.
    static let ollama = [
        local("text", [.text("Good évening — 🫖")]),
        local(
            "tools", [use("call_0", "get_vms", ["node": "a\"bé"]), use("call_1", "get_storage")], .toolUse),
        local(
            "tools-apart",
            [
                .text("One moment."), use("call_a1", "get_vms", ["node": "pve"]),
                use("call_b2", "get_storage"),
            ],
            .toolUse),
        local("text-arguments", [use("call_0", "get_vms", ["node": "pve"])], .toolUse),
        local("invalid-arguments", [use("call_0", "stop_vm", malformed: "{\"vmid\": oops}")], .toolUse),
        local("list-arguments", [use("call_0", "get_vms", malformed: "[1]")], .toolUse),
        local("truncated", [.text("Quite")], .maxTokens),
        local("odd-reason", [.text("Quite.")], .other("abort")),
        local("no-counts", [.text("Quite.")], .endTurn, Usage()), local("think-tags", [.text("Quite.")]),
        local("blank-lines", [.text("Quite.")]), local("empty-end", []),
        local("spoken-call", [.text("<tool_call>{\"name\": \"get_vms\"}</tool_call>")]),
        local("other-model", [.text("Quite.")], model: "llama3.2:3b"), local("after-end", [.text("Quite.")]),
        fails(.ollama, "cut", .cutOff(detail: "the connection ended before the answer did")),
        fails(
            .ollama, "error-midstream",
            .server(status: nil, detail: "an error was encountered while running the model")),
        fails(.ollama, "not-json", .cutOff(detail: "an event is not JSON")),
    ]
}

extension ContractCase {
    /// What servers that speak OpenAI's interface make of it, one liberty a stream.
    static let dialects = names + places + arguments + ends + thoughts

    private static let vms = use("id_a", "get_vms")
    private static let onPVE = use("id_a", "get_vms", ["node": "pve"])

    private static func calls(_ file: String, _ blocks: ContentBlock...) -> ContractCase {
        openAI(file, blocks, .toolUse, Usage())
    }

    private static func says(_ file: String, _ text: String, _ usage: Usage = Usage()) -> ContractCase {
        openAI(file, [.text(text)], .endTurn, usage)
    }

    private static let names = [
        calls("name-late", vms), calls("name-null-first", use("id_a", "get_node_status", ["node": "pve"])),
        calls("name-split", vms, use("id_b", "get_containers")),
        calls("names-late-together", vms, use("id_b", "get_containers")), calls("name-repeated", onPVE),
        calls("prefixed", vms), calls("legacy", use("call_0", "get_vms")),
    ]

    private static let places = [
        calls("no-index", onPVE, use("id_b", "get_containers")),
        calls("no-index-no-id", use("call_0", "get_vms"), use("call_1", "get_containers")),
        calls("index-anywhere", vms, use("id_b", "get_containers")), calls("index-counts-on", onPVE),
        calls("ids-change", onPVE), calls("same-id", use("x", "stop_vm", ["vmid": 103]), use("x", "get_vms")),
        calls("same-id-no-index", use("x", "stop_vm", ["vmid": 103]), use("x", "get_vms")),
    ]

    private static let arguments = [
        calls("arguments-null", vms, use("id_b", "get_containers"), use("id_c", "get_storage")),
        calls("arguments-twice", onPVE), calls("arguments-list", use("id_a", "get_vms", malformed: "[1]")),
    ]

    private static let ends = [
        calls("reason-taken-back", vms),
        fails(.openai, "reason-error", .server(status: nil, detail: "it ended the answer with an error")),
        fails(.openai, "choice-error", .server(status: 502, detail: "upstream died")),
        openAI("odd-reason", [.text("I"), vms], .other("abort"), Usage()), says("pings", "Quite."),
        says("bom", "Quite."), says("delta-null", "Quite."),
        says(
            "spoken-call",
            "<tool_call>\n{\"name\": \"get_vms\", \"arguments\": {\"node\": \"pve\"}}\n</tool_call>"),
        says("message-at-end", "Quite."),
        says("other-choice", "Quite."), says("absurd-usage", "Quite."),
    ]

    private static let thoughts = [
        says("think-tags", "Quite."), says("think-only-close", "Quite."),
        openAI("think-unclosed", [], .maxTokens, Usage()),
        says("think-in-words", "Write `<think>` before it, and a < b."), says("reasoning-details", "Quite."),
    ]
}
