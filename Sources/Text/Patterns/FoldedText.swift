/// Scalars with their case taken away, as patterns without a capital are held against them.
package enum FoldedText {
    /// The small letter of a capital one, where it is one scalar.
    package static func folded(_ value: UInt32) -> UInt32 {
        if value < 0x80 { return value &- 0x41 < 26 ? value | 0x20 : value }
        let lower = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
        return lower?.count == 1 ? lower?.first?.value ?? value : value
    }
}

extension SearchPattern {
    /// Reads a pattern whose capitals mean small letters too; those of escapes such as `\D` keep their meaning.
    package static func caseless(_ text: String) throws(SearchPatternError) -> SearchPattern {
        var folded = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            folded.append(isEscaped ? scalar : Unicode.Scalar(FoldedText.folded(scalar.value)) ?? scalar)
            isEscaped = !isEscaped && scalar == "\\"
        }
        return try SearchPattern(String(folded))
    }

    /// Whether it matches somewhere in a text, in time that grows with the text and the pattern and no faster.
    ///
    /// A match of nothing at all counts, as of `x*` in any text.
    package func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map { ignoresCase ? FoldedText.folded($0.value) : $0.value }
        var matcher = PatternMatcher(program)
        return scalars.withUnsafeBufferPointer { matcher.hasMatch(in: $0) }
    }
}
