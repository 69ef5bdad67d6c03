import HTTP
import JSON
import Text

/// The stream of chat completion chunks, in the dialects of the servers that speak it.
///
/// Usage may come in the last chunk, in one without choices after it, or under `x_groq`; the reason for the end
/// may come twice; `[DONE]` may be missing. Without any reason the answer was cut off.
struct OpenAIDecoder: StreamDecoder {
    private var head: AnswerHead
    private var spoken = SpokenAnswer()
    private var hasRefused = false
    private var reason: String?
    /// The choice that is read: the first that spoke.
    private var choice: Int?
    private(set) var isComplete = false

    var callBytes: Int { spoken.calls.bytes }

    /// `key` is what the server was sent.
    init(model: ModelID, key: Secret? = nil) {
        head = AnswerHead(model: model, key: key)
    }

    mutating func begin(requestID: String?) {
        head.requestID = requestID
    }

    mutating func decode(_ event: ServerSentEvent) throws(ProviderError) -> [ProviderEvent] {
        guard !isComplete else { return [] }
        if event.data.drop(while: \.isWhitespace).hasPrefix("[DONE]") { return try finish() }
        // Signs of life come under names of their own.
        let chunk = try event.document(key: head.key) { event.name != "message" || $0.hasPrefix("ping") }
        guard let chunk else { return [] }
        return try decode(chunk: chunk)
    }

    mutating func decode(whole document: JSONValue) throws(ProviderError) -> [ProviderEvent]? {
        guard document["choices"]?.array?.isEmpty == false else { return nil }
        let events = try decode(chunk: document)
        return events + (try finish())
    }

    mutating func end() throws(ProviderError) -> [ProviderEvent] {
        if isComplete { return [] }
        guard reason != nil else { throw .cutOff(detail: "the connection ended before the answer did") }
        return try finish()
    }

    private mutating func decode(chunk: JSONValue) throws(ProviderError) -> [ProviderEvent] {
        if let error = chunk["error"], error != .null { throw ServerFault(chunk, key: head.key).error }
        var events = start(chunk) + OpenAIChunk.usage(in: chunk)
        for choice in chunk["choices"]?.array ?? [] {
            let index = choice["index"]?.integer ?? 0
            guard self.choice ?? index == index else { continue }
            self.choice = index
            if let error = choice["error"], error != .null { throw ServerFault(choice, key: head.key).error }
            events += decode(choice: choice)
        }
        return events
    }

    private mutating func start(_ chunk: JSONValue) -> [ProviderEvent] {
        guard let name = chunk["model"]?.string else { return [] }
        return head.begun(by: name, id: chunk["id"]?.string)
    }

    private mutating func decode(choice: JSONValue) -> [ProviderEvent] {
        // An empty word or null after a reason takes nothing back.
        if let word = choice["finish_reason"]?.string, !word.isEmpty { reason = word }
        let delta = OpenAIChunk.Delta(choice)
        // A few servers repeat the whole message at the end of its stream.
        if delta.isWhole, !spoken.text.isEmpty || !spoken.calls.isEmpty { return [] }
        var events: [ProviderEvent] = delta.thought.isEmpty ? [] : [.thinkingDelta(delta.thought)]
        events += spoken.say(delta.words)
        hasRefused = hasRefused || !delta.refusal.isEmpty
        events += spoken.say(plainly: delta.refusal)
        for fragment in delta.calls { events += spoken.call(fragment, isWhole: delta.isWhole) }
        return events
    }

    private mutating func finish() throws(ProviderError) -> [ProviderEvent] {
        if reason == nil, !spoken.calls.isEmpty { throw .cutOff(detail: "the answer ended without a reason") }
        if reason == "error" { throw .server(status: nil, detail: "it ended the answer with an error") }
        isComplete = true
        let started = head.begun()
        let (rest, blocks) = spoken.end()
        return started + rest + blocks + [.finished(stopReason)]
    }

    private var stopReason: StopReason {
        switch reason {
        case _ where hasRefused: .refusal(category: nil)
        case "content_filter": .refusal(category: "content_filter")
        case "length", "max_tokens", "model_length": .maxTokens
        // Several servers say "stop" although they call tools, and their own words for both.
        case nil, "stop", "eos", "end_turn", "stop_sequence", "tool_calls", "tool_call", "tool_use",
            "function_call":
            spoken.calls.isEmpty ? .endTurn : .toolUse
        case let word?: .other(word)
        }
    }
}
