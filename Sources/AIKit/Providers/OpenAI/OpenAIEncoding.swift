import JSON

/// Messages and tools as chat completions take them.
enum OpenAIEncoding {
    /// The tools as functions.
    static func tools(_ definitions: [ToolDefinition]) -> JSONValue {
        .array(
            definitions.map { definition in
                [
                    "type": "function",
                    "function": [
                        "name": .string(definition.name.rawValue),
                        "description": .string(definition.description), "parameters": definition.inputSchema,
                    ],
                ]
            })
    }

    /// The system prompt and the messages; reasoning stays at home.
    ///
    /// A system message always leads, because templates put their maker's own in its place otherwise. Texts of
    /// the user that follow one another are joined, because some templates insist on alternation.
    static func messages(_ conversation: Conversation) -> JSONValue {
        var encoded: [[String: JSONValue]] = [["role": "system", "content": .string(conversation.system)]]
        for message in conversation.messages {
            switch message.role {
            case .assistant: encoded += assistant(message)
            case .user:
                encoded += message.toolResults.map(result)
                for text in [message.text] + message.handed.map(\.content) + message.circumstances {
                    addUser(text, to: &encoded)
                }
            }
        }
        return .array(encoded.map { .object($0) })
    }

    private static func addUser(_ text: String, to encoded: inout [[String: JSONValue]]) {
        guard !text.isEmpty else { return }
        if let last = encoded.last, last["role"] == "user", let earlier = last["content"]?.string {
            encoded[encoded.count - 1]["content"] = .string(earlier + "\n\n" + text)
        } else {
            encoded.append(["role": "user", "content": .string(text)])
        }
    }

    /// An assistant's message; its arguments are encoded anew, so what a server could not parse never returns.
    private static func assistant(_ message: Message) -> [[String: JSONValue]] {
        let calls = message.toolUses.map { use -> JSONValue in
            [
                "id": .string(use.id), "type": "function",
                "function": ["name": .string(use.name), "arguments": .string(use.input.text)],
            ]
        }
        guard !calls.isEmpty || !message.text.isEmpty else { return [] }
        var encoded: [String: JSONValue] = ["role": "assistant", "content": .string(message.text)]
        if !calls.isEmpty { encoded["tool_calls"] = .array(calls) }
        return [encoded]
    }

    /// A tool's result; there is no member for errors, so the text says so.
    private static func result(_ result: ToolResult) -> [String: JSONValue] {
        let content = result.isError ? "Error: " + result.content : result.content
        return ["role": "tool", "tool_call_id": .string(result.id), "content": .string(content)]
    }
}
