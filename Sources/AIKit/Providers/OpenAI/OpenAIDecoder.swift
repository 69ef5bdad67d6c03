import JSON

/// The stream of chat completion chunks, in the dialects of the servers that speak it.
///
/// Usage may come in the last chunk, in one without choices after it, or under `x_groq`; the reason for the end
/// may come twice; `[DONE]` may be missing. Without any reason the answer was cut off.
struct OpenAIDecoder: StreamDecoder {
    private var model: ModelID
    private var requestID: String?
    private var hasStarted = false
    private var text = ""
    private var hasRefused = false
    private var calls = OpenAICalls()
    private var reason: String?
    private(set) var isComplete = false

    init(model: ModelID) {
        self.model = model
    }

    mutating func begin(requestID: String?) {
        self.requestID = requestID
    }

    mutating func take(_ data: String) throws(ProviderError) -> [ProviderEvent] {
        guard !isComplete else { return [] }
        if data.trimmingPrefix(while: \.isWhitespace).hasPrefix("[DONE]") { return try finish() }
        let chunk: JSONValue
        do {
            chunk = try JSONValue(parsing: data)
        } catch {
            throw .cutOff(detail: "an event is not JSON")
        }
        if let error = chunk["error"], error != .null { throw ServerFault(chunk).error }
        var events = start(chunk) + OpenAIDecoder.usage(in: chunk)
        for choice in chunk["choices"]?.array ?? [] where choice["index"]?.integer ?? 0 == 0 {
            events += take(choice: choice)
        }
        return events
    }

    mutating func end() throws(ProviderError) -> [ProviderEvent] {
        if isComplete { return [] }
        guard reason != nil else { throw .cutOff(detail: "the connection ended before the answer did") }
        return try finish()
    }

    private mutating func start(_ chunk: JSONValue) -> [ProviderEvent] {
        guard !hasStarted, let name = chunk["model"]?.string else { return [] }
        hasStarted = true
        model = ModelID(rawValue: name)
        return [.started(model: model, requestID: requestID ?? chunk["id"]?.string)]
    }

    private mutating func take(choice: JSONValue) -> [ProviderEvent] {
        var events: [ProviderEvent] = []
        let delta = choice["delta"] ?? choice["message"] ?? .null
        let reasoning = delta["reasoning_content"]?.string ?? delta["reasoning"]?.string ?? ""
        if !reasoning.isEmpty { events.append(.thinkingDelta(reasoning)) }
        let refusal = delta["refusal"]?.string ?? ""
        hasRefused = hasRefused || !refusal.isEmpty
        let words = OpenAIDecoder.words(delta["content"]) + refusal
        if !words.isEmpty {
            text += words
            events.append(.textDelta(words))
        }
        for fragment in delta["tool_calls"]?.array ?? [] {
            if let begun = calls.take(fragment) {
                events.append(.toolUseStarted(id: begun.id, name: begun.name))
            }
        }
        reason = choice["finish_reason"]?.string ?? reason
        return events
    }

    /// The text of a `content`, which some servers send as a list of parts.
    private static func words(_ content: JSONValue?) -> String {
        content?.string ?? (content?.array ?? []).compactMap { $0["text"]?.string }.joined()
    }

    private mutating func finish() throws(ProviderError) -> [ProviderEvent] {
        if reason == nil, !calls.isEmpty { throw .cutOff(detail: "the answer ended without a reason") }
        isComplete = true
        let started: [ProviderEvent] = hasStarted ? [] : [.started(model: model, requestID: requestID)]
        let spoken: [ContentBlock] = text.isEmpty ? [] : [.text(text)]
        let uses = calls.toolUses.map { ContentBlock.toolUse($0) }
        return started + (spoken + uses).map { .completed($0) } + [.finished(stopReason)]
    }

    private var stopReason: StopReason {
        switch reason {
        case _ where hasRefused: .refusal(category: nil)
        case "content_filter": .refusal(category: "content_filter")
        case "length": .maxTokens
        // Several servers say "stop" although they call tools.
        case nil, "stop", "tool_calls", "function_call": calls.isEmpty ? .endTurn : .toolUse
        case let word?: .other(word)
        }
    }

    /// The report of tokens, if the chunk has one; its prompt tokens include what the cache answered.
    private static func usage(in chunk: JSONValue) -> [ProviderEvent] {
        guard
            let value = [chunk["usage"], chunk["x_groq"]?["usage"]].compactMap({ $0 }).first(where: {
                $0 != .null
            })
        else { return [] }
        let cached = value["prompt_tokens_details"]?["cached_tokens"]?.integer
        return [
            .usage(
                Usage(
                    input: value["prompt_tokens"]?.integer.map {
                        max(0, $0.saturatingSubtracting(cached ?? 0))
                    },
                    output: value["completion_tokens"]?.integer, cacheRead: cached,
                    thinking: value["completion_tokens_details"]?["reasoning_tokens"]?.integer))
        ]
    }
}
