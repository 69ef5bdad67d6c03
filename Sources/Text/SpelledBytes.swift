/// The bytes that a text spells: escapes decoded, line breaks and the blanks around them left out.
///
/// Known are `%2D`, JSON's and C's `\u002d`, `\x2d` and `\n`, and HTML's `&#x2d;`, `&#45;` and `&amp;`. An escape may be
/// spelled by others: each is decoded where it ends, from what was decoded before it, and is shorter then. So a text is read
/// once, whatever is in it. Sources: RFC 3986, section 2.1; RFC 8259, section 7; HTML, "Character references".
struct SpelledBytes {
    private(set) var bytes: [UInt8] = []
    /// Where the spelling of each byte begins and ends in the text.
    private(set) var starts: [Int] = []
    private(set) var ends: [Int] = []
    private var isBehindBreak = false

    /// Whether the text spells itself.
    private(set) var isAsWritten = true

    init(_ text: [UInt8]) {
        for (position, byte) in text.enumerated() { add(byte, at: position) }
    }

    /// An escape: how many of the bytes before its last one belong to it, and what it stands for.
    private struct Escape {
        let length: Int
        let meaning: Meaning
    }

    private enum Meaning {
        case byte(UInt8)
        /// A code point, or half of one that JSON writes as two.
        case point(UInt32)
    }

    private mutating func add(_ byte: UInt8, at position: Int) {
        var (byte, start) = (byte, position)
        // What an escape stands for may be the end of another one.
        while let escape = escape(endingWith: byte) {
            start = starts[starts.count - escape.length]
            drop(escape.length)
            switch escape.meaning {
            case .byte(let meant): byte = meant
            case .point(let point) where point < 0x80: byte = UInt8(point)
            case .point(let point): return append(point, from: start, to: position + 1)
            }
        }
        append(byte, from: start, to: position + 1)
    }

    private mutating func append(_ byte: UInt8, from start: Int, to end: Int) {
        let isBlank = byte == 0x20 || byte == 0x09
        if byte == 0x0A || byte == 0x0D {
            while let last = bytes.last, last == 0x20 || last == 0x09 { drop(1) }
            isBehindBreak = true
            isAsWritten = false
        } else if !isBlank || !isBehindBreak {
            isBehindBreak = false
            bytes.append(byte)
            starts.append(start)
            ends.append(end)
        }
    }

    /// Appends a code point in UTF-8; the second half of one makes it whole.
    private mutating func append(_ point: UInt32, from start: Int, to end: Int) {
        var (point, start) = (point, start)
        let first = bytes.count - 3
        if 0xDC00...0xDFFF ~= point, first >= 0, bytes[first] == 0xED, 0xA0...0xAF ~= bytes[first + 1] {
            let high = UInt32(bytes[first + 1] & 0x0F) << 6 | UInt32(bytes[first + 2] & 0x3F)
            point = 0x10000 + high << 10 + (point & 0x3FF)
            start = starts[first]
            drop(3)
        }
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | point >> shift & 0x3F) }
        switch point {
        case ..<0x800: append(UInt8(0xC0 | point >> 6), from: start, to: end)
        case ..<0x10000:
            append(UInt8(0xE0 | point >> 12), from: start, to: end)
            append(tail(6), from: start, to: end)
        default:
            append(UInt8(0xF0 | point >> 18), from: start, to: end)
            append(tail(12), from: start, to: end)
            append(tail(6), from: start, to: end)
        }
        append(tail(0), from: start, to: end)
    }

    private mutating func drop(_ count: Int) {
        isAsWritten = false
        bytes.removeLast(count)
        starts.removeLast(count)
        ends.removeLast(count)
    }
}

extension SpelledBytes {
    /// The escape that a byte ends, with the bytes before it.
    private func escape(endingWith byte: UInt8) -> Escape? {
        if byte == UInt8(ascii: ";") { return reference() }
        if let digit = Hexadecimal.value(byte), let escape = number(endingWith: digit) { return escape }
        guard bytes.last == UInt8(ascii: "\\"), let meant = Self.letter(byte) else { return nil }
        return Escape(length: 1, meaning: .byte(meant))
    }

    /// `%2D`, `\x2d` or `\u002d`, of which the last digit is given.
    private func number(endingWith digit: UInt8) -> Escape? {
        guard let high = bytes.last.flatMap(Hexadecimal.value) else { return nil }
        let (mark, value) = (bytes.count - 2, high << 4 | digit)
        if isHere("%", mark) { return Escape(length: 2, meaning: .byte(value)) }
        if isHere("\\x", mark - 1) { return Escape(length: 3, meaning: .byte(value)) }
        guard isHere("\\u", mark - 3), let first = Hexadecimal.value(bytes[mark - 1]),
            let second = Hexadecimal.value(bytes[mark])
        else { return nil }
        return Escape(
            length: 5, meaning: .point(UInt32(first) << 12 | UInt32(second) << 8 | UInt32(value)))
    }

    /// What a letter stands for behind a backslash.
    private static func letter(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): byte
        default: nil
        }
    }

    /// The most bytes from a reference's `&` to its `;`: those of `&#x10FFFF;` and some noughts more.
    private static let longestReference = 12

    private static let references: [(name: [UInt8], meaning: UInt8)] = [
        (Array("amp".utf8), UInt8(ascii: "&")), (Array("lt".utf8), UInt8(ascii: "<")),
        (Array("gt".utf8), UInt8(ascii: ">")), (Array("quot".utf8), UInt8(ascii: "\"")),
        (Array("apos".utf8), UInt8(ascii: "'")),
    ]

    /// `&amp;`, `&#45;` or `&#x2d;`, of which the semicolon is given.
    private func reference() -> Escape? {
        let nearest = bytes.suffix(Self.longestReference)
        guard let mark = nearest.lastIndex(of: UInt8(ascii: "&")) else { return nil }
        let length = bytes.count - mark
        guard isHere("#", mark + 1) else {
            let name = bytes[(mark + 1)...]
            let known = Self.references.first { $0.name.elementsEqual(name.lazy.map { $0 | 0x20 }) }
            return known.map { Escape(length: length, meaning: .byte($0.meaning)) }
        }
        let isHexadecimal = mark + 2 < bytes.count && bytes[mark + 2] | 0x20 == UInt8(ascii: "x")
        let digits = bytes[(mark + (isHexadecimal ? 3 : 2))...]
        guard !digits.isEmpty else { return nil }
        var point: UInt32 = 0
        for byte in digits {
            guard let digit = Hexadecimal.value(byte), isHexadecimal || digit < 10, point <= 0x10FFFF else {
                return nil
            }
            point = point * (isHexadecimal ? 16 : 10) + UInt32(digit)
        }
        return point <= 0x10FFFF ? Escape(length: length, meaning: .point(point)) : nil
    }

    /// Where the blanks at the end begin, which a line break behind them would take away; `nil` without any.
    var endBeforeBlanks: Int? {
        let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? 0
        return end < bytes.count ? end : nil
    }

    /// Where an escape begins that the end of the text breaks off; `nil` without one.
    var endBeforeEscape: Int? {
        let nearest = bytes.suffix(Self.longestReference)
        guard let mark = nearest.lastIndex(where: { "%\\&".utf8.contains($0) }) else { return nil }
        let tail = bytes[(mark + 1)...]
        let isDigits = tail.dropFirst().allSatisfy { Hexadecimal.value($0) != nil }
        let isBroken =
            switch (bytes[mark], tail.first) {
            case (_, nil): true
            case (UInt8(ascii: "%"), let first?): tail.count < 2 && Hexadecimal.value(first) != nil
            case (UInt8(ascii: "\\"), UInt8(ascii: "x")): tail.count < 3 && isDigits
            case (UInt8(ascii: "\\"), UInt8(ascii: "u")): tail.count < 5 && isDigits
            case (UInt8(ascii: "&"), _): tail.allSatisfy { $0 == UInt8(ascii: "#") || $0.isLetterOrDigit }
            default: false
            }
        return isBroken ? mark : nil
    }

    private func isHere(_ mark: StaticString, _ position: Int) -> Bool {
        guard position >= 0, position + mark.utf8CodeUnitCount <= bytes.count else { return false }
        return mark.withUTF8Buffer { zip($0, bytes[position...]).allSatisfy { $0 == $1 } }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
    }
}
