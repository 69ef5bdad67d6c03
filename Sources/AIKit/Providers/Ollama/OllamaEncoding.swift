import JSON

/// Messages as Ollama's own interface takes them.
///
/// https://github.com/ollama/ollama/blob/main/docs/api.md: a call's arguments are an object, and a result names its tool.
enum OllamaEncoding {
    /// The system prompt and the messages; reasoning stays at home.
    static func messages(_ conversation: Conversation) -> JSONValue {
        var encoded: [[String: JSONValue]] = [["role": "system", "content": .string(conversation.system)]]
        var names: [String: String] = [:]
        for message in conversation.messages {
            switch message.role {
            case .assistant:
                for use in message.toolUses { names[use.id] = use.name }
                encoded += assistant(message)
            case .user:
                encoded += message.toolResults.map { result($0, of: names[$0.id] ?? "") }
                let texts = [message.text] + message.handed.map(\.content) + message.circumstances
                let text = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
                if !text.isEmpty { encoded.append(["role": "user", "content": .string(text)]) }
            }
        }
        return .array(encoded.map { .object($0) })
    }

    private static func assistant(_ message: Message) -> [[String: JSONValue]] {
        let calls = message.toolUses.map { use -> JSONValue in
            ["function": ["name": .string(use.name), "arguments": use.input]]
        }
        guard !calls.isEmpty || !message.text.isEmpty else { return [] }
        var encoded: [String: JSONValue] = ["role": "assistant", "content": .string(message.text)]
        if !calls.isEmpty { encoded["tool_calls"] = .array(calls) }
        return [encoded]
    }

    /// A tool's result; there is no member for errors, so the text says so.
    private static func result(_ result: ToolResult, of tool: String) -> [String: JSONValue] {
        let content = result.isError ? "Error: " + result.content : result.content
        return ["role": "tool", "tool_name": .string(tool), "content": .string(content)]
    }
}
