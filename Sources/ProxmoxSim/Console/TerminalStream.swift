/// What a terminal's client says, out of frames that may be cut anywhere.
///
/// The grammar is `0:LENGTH:BYTES`, `1:COLUMNS:ROWS:` and `2`; LENGTH counts bytes.
struct TerminalStream: Sendable {
    /// One complete thing that was said.
    enum Message: Sendable, Equatable {
        case input([UInt8])
        case size(columns: Int, rows: Int)
        case ping
    }

    /// Something outside the grammar.
    struct Malformed: Error {}

    /// No keystroke and no paste is longer.
    private static let limit = 128 << 10

    private var pending: [UInt8] = []

    /// Adds bytes and takes what has become complete.
    mutating func read(_ bytes: [UInt8]) throws(Malformed) -> [Message] {
        pending.append(contentsOf: bytes)
        var messages: [Message] = []
        while let message = try next() { messages.append(message) }
        return messages
    }

    private mutating func next() throws(Malformed) -> Message? {
        guard let kind = pending.first else { return nil }
        switch kind {
        case UInt8(ascii: "2"):
            pending.removeFirst()
            return .ping
        case UInt8(ascii: "1"):
            guard let (columns, afterColumns) = try number(from: 2),
                let (rows, end) = try number(from: afterColumns)
            else { return nil }
            pending.removeFirst(end)
            return .size(columns: columns, rows: rows)
        case UInt8(ascii: "0"):
            guard let (length, start) = try number(from: 2) else { return nil }
            guard length <= Self.limit else { throw Malformed() }
            guard pending.count >= start + length else { return nil }
            let input = Array(pending[start..<start + length])
            pending.removeFirst(start + length)
            return .input(input)
        default: throw Malformed()
        }
    }

    /// A number that a colon ends, and the place behind the colon.
    private func number(from start: Int) throws(Malformed) -> (Int, Int)? {
        guard pending.count > start else { return nil }
        guard let colon = pending[start...].firstIndex(of: UInt8(ascii: ":")) else {
            if pending.count - start > 7 { throw Malformed() }
            return nil
        }
        guard let number = Int(String(decoding: pending[start..<colon], as: UTF8.self)), number >= 0 else {
            throw Malformed()
        }
        return (number, colon + 1)
    }
}
