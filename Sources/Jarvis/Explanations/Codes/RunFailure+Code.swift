import AIKit

extension RunFailure: Explained {
    package enum Code: String, ErrorCode {
        case model = "J-RUN-00"
        case truncated = "J-RUN-01"
        case rounds = "J-RUN-02"
        case empty = "J-RUN-03"
        case spokenCall = "J-RUN-04"
        case outOfDepth = "J-RUN-05"
        case window = "J-RUN-06"
        case budget = "J-RUN-07"
        case cancelled = "J-RUN-08"
    }

    package var code: Code {
        switch self {
        case .provider: .model
        case .truncated: .truncated
        case .tooManyIterations: .rounds
        case .empty: .empty
        case .spokenCall: .spokenCall
        case .outOfDepth: .outOfDepth
        case .windowTooSmall: .window
        case .overBudget: .budget
        case .cancelled: .cancelled
        }
    }

    package var codeText: String {
        if case .provider(let error) = self { error.codeText } else { code.rawValue }
    }
}
