/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// The event's type, `message` when the stream names none.
    package var name: String
    /// The data lines joined by line feeds; may be empty.
    package var data: String
    /// The last id the stream has given, in this event or an earlier one; empty for none.
    package var id: String
    /// How long to wait before connecting again, when the stream has said so.
    package var retry: Duration?

    package init(name: String = "message", data: String, id: String = "", retry: Duration? = nil) {
        self.name = name
        self.data = data
        self.id = id
        self.retry = retry
    }
}

/// The events of a `text/event-stream` body, as they arrive.
///
/// Ends when the body ends; throws the body's error, or `HTTPError.eventTooLarge`. Comments, which servers send
/// to keep the connection alive, and blocks without data give no event. In a cancelled task the end of the
/// body, and so of the events, proves nothing: ask `Task.isCancelled`.
package struct ServerSentEvents: AsyncSequence, Sendable {
    package typealias Element = ServerSentEvent
    package typealias Failure = any Error

    private let body: AsyncThrowingStream<[UInt8], any Error>
    private let limit: Int

    /// Reads `body`, usually that of an `HTTPStream`.
    ///
    /// - Parameters:
    ///   - body: the bytes, split anywhere.
    ///   - limit: the most bytes of one event.
    package init(_ body: AsyncThrowingStream<[UInt8], any Error>, limit: Int = 16 << 20) {
        self.body = body
        self.limit = limit
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(chunks: body.makeAsyncIterator(), parser: ServerSentEventParser(limit: limit))
    }

    /// Hands out one event at a time and reads on only when it has none left.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate var chunks: AsyncThrowingStream<[UInt8], any Error>.Iterator
        fileprivate var parser: ServerSentEventParser
        /// Events of the last chunk that were not handed out yet, the next one last.
        private var waiting: [ServerSentEvent] = []

        fileprivate init(
            chunks: AsyncThrowingStream<[UInt8], any Error>.Iterator, parser: ServerSentEventParser
        ) {
            self.chunks = chunks
            self.parser = parser
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(any Error) -> ServerSentEvent? {
            while waiting.isEmpty {
                guard let chunk = try await chunks.next(isolation: actor) else { return nil }
                waiting = try parser.read(chunk).reversed()
            }
            return waiting.removeLast()
        }
    }
}

/// Bytes of a `text/event-stream` in, events out, however the bytes are split.
///
/// Text is decoded only when its line is whole, so a character cut by a chunk is read right. Follows
/// https://html.spec.whatwg.org/multipage/server-sent-events.html §9.2.6.
package struct ServerSentEventParser {
    /// The most bytes of one event: its data so far and the line being read.
    private let limit: Int
    private var line: [UInt8] = []
    private var isFirstLine = true
    /// The last byte was a carriage return, so a line feed now belongs to it.
    private var endsInCarriageReturn = false
    private var name = ""
    private var data: [UInt8] = []
    private var id = ""
    private var retry: Duration?

    /// - Parameter limit: the most bytes of one event.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Reads a chunk and returns the events it completes, throwing `.eventTooLarge` beyond the limit.
    ///
    /// An event that the stream's end leaves without its blank line is not one and is dropped.
    package mutating func read(_ chunk: [UInt8]) throws(HTTPError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var rest = chunk[...]
        if endsInCarriageReturn, let first = rest.first {
            endsInCarriageReturn = false
            if first == Byte.lineFeed { rest.removeFirst() }
        }
        while let end = rest.firstIndex(where: { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }) {
            try extendLine(rest[..<end])
            if let event = endLine() { events.append(event) }
            var next = end + 1
            if rest[end] == Byte.carriageReturn {
                if next == rest.endIndex {
                    endsInCarriageReturn = true
                } else if rest[next] == Byte.lineFeed {
                    next += 1
                }
            }
            rest = rest[next...]
        }
        try extendLine(rest)
        return events
    }

    private mutating func extendLine(_ bytes: ArraySlice<UInt8>) throws(HTTPError) {
        guard data.count + line.count + bytes.count <= limit else { throw .eventTooLarge(limit: limit) }
        line.append(contentsOf: bytes)
    }

    /// Acts on the line that is now whole; a blank one may complete an event.
    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: Byte.byteOrderMark) { line.removeFirst(Byte.byteOrderMark.count) }
        }
        guard !line.isEmpty else { return dispatch() }
        guard let colon = line.firstIndex(of: Byte.colon) else {
            setField(line[...], to: [])
            return nil
        }
        // A line that starts with a colon is a comment.
        guard colon > 0 else { return nil }
        var value = line[(colon + 1)...]
        if value.first == Byte.space { value.removeFirst() }
        setField(line[..<colon], to: value)
        return nil
    }

    private mutating func setField(_ field: ArraySlice<UInt8>, to value: ArraySlice<UInt8>) {
        switch String(decoding: field, as: UTF8.self) {
        case "data":
            data.append(contentsOf: value)
            data.append(Byte.lineFeed)
        case "event":
            name = String(decoding: value, as: UTF8.self)
        case "id" where !value.contains(0):
            id = String(decoding: value, as: UTF8.self)
        case "retry" where value.allSatisfy(Byte.isDigit):
            guard let milliseconds = Int64(String(decoding: value, as: UTF8.self), radix: 10) else { return }
            retry = .milliseconds(milliseconds)
        default:
            return
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data = []
        }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(
            name: name.isEmpty ? "message" : name,
            data: String(decoding: data.dropLast(), as: UTF8.self), id: id, retry: retry)
    }
}

/// The bytes an event stream gives a meaning to.
enum Byte {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let colon = UInt8(ascii: ":")
    static let space = UInt8(ascii: " ")
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
