import AIKit

extension ArgumentError: Explained {
    package enum Code: String, ErrorCode {
        case notAnObject = "J-ARG-01"
        case unknown = "J-ARG-02"
        case unfit = "J-ARG-03"
        case missing = "J-ARG-04"
    }

    package var code: Code {
        switch self {
        case .notAnObject: .notAnObject
        case .unknown: .unknown
        case .unfit: .unfit
        case .missing: .missing
        }
    }
}
