import Text

/// Makes the lines of an asciicast of version 2 (https://docs.asciinema.org/manual/asciicast/v2/).
struct AsciicastWriter {
    /// Lines that were made and not taken away yet.
    private(set) var lines: [UInt8] = []
    /// The beginning of a character whose end did not come yet, at most three bytes.
    private var cut: [UInt8] = []

    /// The first line: when it began in seconds since 1970, what the program calls itself, and some of its environment.
    mutating func header(size: TerminalSize, time: Int, title: String, environment: [(String, String)]) {
        let variables = environment.map { ($0, Optional(JSONText.string($1))) }
        let text = JSONText.object([
            ("version", "2"), ("width", "\(size.columns)"), ("height", "\(size.rows)"),
            ("timestamp", "\(time)"),
            ("title", title.isEmpty ? nil : JSONText.string(title)), ("env", JSONText.object(variables)),
        ])
        lines += Array((text + "\n").utf8)
    }

    /// What the program wrote at a time in microseconds; a character that was cut waits for its end.
    mutating func output(_ bytes: ArraySlice<UInt8>, at time: UInt64) {
        let all = cut.isEmpty ? bytes : (cut + bytes)[...]
        let whole = all.dropLast(Self.cutLength(all))
        cut = Array(all[whole.endIndex...])
        if !whole.isEmpty { event(0x6f, whole, at: time) }
    }

    /// The terminal's new size.
    mutating func resize(_ size: TerminalSize, at time: UInt64) {
        event(0x72, Array("\(size.columns)x\(size.rows)".utf8)[...], at: time)
    }

    /// What remains of a character that was cut for good.
    mutating func finish(at time: UInt64) {
        if !cut.isEmpty { event(0x6f, cut[...], at: time) }
        cut = []
    }

    /// Gives the lines away.
    mutating func take() -> [UInt8] {
        defer { lines = [] }
        return lines
    }

    /// How many bytes at the end are the beginning of a UTF-8 sequence that may still become whole.
    private static func cutLength(_ bytes: ArraySlice<UInt8>) -> Int {
        for (index, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xc0 != 0x80 {
            let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return byte < 0xf8 && length > index + 1 ? index + 1 : 0
        }
        return 0
    }

    private mutating func event(_ code: UInt8, _ data: ArraySlice<UInt8>, at time: UInt64) {
        let fraction = String(time % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        lines += Array("[\(time / 1_000_000).\(zeros)\(fraction), \"".utf8)
        lines.append(code)
        lines += [0x22, 0x2c, 0x20, 0x22]
        var rest = data
        while let first = rest.first {
            if first >= 0x80 {
                let run = rest.prefix { $0 >= 0x80 }
                lines += Array(String(decoding: run, as: UTF8.self).utf8)
                rest = rest[run.endIndex...]
            } else if Self.isPlain(first) {
                let run = rest.prefix(while: Self.isPlain)
                lines += run
                rest = rest[run.endIndex...]
            } else {
                escape(first)
                rest = rest.dropFirst()
            }
        }
        lines += [0x22, 0x5d, 0x0a]
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x5f && byte != 0x22 && byte != 0x5c
    }

    private mutating func escape(_ byte: UInt8) {
        lines.append(0x5c)
        switch byte {
        case 0x22, 0x5c: lines.append(byte)
        case 0x0a: lines.append(0x6e)
        case 0x0d: lines.append(0x72)
        case 0x09: lines.append(0x74)
        default: lines += [0x75, 0x30, 0x30, Hexadecimal.digit(byte >> 4), Hexadecimal.digit(byte & 15)]
        }
    }
}
