import Text

extension SearchPatternError: Explained {
    package enum Code: String, ErrorCode {
        case parenthesis = "J-PAT-01"
        case openClass = "J-PAT-02"
        case range = "J-PAT-03"
        case repetition = "J-PAT-04"
        case count = "J-PAT-05"
        case escape = "J-PAT-06"
        case group = "J-PAT-07"
        case tooLarge = "J-PAT-08"
    }

    package var code: Code {
        switch self {
        case .unbalancedParenthesis: .parenthesis
        case .openClass: .openClass
        case .reversedRange: .range
        case .nothingToRepeat: .repetition
        case .badCount: .count
        case .unknownEscape: .escape
        case .unknownGroup: .group
        case .tooLarge: .tooLarge
        }
    }
}
