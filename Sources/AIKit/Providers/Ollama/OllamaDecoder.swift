import HTTP
import JSON
import Text

/// The lines of an answer of Ollama's own interface.
///
/// Calls come whole, and an error may come as a line of its own in an answer that began well. Without a line that says
/// `done` the answer was cut off.
struct OllamaDecoder: StreamDecoder {
    private var head: AnswerHead
    private var spoken = SpokenAnswer()
    private var reason: String?
    private(set) var isComplete = false

    static let framing = AnswerFraming.lines

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
        let line = try event.document(key: head.key) { _ in false }
        guard let line else { return [] }
        return try decode(line: line)
    }

    /// One that was not streamed is a line that is done.
    mutating func decode(whole document: JSONValue) throws(ProviderError) -> [ProviderEvent]? {
        guard document["message"]?.object != nil || document["done"]?.bool == true else { return nil }
        return try decode(line: document)
    }

    mutating func end() throws(ProviderError) -> [ProviderEvent] {
        if isComplete { return [] }
        throw .cutOff(detail: "the connection ended before the answer did")
    }

    private mutating func decode(line: JSONValue) throws(ProviderError) -> [ProviderEvent] {
        if let error = line["error"], error != .null { throw ServerFault(line, key: head.key).error }
        var events = line["model"]?.string.map { head.begun(by: $0) } ?? []
        let message = line["message"] ?? .null
        if let thought = message["thinking"]?.string, !thought.isEmpty {
            events.append(.thinkingDelta(thought))
        }
        events += spoken.say(message["content"]?.string ?? "")
        for call in message["tool_calls"]?.array ?? [] where call.object != nil {
            events += spoken.call(call, isWhole: true)
        }
        guard line["done"]?.bool == true else { return events }
        reason = line["done_reason"]?.string
        return events + finish(line)
    }

    private mutating func finish(_ line: JSONValue) -> [ProviderEvent] {
        isComplete = true
        let started = head.begun()
        let (rest, blocks) = spoken.end()
        let usage = Usage(input: line["prompt_eval_count"]?.count, output: line["eval_count"]?.count)
        return started + rest + [.usage(usage)] + blocks + [.finished(stopReason)]
    }

    private var stopReason: StopReason {
        switch reason {
        case "length": .maxTokens
        case nil, "stop", "load", "unload": spoken.calls.isEmpty ? .endTurn : .toolUse
        case let word?: .other(word)
        }
    }
}
