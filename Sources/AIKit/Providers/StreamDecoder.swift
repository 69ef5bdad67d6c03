import HTTP
import JSON
import Text

/// Turns the events of a server's stream into the room's.
protocol StreamDecoder: Sendable {
    /// How the parts of an answer are told apart.
    static var framing: AnswerFraming { get }
    /// The answer has begun; the head may carry the server's id of the request.
    mutating func begin(requestID: String?)
    /// The next event.
    mutating func decode(_ event: ServerSentEvent) throws(ProviderError) -> [ProviderEvent]
    /// A whole answer that came as one document; `nil` when it is none.
    mutating func decode(whole document: JSONValue) throws(ProviderError) -> [ProviderEvent]?
    /// Bytes of the calls so far, each with a few hundred for itself.
    var callBytes: Int { get }
    /// Whether nothing more is to be expected.
    var isComplete: Bool { get }
    /// The connection has ended.
    mutating func end() throws(ProviderError) -> [ProviderEvent]
}

extension StreamDecoder {
    static var framing: AnswerFraming { .events }
}

/// How the parts of an answer are told apart.
enum AnswerFraming: Sendable {
    /// Server-sent events.
    case events
    /// A line of JSON each.
    case lines
}

/// What a decoder knows of its answer as a whole: who answers, and whether that was told.
struct AnswerHead: Sendable {
    private(set) var model: ModelID
    var requestID: String?
    private(set) var isTold = false
    /// The key that the server was sent.
    let key: Secret?

    init(model: ModelID, key: Secret?) {
        self.model = model
        self.key = key
    }

    /// The event that an answer begins, once; `name` and `id` are what the server says of itself.
    mutating func begun(by name: String? = nil, id: String? = nil) -> [ProviderEvent] {
        guard !isTold else { return [] }
        isTold = true
        if let name { model = ModelID(rawValue: name) }
        return [.started(model: model, requestID: requestID ?? id)]
    }
}

extension ServerSentEvent {
    /// The JSON of an event; `nil` for a sign of life, and for one that says nothing.
    ///
    /// Throws what an event of errors reports, without the `key` if it quotes it, and `.cutOff` for what should be JSON and
    /// is none.
    func document(
        key: Secret?, isSignOfLife: (Substring) -> Bool
    ) throws(ProviderError) -> JSONValue? {
        let data = data.drop(while: \.isWhitespace)
        guard !data.isEmpty else { return nil }
        let document: JSONValue
        do {
            document = try JSONValue(bytes: data.utf8)
        } catch {
            if name == "error" { throw ServerFault(.string(self.data), key: key).error }
            if isSignOfLife(data) { return nil }
            throw .cutOff(detail: "an event is not JSON")
        }
        if name == "error" { throw ServerFault(document, key: key).error }
        return document
    }
}
