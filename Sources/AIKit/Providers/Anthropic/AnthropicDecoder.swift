import HTTP
import JSON
import Text

/// The event stream of the Messages API. https://platform.claude.com/docs/en/build-with-claude/streaming
///
/// Unknown events, deltas and blocks are part of the protocol. Blocks are handed over at `message_stop`, in
/// the order of their indices, because only then is it certain that they are whole.
struct AnthropicDecoder: StreamDecoder {
    private var head: AnswerHead
    private var blocks: [Int: AnthropicBlock] = [:]
    private var stopReason: StopReason?
    private(set) var isComplete = false
    private(set) var callBytes = 0

    /// `key` is what the server was sent.
    init(model: ModelID, key: Secret? = nil) {
        head = AnswerHead(model: model, key: key)
    }

    mutating func begin(requestID: String?) {
        head.requestID = requestID
    }

    mutating func decode(_ event: ServerSentEvent) throws(ProviderError) -> [ProviderEvent] {
        // llama-server's errors have no type here.
        guard !isComplete,
            let content = try event.document(
                key: head.key, isSignOfLife: { _ in event.name == "ping" })
        else { return [] }
        switch content["type"]?.string {
        case "message_start": return start(content)
        case "content_block_start": return open(content)
        case "content_block_delta": return extend(content)
        case "message_delta": return update(content)
        case "message_stop": return try finish()
        case "error": throw ServerFault(content, key: head.key).error
        case nil where content["error"]?.object != nil: throw ServerFault(content, key: head.key).error
        default: return []
        }
    }

    mutating func decode(whole document: JSONValue) throws(ProviderError) -> [ProviderEvent]? {
        guard document["type"] == "message", let content = document["content"]?.array else { return nil }
        var events = start(["message": document])
        for (index, block) in content.enumerated() {
            events += open(["index": .integer(index), "content_block": block])
        }
        events += update(["delta": document])
        return events + (try finish())
    }

    mutating func end() throws(ProviderError) -> [ProviderEvent] {
        guard isComplete else { throw .cutOff(detail: "the connection ended before the message did") }
        return []
    }

    private mutating func start(_ event: JSONValue) -> [ProviderEvent] {
        let message = event["message"]
        return head.begun(by: message?["model"]?.string) + AnthropicDecoder.usage(message?["usage"])
    }

    private mutating func open(_ event: JSONValue) -> [ProviderEvent] {
        guard let index = event["index"]?.integer, let content = event["content_block"] else { return [] }
        let block = AnthropicBlock(content)
        blocks[index] = block
        callBytes += 256
        switch block.kind {
        case .text(let text) where !text.isEmpty: return [.textDelta(text)]
        case .toolUse(let id, let name, _): return [.toolUseStarted(id: id, name: name)]
        case .text, .thinking, .redacted, .opaque: return []
        }
    }

    private mutating func extend(_ event: JSONValue) -> [ProviderEvent] {
        guard let index = event["index"]?.integer, let delta = event["delta"] else { return [] }
        if !["text_delta", "thinking_delta"].contains(delta["type"]?.string) {
            callBytes += delta.text.utf8.count
        }
        return blocks[index]?.extend(with: delta).map { [$0] } ?? []
    }

    private mutating func update(_ event: JSONValue) -> [ProviderEvent] {
        if let word = event["delta"]?["stop_reason"]?.string {
            let category = event["delta"]?["stop_details"]?["category"]?.string
            stopReason = AnthropicDecoder.stopReason(word, category: category)
        }
        return AnthropicDecoder.usage(event["usage"])
    }

    private mutating func finish() throws(ProviderError) -> [ProviderEvent] {
        guard let stopReason else { throw .cutOff(detail: "the message ended without a reason") }
        isComplete = true
        let whole = blocks.sorted { $0.key < $1.key }.compactMap(\.value.content)
        return whole.map { .completed($0) } + [.finished(stopReason)]
    }

    private static func stopReason(_ word: String, category: String?) -> StopReason {
        switch word {
        case "end_turn": .endTurn
        case "tool_use": .toolUse
        case "max_tokens": .maxTokens
        case "stop_sequence": .stopSequence
        case "pause_turn": .paused
        case "refusal": .refusal(category: category)
        case "model_context_window_exceeded": .contextFull
        default: .other(word)
        }
    }

    /// The report of a `usage` object; absent members stay as they were.
    private static func usage(_ value: JSONValue?) -> [ProviderEvent] {
        guard let value, case .object = value else { return [] }
        return [
            .usage(
                Usage(
                    input: value["input_tokens"]?.count, output: value["output_tokens"]?.count,
                    cacheRead: value["cache_read_input_tokens"]?.count,
                    cacheWrite: value["cache_creation_input_tokens"]?.count,
                    cacheWriteHour: value["cache_creation"]?["ephemeral_1h_input_tokens"]?.count,
                    thinking: value["output_tokens_details"]?["thinking_tokens"]?.count))
        ]
    }
}
