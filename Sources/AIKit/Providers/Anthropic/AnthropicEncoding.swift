import JSON

/// Messages and tools as the Messages API takes them.
enum AnthropicEncoding {
    /// Marks the end of a prefix worth caching; at most four are allowed, below a minimum they do nothing.
    static let cached: JSONValue = ["type": "ephemeral"]

    /// The tools, the last one marked for the cache.
    static func tools(_ definitions: [ToolDefinition]) -> JSONValue {
        .array(
            definitions.enumerated().map { position, definition in
                var tool: [String: JSONValue] = [
                    "name": .string(definition.name.rawValue), "description": .string(definition.description),
                    "input_schema": definition.inputSchema,
                ]
                if position == definitions.count - 1 { tool["cache_control"] = cached }
                return .object(tool)
            })
    }

    /// The messages, the last block marked for the cache.
    ///
    /// Reasoning and unknown blocks of another author are left out: their signatures hold for nobody else.
    static func messages(_ messages: [Message], for author: Message.Author) -> JSONValue {
        var encoded: [(role: String, blocks: [JSONValue])] = []
        for message in messages {
            let isOwn = message.author == author
            let blocks = message.content.compactMap { block($0, isOwn: isOwn) }
            if !blocks.isEmpty { encoded.append((message.role.rawValue, blocks)) }
        }
        if let last = encoded.indices.last, encoded[last].role == Message.Role.user.rawValue,
            case .object(var members)? = encoded[last].blocks.last
        {
            members["cache_control"] = cached
            encoded[last].blocks[encoded[last].blocks.count - 1] = .object(members)
        }
        return .array(encoded.map { ["role": .string($0.role), "content": .array($0.blocks)] })
    }

    /// One block; `nil` for what the API would reject, such as empty text.
    private static func block(_ block: ContentBlock, isOwn: Bool) -> JSONValue? {
        switch block {
        case .text(let text):
            text.allSatisfy(\.isWhitespace) ? nil : ["type": "text", "text": .string(text)]
        case .handed(let handed): ["type": "text", "text": .string(handed.content)]
        case .circumstances(let text): ["type": "text", "text": .string(text)]
        case .thinking(.signed(let text, let signature)):
            isOwn ? ["type": "thinking", "thinking": .string(text), "signature": .string(signature)] : nil
        case .thinking(.redacted(let data)):
            isOwn ? ["type": "redacted_thinking", "data": .string(data)] : nil
        case .toolUse(let use): .object(toolUse(use, isOwn: isOwn))
        case .toolResult(let result): .object(toolResult(result))
        case .opaque(let value): isOwn ? value : nil
        }
    }

    private static func toolUse(_ use: ToolUse, isOwn: Bool) -> [String: JSONValue] {
        let block: [String: JSONValue] = [
            "type": "tool_use", "id": .string(accepted(use.id)), "name": .string(accepted(use.name)),
            "input": use.input,
        ]
        return isOwn ? block.merging(use.extra) { own, _ in own } : block
    }

    private static func toolResult(_ result: ToolResult) -> [String: JSONValue] {
        var block: [String: JSONValue] = [
            "type": "tool_result", "tool_use_id": .string(accepted(result.id)),
            "content": .string(result.content),
        ]
        if result.isError { block["is_error"] = true }
        return block
    }

    /// An id or a name with only the characters the API takes: other servers make ids like `glob:0`.
    private static func accepted(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
            return isPlain || scalar == "_" || scalar == "-" ? Character(scalar) : "_"
        }
        return kept.isEmpty ? "_" : String(kept.prefix(64))
    }
}
