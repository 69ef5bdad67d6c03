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
