// Prints Sources/Text/WidthRanges.swift: which scalars fill two columns and which fill none.
//
//   curl -O https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
//   swift Scripts/width-ranges.swift EastAsianWidth.txt > Sources/Text/WidthRanges.swift
//
// Two columns: East_Asian_Width W and F (UAX #11), and Emoji_Presentation (UTS #51).
// None: nonspacing and enclosing marks, format characters, line and paragraph separators, and the
// Hangul vowels and finals that join the initial before them. The rest of the properties are those
// of the standard library's own Unicode tables.

import FoundationEssentials

func wideScalars(in file: String) -> Set<UInt32> {
    var wide: Set<UInt32> = []
    for line in file.split(separator: "\n") where !line.hasPrefix("#") {
        let fields = line.prefix { $0 != "#" }.split(separator: ";")
        guard fields.count == 2 else { continue }
        let words = fields.map { $0.filter { !$0.isWhitespace } }
        guard words[1] == "W" || words[1] == "F" else { continue }
        let bounds = words[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
        guard let first = bounds.first, let last = bounds.last else { continue }
        wide.formUnion(first...last)
    }
    return wide
}

func isZero(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD: return false
    // Signs that stand before and enclose digits are drawn with a width of their own.
    case 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: return false
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
}

func literal(_ name: String, _ summary: String, _ contains: (Unicode.Scalar) -> Bool) -> String {
    var bounds: [UInt32] = []
    var start: UInt32?
    for value in UInt32(0x80)...0x11_0000 {
        let inside = Unicode.Scalar(value).map(contains) ?? false
        if inside, start == nil { start = value }
        if !inside, let first = start {
            bounds += [first, value - 1]
            start = nil
        }
    }
    var text = "    /// \(summary)\n    static let \(name): [UInt32] = [\n"
    for row in stride(from: 0, to: bounds.count, by: 10) {
        let numbers = bounds[row..<min(row + 10, bounds.count)].map {
            "0x" + String($0, radix: 16, uppercase: true)
        }
        text += "        " + numbers.joined(separator: ", ") + ",\n"
    }
    return text + "    ]\n"
}

let path = CommandLine.arguments.dropFirst().first ?? "EastAsianWidth.txt"
let wide = wideScalars(in: try String(contentsOfFile: path, encoding: .utf8))
print(
    """
    /// Column widths of Unicode scalars as pairs of first and last scalar, ascending.
    ///
    /// Written by `Scripts/width-ranges.swift` from the Unicode Character Database; not edited by hand.
    enum WidthRanges {
    \(literal("wide", "Scalars two columns wide (UAX #11 W and F, Emoji_Presentation).") {
        !isZero($0) && (wide.contains($0.value)
            || $0.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains($0.value))
    })
    \(literal("zero", "Scalars that take no column of their own.", isZero))}
    """)
