/// How many terminal columns text fills.
///
/// The figures are those of Unicode's East_Asian_Width and emoji properties (UAX #11, UTS #51), with ambiguous
/// characters one column wide, as terminals outside East Asian locales draw them.
extension Unicode.Scalar {
    /// Columns this scalar fills when it stands alone: 0, 1 or 2; control characters fill 0.
    package var columns: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        return WidthTable.unicode[value]
    }
}

extension Character {
    /// Columns this grapheme cluster fills.
    ///
    /// Emoji sequences (joined by ZWJ, with a skin tone, with VS16, two regional indicators) fill 2. Other
    /// clusters fill the sum of their scalars: 0 for a lone combining mark, 1 or 2 as a rule, more
    /// for the long conjuncts of some Indic scripts.
    package var columns: Int {
        if let ascii = asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return first.columns }
        var sum = 0
        for scalar in scalars {
            if scalar.isEmojiJoint { return 2 }
            sum += scalar.columns
        }
        if first.properties.isEmoji, first.columns == 2 { return 2 }
        return sum
    }
}

extension StringProtocol {
    /// Columns the text fills on one line; control characters count as 0.
    package var columns: Int {
        var sum = 0
        var isPlain = true
        for byte in utf8 {
            if byte < 0x20 || byte > 0x7E {
                isPlain = false
                break
            }
            sum += 1
        }
        return isPlain ? sum : reduce(0) { $0 + $1.columns }
    }
}

extension Unicode.Scalar {
    /// Whether this scalar within a cluster makes it an emoji two columns wide.
    ///
    /// VS16 (UTS #51 ED-9a), skin tones (ED-11) and regional indicators (ED-14).
    fileprivate var isEmojiJoint: Bool {
        value == 0xFE0F || (0x1F3FB...0x1F3FF).contains(value) || (0x1F1E6...0x1F1FF).contains(value)
    }
}
