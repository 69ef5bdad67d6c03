/// The shell behind a console: it echoes, edits a line a little, and knows a few commands.
struct ConsoleShell: Sendable {
    /// What a key press leads to.
    enum Effect: Sendable, Equatable {
        /// Bytes for the screen.
        case show(String)
        /// A command line to be run; its output and then `prompt` belong on the screen.
        case run(String)
        case exit
    }

    let prompt: String
    private var line = ""

    init(host: String) {
        prompt = "root@\(host):~# "
    }

    /// Takes typed bytes.
    mutating func type(_ bytes: [UInt8]) -> [Effect] {
        var effects: [Effect] = []
        for character in String(decoding: bytes, as: UTF8.self) { effects += type(character) }
        return effects
    }

    private mutating func type(_ character: Character) -> [Effect] {
        switch character {
        case "\r", "\n", "\r\n":
            let command = line.drop { $0 == " " }
            line = ""
            if command == "exit" || command == "logout" { return [.show("\r\nlogout\r\n"), .exit] }
            return [.show("\r\n"), command.isEmpty ? .show(prompt) : .run(String(command))]
        case "\u{7F}", "\u{08}":
            return line.popLast() == nil ? [] : [.show("\u{08} \u{08}")]
        case "\u{03}":
            line = ""
            return [.show("^C\r\n" + prompt)]
        case "\u{04}":
            return line.isEmpty ? [.show("\r\nlogout\r\n"), .exit] : []
        case "\u{0C}":
            return [.show("\u{1B}[H\u{1B}[2J" + prompt + line)]
        default:
            guard !character.unicodeScalars.contains(where: { $0.value < 0x20 }), line.count < 4_096 else {
                return []
            }
            line.append(character)
            return [.show(String(character))]
        }
    }
}

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
