import JSON

/// What the parts of a chat completion chunk say, in every server's spelling.
enum OpenAIChunk {
    /// What one choice adds to the answer.
    struct Delta {
        let thought: String
        let words: String
        let refusal: String
        /// Fragments of tool calls.
        let calls: [JSONValue]
        /// It is a whole message: its calls are no fragments.
        let isWhole: Bool

        init(_ choice: JSONValue) {
            let delta = choice["delta"].flatMap { $0.object == nil ? nil : $0 }
            let message = delta ?? choice["message"] ?? .null
            isWhole = delta == nil
            thought = OpenAIChunk.thought(message)
            words = OpenAIChunk.words(message["content"])
            refusal = message["refusal"]?.string ?? ""
            // The form before tools (until 2023) has one call, in fragments without an id.
            let legacy = message["function_call"].flatMap { $0.object == nil ? nil : $0 }
            calls =
                (message["tool_calls"]?.array ?? []).filter { $0.object != nil }
                + (legacy.map { [["index": -1, "function": $0]] } ?? [])
        }
    }

    /// The reasoning beside the answer, once, though some servers send it under two names.
    private static func thought(_ message: JSONValue) -> String {
        for key in ["reasoning_content", "reasoning", "thinking"] {
            if let text = message[key]?.string, !text.isEmpty { return text }
        }
        // https://openrouter.ai/docs/guides/best-practices/reasoning-tokens
        let details = (message["reasoning_details"]?.array ?? []).map { detail in
            detail["text"]?.string ?? detail["summary"]?.string ?? ""
        }.joined()
        return details.isEmpty ? parts(message["content"], thoughts: true) : details
    }

    /// The text of a `content`, which some servers send as a list of parts.
    private static func words(_ content: JSONValue?) -> String {
        content?.string ?? parts(content, thoughts: false)
    }

    /// The parts of a content that are thoughts, or those that are none.
    private static func parts(_ content: JSONValue?, thoughts: Bool) -> String {
        (content?.array ?? []).map { part in
            let isThought = ["thinking", "reasoning"].contains(part["type"]?.string)
            guard isThought == thoughts else { return "" }
            if let text = part["text"]?.string ?? part["thinking"]?.string { return text }
            return (part["thinking"]?.array ?? []).compactMap { $0["text"]?.string }.joined()
        }.joined()
    }

    /// The report of tokens, if the chunk has one; its prompt tokens include what the cache answered.
    static func usage(in chunk: JSONValue) -> [ProviderEvent] {
        let places = [chunk["usage"], chunk["x_groq"]?["usage"]]
        guard let value = places.compactMap({ $0 }).first(where: { $0.object != nil }) else { return [] }
        let cached = value["prompt_tokens_details"]?["cached_tokens"]?.count
        return [
            .usage(
                Usage(
                    input: value["prompt_tokens"]?.count.map { max(0, $0 - (cached ?? 0)) },
                    output: value["completion_tokens"]?.count, cacheRead: cached,
                    thinking: value["completion_tokens_details"]?["reasoning_tokens"]?.count))
        ]
    }
}

extension JSONValue {
    /// A number of tokens; `nil` for what nobody can have used.
    var count: Int? {
        integer.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }
}
