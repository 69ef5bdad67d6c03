import HTTP

extension HTTPError: Explained {
    package enum Code: String, ErrorCode {
        case unresolved = "J-NET-01"
        case unreachable = "J-NET-02"
        case proxy = "J-NET-03"
        case timedOut = "J-NET-04"
        case fingerprint = "J-NET-05"
        case untrusted = "J-NET-06"
        case broken = "J-NET-07"
        case tooLarge = "J-NET-08"
        case eventTooLarge = "J-NET-09"
        case unusable = "J-NET-10"
        case cancelled = "J-NET-11"
    }

    package var code: Code {
        switch self {
        case .unresolved: .unresolved
        case .unreachable: .unreachable
        case .proxyUnreachable: .proxy
        case .timedOut: .timedOut
        case .fingerprintMismatch: .fingerprint
        case .untrusted: .untrusted
        case .broken: .broken
        case .tooLarge: .tooLarge
        case .eventTooLarge: .eventTooLarge
        case .unusable: .unusable
        case .cancelled: .cancelled
        }
    }
}
