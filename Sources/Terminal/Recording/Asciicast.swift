import Text

/// The lines of an asciicast of version 2 (https://docs.asciinema.org/manual/asciicast/v2/).
enum Asciicast {
    /// The first line: only what a replay needs of it.
    struct Header: Equatable {
        var version: Int
        var columns: Int?
        var rows: Int?

        /// Reads a line; `nil` when it is no object with a version.
        init?(_ line: UnsafeBufferPointer<UInt8>) {
            var scanner = JSONScanner(line)
            guard scanner.consume("{") else { return nil }
            var numbers: [String: Int] = [:]
            repeat {
                var key: [UInt8] = []
                guard scanner.string(into: &key), scanner.consume(":") else { return nil }
                let name = String(decoding: key, as: UTF8.self)
                if let number = scanner.number() {
                    numbers[name] = Int(exactly: number)
                } else if !scanner.skipValue() {
                    return nil
                }
            } while scanner.consume(",")
            guard scanner.consume("}"), scanner.isAtEnd, let version = numbers["version"] else { return nil }
            self.version = version
            columns = numbers["width"]
            rows = numbers["height"]
        }
    }

    /// What an event tells.
    enum Code: UInt8, Hashable {
        /// What the program wrote.
        case output = 0x6f
        /// What was typed.
        case input = 0x69
        /// A place in the recording with a name.
        case marker = 0x6d
        /// The terminal's new size.
        case resize = 0x72
    }

    /// Reads an event's line: its time in seconds, its code, `nil` for one that is not known, and its data into
    /// the place of what is there.
    static func event(
        _ line: UnsafeBufferPointer<UInt8>, data: inout [UInt8]
    ) throws(ReplayError.Fault) -> (time: Double, code: Code?) {
        var scanner = JSONScanner(line)
        data.removeAll(keepingCapacity: data.capacity <= 1 << 20)
        guard scanner.consume("[") else { throw .noEvent }
        guard let time = scanner.number(), time >= 0, time.isFinite else { throw .badTime }
        guard scanner.consume(","), scanner.string(into: &data), scanner.consume(",") else { throw .noEvent }
        let code = data.count == 1 ? Code(rawValue: data[0]) : nil
        data.removeAll(keepingCapacity: true)
        guard scanner.string(into: &data), scanner.consume("]"), scanner.isAtEnd else { throw .noEvent }
        return (time, code)
    }

    /// Reads the data of a resize.
    static func size(_ data: [UInt8]) throws(ReplayError.Fault) -> TerminalSize {
        guard let size = TerminalSize(String(decoding: data, as: UTF8.self)) else { throw .badSize }
        return size
    }
}

extension ReplayError.Fault: Error {}

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
    mutating func drain() -> [UInt8] {
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
