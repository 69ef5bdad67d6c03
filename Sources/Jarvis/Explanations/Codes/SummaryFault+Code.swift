import AIKit

extension SummaryFault: Explained {
    package enum Code: String, ErrorCode {
        case empty = "J-SUM-01"
        case tooLong = "J-SUM-02"
        case notPlain = "J-SUM-03"
        case invented = "J-SUM-04"
    }

    package var code: Code {
        switch self {
        case .empty: .empty
        case .tooLong: .tooLong
        case .notPlain: .notPlain
        case .invented: .invented
        }
    }
}
