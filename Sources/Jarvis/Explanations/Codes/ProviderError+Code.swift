import AIKit

extension ProviderError: Explained {
    package enum Code: String, ErrorCode {
        case offline = "J-AI-100"
        case timedOut = "J-AI-101"
        case loading = "J-AI-102"
        case cutOff = "J-AI-103"
        case misconfigured = "J-AI-104"
        case cancelled = "J-AI-105"
        case badRequest = "J-AI-400"
        case key = "J-AI-401"
        case money = "J-AI-402"
        case forbidden = "J-AI-403"
        case unknownModel = "J-AI-404"
        case overflow = "J-AI-413"
        case toolCall = "J-AI-422"
        case rate = "J-AI-429"
        case declined = "J-AI-451"
        case server = "J-AI-500"
        case overloaded = "J-AI-503"
    }

    package var code: Code {
        switch self {
        case .offline: .offline
        case .timedOut: .timedOut
        case .loading: .loading
        case .cutOff: .cutOff
        case .misconfigured: .misconfigured
        case .cancelled: .cancelled
        case .badRequest: .badRequest
        case .authentication: .key
        case .spendLimit: .money
        case .forbidden: .forbidden
        case .unknownModel: .unknownModel
        case .contextOverflow: .overflow
        case .toolCallFailed: .toolCall
        case .rateLimited: .rate
        case .refused: .declined
        case .server: .server
        case .overloaded: .overloaded
        }
    }
}
