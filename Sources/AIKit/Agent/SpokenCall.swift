import JSON

/// A tool call that a model wrote as words; nobody carries it out.
///
/// Models whose template the server does not know write their calls into the answer.
enum SpokenCall {
    /// What the templates of Qwen and Hermes, Llama, Mistral, DeepSeek, GLM, Gemma and Anthropic put around a call.
    private static let marks = [
        "<tool_call", "<function_call", "<function=", "<|python_tag|>", "<|tool_call", "[TOOL_CALLS]",
        "<｜tool▁call", "<invoke name=", "```tool_code", "```tool_call", "<tools>",
    ]

    /// Where in an answer a call stands.
    enum Place {
        /// There is nothing else.
        case alone
        case amongWords
    }

    /// Looks for one; `nil` when there is none.
    static func place(in text: String, tools: ToolSet) -> Place? {
        let trimmed = text.drop(while: \.isWhitespace)
        if marks.contains(where: { trimmed.hasPrefix($0) }) || isCall(trimmed, tools) { return .alone }
        return marks.contains { text.contains($0) } ? .amongWords : nil
    }

    /// Whether the text is one JSON object that names a tool and its arguments, in a code block or not.
    private static func isCall(_ text: Substring, _ tools: ToolSet) -> Bool {
        var body = text
        if body.hasPrefix("```") { body = body.drop { !$0.isNewline } }
        guard let start = body.firstIndex(where: { !$0.isWhitespace }), body[start] == "{",
            let end = body.lastIndex(of: "}"), let call = try? JSONValue(parsing: String(body[start...end])),
            let name = call["name"]?.string ?? call["function"]?.string
        else { return false }
        return tools[name] != nil && (call["arguments"] ?? call["parameters"])?.object != nil
    }
}
