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
