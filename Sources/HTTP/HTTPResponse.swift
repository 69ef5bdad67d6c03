/// The head of an answer: everything before the body.
package struct HTTPResponseHead: Sendable {
    package var status: Int
    /// The reason phrase of the status line, which Proxmox uses for its message; may be empty.
    package var reason: String
    package var headers: [HTTPHeader]

    package init(status: Int, reason: String, headers: [HTTPHeader]) {
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The first value of a header, its name compared without case.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A whole answer.
package struct HTTPResponse: Sendable {
    package var head: HTTPResponseHead
    package var body: [UInt8]
    /// From the start of the request to the last byte.
    package var duration: Duration

    package init(head: HTTPResponseHead, body: [UInt8], duration: Duration) {
        self.head = head
        self.body = body
        self.duration = duration
    }
}

/// An answer whose body is still arriving.
///
/// Dropping the stream or cancelling the task that reads it closes the connection. The peer is read no faster
/// than the body: at most about 256 KiB wait here.
package struct HTTPStream: Sendable {
    package var head: HTTPResponseHead
    /// Chunks as they arrive, split anywhere; ends by throwing an `HTTPError` when the connection is cut.
    ///
    /// In a cancelled task it ends with `.cancelled` or, as every `AsyncThrowingStream` does, with `nil`: ask
    /// `Task.isCancelled` before believing that the body was complete.
    package var body: AsyncThrowingStream<[UInt8], any Error>

    package init(head: HTTPResponseHead, body: AsyncThrowingStream<[UInt8], any Error>) {
        self.head = head
        self.body = body
    }
}

/// Header lines as libcurl hands them over in, the head of the final answer out.
///
/// Interim answers (1xx but 101) and trailers are skipped.
struct ResponseHeadReader {
    private enum Place {
        case statusLine
        case fields
        case body
    }

    /// The most bytes of head, interim answers and trailers included.
    static let limit = 256 << 10

    private var place = Place.statusLine
    private var head = HTTPResponseHead(status: 0, reason: "", headers: [])
    private var byteCount = 0

    /// Whether the final head was complete.
    var isComplete: Bool {
        place == .body
    }

    /// Whether the peer has sent more than `limit`.
    var isTooLarge: Bool {
        byteCount > ResponseHeadReader.limit
    }

    /// Reads one line with its line end; returns the head with the blank line that closes it.
    mutating func read(_ bytes: UnsafeRawBufferPointer) -> HTTPResponseHead? {
        byteCount += bytes.count
        guard !isTooLarge else { return nil }
        let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        switch place {
        case .statusLine:
            readStatusLine(line)
        case .fields where line.isEmpty:
            return endFields()
        case .fields:
            readField(line)
        case .body:
            break
        }
        return nil
    }

    /// `HTTP-version SP status-code SP [reason-phrase]`, the last part often missing: RFC 9112 §4.
    private mutating func readStatusLine(_ line: Slice<UnsafeRawBufferPointer>) {
        guard line.starts(with: "HTTP/".utf8) else { return }
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        let status = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self), radix: 10) : nil
        let reason = parts.count > 2 ? String(decoding: parts[2], as: UTF8.self) : ""
        head = HTTPResponseHead(status: status ?? 0, reason: reason, headers: [])
        place = .fields
    }

    private mutating func readField(_ line: Slice<UnsafeRawBufferPointer>) {
        let text = String(decoding: line, as: UTF8.self)
        // A line that begins with a blank continues the one before: RFC 9112 §5.2.
        if text.first?.isWhitespace == true, let last = head.headers.indices.last {
            head.headers[last].value += " " + text.trimmed
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return }
        let value = text[text.index(after: colon)...].trimmed
        head.headers.append(HTTPHeader(String(text[..<colon]), value))
    }

    private mutating func endFields() -> HTTPResponseHead? {
        let isInterim = (100..<200).contains(head.status) && head.status != 101
        place = isInterim ? .statusLine : .body
        return isInterim ? nil : head
    }
}

extension StringProtocol {
    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        let count = start.reversed().prefix { $0 == " " || $0 == "\t" }.count
        return String(start.dropLast(count))
    }
}
