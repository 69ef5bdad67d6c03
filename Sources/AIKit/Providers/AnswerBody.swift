import HTTP
import JSON
import Text

/// The body of an answer with a good status: an event stream as asked for, or what came instead of it.
///
/// Told by its first visible byte and not by the content type, which servers and proxies get wrong.
struct AnswerBody {
    /// The most bytes of one event, and of a document.
    private static let limit = 16 << 20

    /// The key that the server was sent.
    private let key: Secret?
    private let framing: AnswerFraming
    private var parser = ServerSentEventParser(limit: limit)
    private var lines = LineParser(limit: limit)
    /// `nil` until something visible has come.
    private var isStream: Bool?
    private var hasEvents = false
    /// The document, or the beginning of a stream.
    private var bytes: [UInt8] = []

    init(key: Secret?, framing: AnswerFraming = .events) {
        self.key = key
        self.framing = framing
    }

    /// The events that a chunk completes; none of a document.
    mutating func read(_ chunk: [UInt8]) throws -> [ServerSentEvent] {
        if isStream == true { return try events(chunk) }
        bytes += chunk
        if isStream == nil, let first = Self.visible(bytes).first {
            isStream = framing == .lines ? first == UInt8(ascii: "{") : !Self.openings.contains(first)
            if isStream == true {
                defer { bytes = Array(bytes.prefix(4096)) }
                return try events(bytes)
            }
        }
        guard bytes.count <= Self.limit else { throw HTTPError.eventTooLarge(limit: Self.limit) }
        return []
    }

    /// What the end of the connection completes, or why it is no answer.
    mutating func end(
        _ decoder: inout some StreamDecoder, _ address: ServerAddress
    ) throws(ProviderError) -> [ProviderEvent] {
        switch isStream {
        case nil: throw .server(status: nil, detail: "it sent nothing at all")
        case true? where framing == .lines:
            // The last line may come without its end, or be the beginning of one.
            guard let line = lines.end(), (try? JSONValue(bytes: line.utf8)) != nil else {
                return try decoder.end()
            }
            let events = try decoder.decode(ServerSentEvent(data: line))
            return events + (try decoder.end())
        case true?:
            if hasEvents || beginsAsStream { return try decoder.end() }
            throw .misconfigured(detail: "\(address) answers with “\(quoted)”; \(address.hint)")
        case false?: return try document(&decoder, address)
        }
    }

    private mutating func events(_ chunk: [UInt8]) throws(HTTPError) -> [ServerSentEvent] {
        let events =
            framing == .lines
            ? try lines.read(chunk).map { ServerSentEvent(data: $0) } : try parser.read(chunk)
        hasEvents = hasEvents || !events.isEmpty
        return events
    }

    private func document(
        _ decoder: inout some StreamDecoder, _ address: ServerAddress
    ) throws(ProviderError) -> [ProviderEvent] {
        if let page = WebPage(Array(Self.visible(bytes)), key: key) {
            throw .misconfigured(
                detail: "\(address) answers with a web page (\(page.words)); \(address.hint)")
        }
        guard let json = try? JSONValue(bytes: Self.visible(bytes)) else {
            let isLines = Self.visible(bytes).contains(UInt8(ascii: "\n")) && firstLine?.object != nil
            guard isLines else { throw .cutOff(detail: "the connection ended before the answer did") }
            if let error = firstLine?["error"], error != .null {
                throw ServerFault(firstLine ?? .null, key: key).error
            }
            throw .misconfigured(
                detail: "\(address) answers in lines of JSON, as Ollama's own interface does; \(address.hint)"
            )
        }
        if let error = json["error"], error != .null { throw ServerFault(json, key: key).error }
        if let events = try decoder.decode(whole: json) { return events }
        throw .misconfigured(detail: "\(address) answers with “\(quoted)”; \(address.hint)")
    }

    private var firstLine: JSONValue? {
        try? JSONValue(bytes: Self.visible(bytes).prefix { $0 != UInt8(ascii: "\n") })
    }

    /// Whether what came is at least the beginning of an event, or a comment.
    private var beginsAsStream: Bool {
        let start = String(decoding: Self.visible(bytes).prefix(6), as: UTF8.self)
        return [":", "data", "event", "id", "retry"].contains { start.hasPrefix($0) }
    }

    private var quoted: String {
        let beginning = String(decoding: Self.visible(bytes).prefix(4096), as: UTF8.self)
        return Untrusted((key?.covered(in: beginning) ?? beginning).prefix(bytes: 80)).line
    }

    /// Of a JSON object, a list and a web page.
    private static let openings = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")]

    /// The bytes from the first that is neither blank nor a byte order mark.
    private static func visible(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return marked.drop { $0 <= UInt8(ascii: " ") }
    }
}

/// A web page where none was asked for, such as a proxy's block page.
struct WebPage {
    /// Its title and first words.
    let words: String

    /// `nil` for what is no page; the `key` that the server was sent is covered.
    init?(_ bytes: [UInt8], key: Secret?) {
        let text = String(decoding: bytes.prefix(16_384), as: UTF8.self)
        let start = text.drop(while: \.isWhitespace)
        guard ["<!doctype", "<html", "<head", "<body"].contains(where: { start.lowercased().hasPrefix($0) })
        else { return nil }
        var visible = ""
        var tag: String?
        for character in start {
            switch (character, tag) {
            case ("<", _): tag = ""
            case (">", let name?):
                tag = nil
                visible += name.lowercased().hasPrefix("/title") ? ": " : " "
            case (_, nil): visible.append(character)
            case (_, let name?): if name.count < 16 { tag = name + String(character) }
            }
        }
        let line = visible.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let clipped = Untrusted((key?.covered(in: line) ?? line).prefix(120)).line
        words = clipped.isEmpty ? "an empty one" : clipped
    }
}
