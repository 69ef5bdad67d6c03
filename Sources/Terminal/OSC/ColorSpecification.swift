import Text

/// Reads a colour as XParseColor(3) does: `rgb:r/g/b`, `rgbi:r/g/b`, `#rgb` to `#rrrrggggbbbb`, and names.
///
/// On bytes, as programs may set all colours many thousand times a second.
enum ColorSpecification {
    /// The longest text that can be one, in bytes.
    private static let limit = 64

    /// The colour a text stands for, or `nil`.
    static func color(_ text: ArraySlice<UInt8>) -> TerminalRGB? {
        guard let first = text.first, text.count <= limit else { return nil }
        if first == 0x23 { return digits(text.dropFirst()) }
        if let rest = text.rest(behind: "rgb:") { return parts(rest, hexadecimal) }
        if let rest = text.rest(behind: "rgbi:") { return parts(rest, intensity) }
        return ColorName.color(String(decoding: text, as: UTF8.self).lowercased())
    }

    /// `#` and one to four digits a part: the most significant ones, the rest taken as zeros.
    private static func digits(_ text: ArraySlice<UInt8>) -> TerminalRGB? {
        guard [3, 6, 9, 12].contains(text.count) else { return nil }
        let length = text.count / 3
        func part(_ index: Int) -> Int? {
            Hexadecimal.number(text.dropFirst(index * length).prefix(length)).map {
                Int(length == 1 ? $0 << 4 : $0 >> (4 * (UInt64(length) - 2)))
            }
        }
        guard let red = part(0), let green = part(1), let blue = part(2) else { return nil }
        return color(red, green, blue)
    }

    private static func parts(_ text: ArraySlice<UInt8>, _ value: (ArraySlice<UInt8>) -> Int?) -> TerminalRGB?
    {
        guard let first = text.firstIndex(of: 0x2f),
            let second = text[(first + 1)...].firstIndex(of: 0x2f),
            let red = value(text[..<first]), let green = value(text[(first + 1)..<second]),
            let blue = value(text[(second + 1)...])
        else { return nil }
        return color(red, green, blue)
    }

    /// One to four digits, scaled so that all ones is full intensity.
    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(digits.count), let value = Hexadecimal.number(digits) else { return nil }
        let full = (1 << (4 * digits.count)) - 1
        return (Int(value) * 0xffff / full) >> 8
    }

    /// A number from 0 to 1.
    private static func intensity(_ number: ArraySlice<UInt8>) -> Int? {
        guard let value = Double(String(decoding: number, as: UTF8.self)), value >= 0, value <= 1 else {
            return nil
        }
        return Int((value * 255).rounded())
    }

    private static func color(_ red: Int, _ green: Int, _ blue: Int) -> TerminalRGB {
        TerminalRGB(
            red: UInt8(truncatingIfNeeded: red), green: UInt8(truncatingIfNeeded: green),
            blue: UInt8(truncatingIfNeeded: blue))
    }
}

extension ArraySlice<UInt8> {
    /// What stands behind a word in small letters, which may be written in capitals; `nil` when the word is not there.
    fileprivate func rest(behind word: StaticString) -> ArraySlice<UInt8>? {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return nil }
        for index in 0..<length {
            let byte = self[startIndex + index]
            let small = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
            if small != word.utf8Start[index] { return nil }
        }
        return dropFirst(length)
    }
}
