/// The texts of JSON (RFC 8259 §7): their escapes read and written, in bytes of UTF-8.
package enum JSONText {
    /// Reads what follows a backslash, both halves of a surrogate pair; half a pair is U+FFFD.
    ///
    /// `nil` for what JSON does not know: `position` is then behind the letter, at the digits that are none, or at the
    /// end where digits are missing.
    package static func escape<Bytes: RandomAccessCollection<UInt8>>(
        in bytes: Bytes, at position: inout Int
    ) -> Unicode.Scalar? where Bytes.Index == Int {
        guard position < bytes.endIndex else { return nil }
        let letter = bytes[position]
        position += 1
        if let plain = plain(letter) { return plain }
        guard letter == UInt8(ascii: "u"), let first = codeUnit(in: bytes, at: &position) else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        var ahead = position + 2
        guard ahead <= bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u"), let second = codeUnit(in: bytes, at: &ahead),
            (0xDC00..<0xE000).contains(second)
        else { return "\u{FFFD}" }
        position = ahead
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    /// The text between two quotation marks; what is no escape stands for itself, and `\u` without digits for U+FFFD.
    package static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard position < bytes.endIndex else { break }
            let letter = position
            if let scalar = escape(in: bytes, at: &position) {
                text.append(contentsOf: scalar.utf8)
            } else {
                position = letter + 1
                text.append(
                    contentsOf: bytes[letter] == UInt8(ascii: "u") ? [0xEF, 0xBF, 0xBD] : [bytes[letter]])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Adds a text with its quotation marks; only what must be is escaped.
    package static func append(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00\(Hexadecimal.digits(byte, width: 2))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The same document as it may go to a terminal: what would steer one or hide on it, such as a C1 control in a
    /// guest's name, is written as `\u009b`, which is the same text to whoever reads JSON.
    package static func visible(_ document: String) -> String {
        var visible = ""
        for scalar in document.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                for unit in String(scalar).utf16 { visible += "\\u" + Hexadecimal.digits(unit, width: 4) }
            default: visible.unicodeScalars.append(scalar)
            }
        }
        return visible
    }

    private static func plain(_ letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "\""): "\""
        case UInt8(ascii: "\\"): "\\"
        case UInt8(ascii: "/"): "/"
        default: nil
        }
    }

    private static func codeUnit<Bytes: RandomAccessCollection<UInt8>>(
        in bytes: Bytes, at position: inout Int
    ) -> UInt32? where Bytes.Index == Int {
        guard position + 4 <= bytes.endIndex else {
            position = bytes.endIndex
            return nil
        }
        guard let unit = Hexadecimal.number(bytes[position..<position + 4]) else { return nil }
        position += 4
        return UInt32(truncatingIfNeeded: unit)
    }
}
