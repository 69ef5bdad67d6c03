/// Reads a colour as XParseColor(3) does: `rgb:r/g/b`, `rgbi:r/g/b`, `#rgb` to `#rrrrggggbbbb`, and names.
enum ColorSpecification {
    /// The longest text that can be one, in bytes.
    private static let limit = 64

    /// The colour a text stands for, or `nil`.
    static func color(_ text: ArraySlice<UInt8>) -> TerminalRGB? {
        guard !text.isEmpty, text.count <= limit else { return nil }
        let word = String(decoding: text, as: UTF8.self).lowercased()
        if word.hasPrefix("#") { return digits(word.dropFirst()) }
        if word.hasPrefix("rgb:") { return parts(word.dropFirst(4), hexadecimal) }
        if word.hasPrefix("rgbi:") { return parts(word.dropFirst(5), intensity) }
        return ColorName.color(word)
    }

    /// `#` and one to four digits a part: the most significant ones, the rest taken as zeros.
    private static func digits(_ text: Substring) -> TerminalRGB? {
        guard [3, 6, 9, 12].contains(text.count), text.allSatisfy(\.isHexDigit) else { return nil }
        let length = text.count / 3
        let values = (0..<3).compactMap { index -> UInt8? in
            let part = text.dropFirst(index * length).prefix(min(length, 2))
            return UInt8(part, radix: 16).map { length == 1 ? $0 << 4 : $0 }
        }
        return color(values)
    }

    private static func parts(_ text: Substring, _ value: (Substring) -> UInt8?) -> TerminalRGB? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 3 ? color(parts.compactMap(value)) : nil
    }

    /// One to four digits, scaled so that all ones is full intensity.
    private static func hexadecimal(_ digits: Substring) -> UInt8? {
        guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit),
            let value = Int(digits, radix: 16)
        else { return nil }
        let full = (1 << (4 * digits.count)) - 1
        return UInt8(truncatingIfNeeded: (value * 0xffff / full) >> 8)
    }

    /// A number from 0 to 1.
    private static func intensity(_ number: Substring) -> UInt8? {
        guard let value = Double(number), value >= 0, value <= 1 else { return nil }
        return UInt8((value * 255).rounded())
    }

    private static func color(_ values: [UInt8]) -> TerminalRGB? {
        values.count == 3 ? TerminalRGB(red: values[0], green: values[1], blue: values[2]) : nil
    }
}
