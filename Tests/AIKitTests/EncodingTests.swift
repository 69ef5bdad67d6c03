import HTTP
import JSON
import Testing
import Text

@testable import AIKit

@Suite
struct EncodingTests {
    private let own = Message.Author(provider: "anthropic", model: "claude")
    private let tools = [
        ToolDefinition(
            name: "get_vms", description: "Lists.", parameters: [ToolParameter("node", .text, "A node.")]),
        ToolDefinition(name: "get_backups", description: "Lists."),
    ]

    private func conversation(_ author: Message.Author) -> Conversation {
        Conversation(
            system: "Be brief.",
            messages: [
                .user("Hi"),
                Message(
                    role: .assistant,
                    content: [
                        .thinking(.signed(text: "Hm", signature: "sig")), .thinking(.redacted(data: "xx")),
                        .text(" "),
                        .opaque(["type": "future", "a": 1]),
                        .toolUse(
                            ToolUse(
                                id: "glob:0", name: "get.vms", input: ["node": "pve"], extra: ["caller": "c"])
                        ),
                        .toolUse(ToolUse(id: "b", name: "stop_vm", argumentsText: "{\"vm")),
                    ], author: author),
                Message(
                    role: .user,
                    content: [
                        .toolResult(ToolResult(id: "glob:0", content: "fine", structured: ["secret": 1])),
                        .toolResult(ToolResult(id: "b", content: "no", isError: true)), .text("And?"),
                    ]),
            ])
    }

    private func server(_ base: String = "http://127.0.0.1:1") -> ModelServer {
        ModelServer(client: HTTPClient(), base: base, key: Secret("sk-secret"))
    }

    @Test
    func `a conversation goes to Anthropic with its reasoning unchanged and its results first`() {
        let provider = AnthropicProvider(model: "claude", server: server())
        let body = provider.body(
            of: ProviderRequest(conversation: conversation(own), tools: tools, maxTokens: 99))
        #expect(
            body == [
                "model": "claude", "max_tokens": 99, "stream": true,
                "thinking": ["type": "adaptive", "display": "summarized"],
                "system": [["type": "text", "text": "Be brief.", "cache_control": ["type": "ephemeral"]]],
                "tools": [
                    ["name": "get_backups", "description": "Lists.", "input_schema": tools[1].inputSchema],
                    [
                        "name": "get_vms", "description": "Lists.", "input_schema": tools[0].inputSchema,
                        "cache_control": ["type": "ephemeral"],
                    ],
                ],
                "messages": [
                    ["role": "user", "content": [["type": "text", "text": "Hi"]]],
                    [
                        "role": "assistant",
                        "content": [
                            ["type": "thinking", "thinking": "Hm", "signature": "sig"],
                            ["type": "redacted_thinking", "data": "xx"], ["type": "future", "a": 1],
                            [
                                "type": "tool_use", "id": "glob_0", "name": "get_vms",
                                "input": ["node": "pve"],
                                "caller": "c",
                            ],
                            ["type": "tool_use", "id": "b", "name": "stop_vm", "input": [:]],
                        ],
                    ],
                    [
                        "role": "user",
                        "content": [
                            ["type": "tool_result", "tool_use_id": "glob_0", "content": "fine"],
                            ["type": "tool_result", "tool_use_id": "b", "content": "no", "is_error": true],
                            ["type": "text", "text": "And?", "cache_control": ["type": "ephemeral"]],
                        ],
                    ],
                ],
            ])
    }

    @Test
    func `another model's reasoning is not sent to Anthropic`() {
        let other = Message.Author(provider: "anthropic", model: "claude-older")
        let messages = AnthropicEncoding.messages(conversation(other).messages, for: own)
        let types = messages.array?[1]["content"]?.array?.compactMap { $0["type"]?.string }
        #expect(types == ["tool_use", "tool_use"])
    }

    @Test
    func `a conversation goes to a chat server without reasoning and without broken arguments`() {
        let provider = OpenAIProvider(model: "qwen", server: server(), dialect: .local)
        let body = provider.body(
            of: ProviderRequest(conversation: conversation(own), tools: [tools[1]], maxTokens: 99))
        #expect(
            body == [
                "model": "qwen", "stream": true, "stream_options": ["include_usage": true], "max_tokens": 99,
                "tools": [
                    [
                        "type": "function",
                        "function": [
                            "name": "get_backups", "description": "Lists.",
                            "parameters": tools[1].inputSchema,
                        ],
                    ]
                ],
                "messages": [
                    ["role": "system", "content": "Be brief."], ["role": "user", "content": "Hi"],
                    [
                        "role": "assistant", "content": " ",
                        "tool_calls": [
                            [
                                "id": "glob:0", "type": "function",
                                "function": ["name": "get.vms", "arguments": "{\"node\":\"pve\"}"],
                            ],
                            [
                                "id": "b", "type": "function",
                                "function": ["name": "stop_vm", "arguments": "{}"],
                            ],
                        ],
                    ],
                    ["role": "tool", "tool_call_id": "glob:0", "content": "fine"],
                    ["role": "tool", "tool_call_id": "b", "content": "Error: no"],
                    ["role": "user", "content": "And?"],
                ],
            ])
    }

    @Test
    func `the hosted dialect names its limit as OpenAI does now`() {
        let provider = OpenAIProvider(model: "gpt", server: server(), dialect: .hosted)
        let body = provider.body(of: ProviderRequest(conversation: Conversation(system: "s"), maxTokens: 7))
        #expect(body["max_completion_tokens"] == 7)
        #expect(body["max_tokens"] == nil)
        #expect(body["temperature"] == nil)
    }

    @Test
    func `messages of the operator that follow one another reach a chat server as one`() {
        let messages = OpenAIEncoding.messages(
            Conversation(system: "s", messages: [.user("One"), .user("Two")]))
        #expect(
            messages == [["role": "system", "content": "s"], ["role": "user", "content": "One\n\nTwo"]])
    }

    @Test
    func `a key never shows`() {
        var dumped = ""
        dump(server(), to: &dumped)
        #expect(dumped.contains("<redacted>") && !dumped.contains("sk-secret"))
    }
}
