import Text

/// Reads a colour as XParseColor(3) does: `rgb:r/g/b`, `rgbi:r/g/b`, `#rgb` to `#rrrrggggbbbb`, and names.
///
/// On bytes, as programs may set all colours many thousand times a second.
enum ColorSpecification {
    /// The longest text that can be one, in bytes.
    private static let limit = 64

    /// The colour a text stands for, or `nil`.
    static func color(_ text: ArraySlice<UInt8>) -> RGB? {
        guard let first = text.first, text.count <= limit else { return nil }
        if first == 0x23 { return digits(text.dropFirst()) }
        if let rest = text.rest(behind: "rgb:") { return parts(rest, hexadecimal) }
        if let rest = text.rest(behind: "rgbi:") { return parts(rest, intensity) }
        return ColorName.color(String(decoding: text, as: UTF8.self).lowercased())
    }

    /// `#` and one to four digits a part: the most significant ones, the rest taken as zeros.
    private static func digits(_ text: ArraySlice<UInt8>) -> RGB? {
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

    private static func parts(_ text: ArraySlice<UInt8>, _ value: (ArraySlice<UInt8>) -> Int?) -> RGB? {
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

    private static func color(_ red: Int, _ green: Int, _ blue: Int) -> RGB {
        RGB(
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

/// The names of colours programs use most, with the values of X11's rgb.txt.
enum ColorName {
    /// The colour of a name in lower case; spaces within it do not count.
    static func color(_ name: String) -> RGB? {
        let word = name.filter { $0 != " " }
        if let value = values[word] { return RGB(value) }
        return grey(word)
    }

    /// `gray0` to `gray100`, in per cent.
    private static func grey(_ word: String) -> RGB? {
        guard word.hasPrefix("gray") || word.hasPrefix("grey"), word.count <= 7,
            let percent = Int(word.dropFirst(4)), (0...100).contains(percent)
        else { return nil }
        let value = UInt8(Double(percent) * 2.55 + 0.5)
        return RGB(red: value, green: value, blue: value)
    }

    private static let values: [String: UInt32] = [
        "black": 0x000000, "white": 0xffffff, "red": 0xff0000, "green": 0x00ff00, "blue": 0x0000ff,
        "yellow": 0xffff00, "cyan": 0x00ffff, "magenta": 0xff00ff,
        "gray": 0xbebebe, "grey": 0xbebebe, "darkgray": 0xa9a9a9, "darkgrey": 0xa9a9a9,
        "lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "dimgray": 0x696969, "dimgrey": 0x696969,
        "slategray": 0x708090, "slategrey": 0x708090, "darkslategray": 0x2f4f4f, "darkslategrey": 0x2f4f4f,
        "whitesmoke": 0xf5f5f5, "snow": 0xfffafa, "ivory": 0xfffff0, "beige": 0xf5f5dc, "linen": 0xfaf0e6,
        "darkred": 0x8b0000, "darkgreen": 0x006400, "darkblue": 0x00008b, "darkcyan": 0x008b8b,
        "darkmagenta": 0x8b008b, "lightblue": 0xadd8e6, "lightgreen": 0x90ee90, "lightcyan": 0xe0ffff,
        "lightyellow": 0xffffe0, "lightpink": 0xffb6c1, "orange": 0xffa500, "darkorange": 0xff8c00,
        "orangered": 0xff4500, "brown": 0xa52a2a, "pink": 0xffc0cb, "hotpink": 0xff69b4, "purple": 0xa020f0,
        "violet": 0xee82ee, "indigo": 0x4b0082, "orchid": 0xda70d6, "plum": 0xdda0dd, "maroon": 0xb03060,
        "salmon": 0xfa8072, "coral": 0xff7f50, "tomato": 0xff6347, "firebrick": 0xb22222,
        "gold": 0xffd700, "khaki": 0xf0e68c, "tan": 0xd2b48c, "wheat": 0xf5deb3, "chocolate": 0xd2691e,
        "navy": 0x000080, "navyblue": 0x000080, "royalblue": 0x4169e1, "steelblue": 0x4682b4,
        "skyblue": 0x87ceeb, "deepskyblue": 0x00bfff, "dodgerblue": 0x1e90ff, "midnightblue": 0x191970,
        "turquoise": 0x40e0d0, "aquamarine": 0x7fffd4, "forestgreen": 0x228b22, "seagreen": 0x2e8b57,
        "springgreen": 0x00ff7f, "limegreen": 0x32cd32, "yellowgreen": 0x9acd32, "lavender": 0xe6e6fa,
    ]
}
