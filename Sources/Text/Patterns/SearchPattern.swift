/// A regular expression made ready to search a text or what a terminal shows.
///
/// The syntax is POSIX's extended one (regex(7)) with `\d \w \s`, `\b` and lazy repeats; there are no
/// backreferences, so that the time to search a text is bounded by its length times the pattern's
/// (https://swtch.com/~rsc/regexp/regexp1.html). A pattern without a capital letter ignores case.
package struct SearchPattern: Sendable, Equatable {
    /// How many characters a pattern may have.
    package static let lengthLimit = 1_000
    /// How often a part may be asked to repeat.
    package static let repetitionLimit = 255

    /// The text of the pattern.
    package let text: String
    /// Whether a capital letter matches a small one.
    package let ignoresCase: Bool
    package let program: PatternProgram

    /// Reads a pattern.
    ///
    /// - Throws: What is wrong with it.
    package init(_ text: String) throws(SearchPatternError) {
        guard text.unicodeScalars.count <= Self.lengthLimit else { throw .tooLarge }
        let node = try PatternParser.parse(text)
        self.text = text
        ignoresCase = !Self.hasCapital(text)
        program = try PatternProgram(node)
    }

    /// A pattern that means exactly these characters; between word edges when it is a word and `isWord` says so.
    package static func literal(_ text: String, isWord: Bool = false) -> String {
        var pattern = ""
        for scalar in text.unicodeScalars {
            if #"\.^$|()[]{}*+?"#.unicodeScalars.contains(scalar) { pattern += "\\" }
            pattern.unicodeScalars.append(scalar)
        }
        guard isWord, let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
            return pattern
        }
        let words = ScalarSet.wordScalars
        return (words.contains(first.value) ? "\\b" : "") + pattern
            + (words.contains(last.value) ? "\\b" : "")
    }

    /// Whether a letter outside of an escape is a capital one.
    private static func hasCapital(_ text: String) -> Bool {
        if text.contains("[:upper:]") { return true }
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar.properties.isUppercase { return true }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return false
    }
}

/// Why a text is no pattern.
package enum SearchPatternError: Error, Equatable, CustomStringConvertible {
    /// `(` without `)`, or the other way round.
    case unbalancedParenthesis
    /// `[` without `]`.
    case openClass
    /// A range such as `z-a`.
    case reversedRange(from: Character, to: Character)
    /// `*`, `+`, `?` or `{2}` with nothing before it.
    case nothingToRepeat(Character)
    /// `{5,2}`, or more than ``SearchPattern/repetitionLimit`` times.
    case badCount(String)
    /// A backslash with nothing, or with a letter that means nothing.
    case unknownEscape(String)
    /// `(?…`: groups are plain here.
    case unknownGroup
    /// Longer than ``SearchPattern/lengthLimit``, deeper nested, or with more steps than are tried.
    case tooLarge

    /// What is wrong with the pattern, in one sentence.
    package var description: String {
        switch self {
        case .unbalancedParenthesis:
            "The pattern has a parenthesis without its other half; \\( means the sign."
        case .openClass: "The pattern has a [ without its ]; \\[ means the sign."
        case .reversedRange(let from, let to): "The range \(from)-\(to) in the pattern goes backwards."
        case .nothingToRepeat(let sign):
            "There is nothing before \(sign) to repeat; \\\(sign) means the sign."
        case .badCount(let text):
            "\(text) is no count for a repetition; {2}, {2,} or {2,5} are, up to \(SearchPattern.repetitionLimit)."
        case .unknownEscape(let text):
            "\(text) means nothing in a pattern; \\d \\w \\s \\b, their capitals, \\t and signs do."
        case .unknownGroup: "Groups that begin with (? are not known here; plain ( ) are."
        case .tooLarge: "The pattern is too large; shorten it or repeat less."
        }
    }
}

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
