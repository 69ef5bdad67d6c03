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
