import ClusterKit

extension ProxmoxError: Explained {
    package enum Code: String, ErrorCode {
        case noAnswer = "J-PVE-100"
        case untrusted = "J-PVE-101"
        case certificateChanged = "J-PVE-102"
        case misconfigured = "J-PVE-103"
        case nodeAvoided = "J-PVE-104"
        case unreadable = "J-PVE-105"
        case cancelled = "J-PVE-106"
        case secondFactor = "J-PVE-107"
        case badParameters = "J-PVE-400"
        case unauthorized = "J-PVE-401"
        case forbidden = "J-PVE-403"
        case unsupported = "J-PVE-501"
        case guestMissing = "J-PVE-510"
        case nodeUnknown = "J-PVE-511"
        case noQuorum = "J-PVE-512"
        case locked = "J-PVE-513"
        case nodeUnreachable = "J-PVE-595"
        case refused = "J-PVE-500"
    }

    package var code: Code {
        switch self {
        case .transport: .noAnswer
        case .untrusted: .untrusted
        case .fingerprintChanged: .certificateChanged
        case .misconfigured: .misconfigured
        case .nodeAvoided: .nodeAvoided
        case .unreadable: .unreadable
        case .cancelled: .cancelled
        case .secondFactorNeeded: .secondFactor
        case .badParameters: .badParameters
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .unsupported: .unsupported
        case .guestMissing: .guestMissing
        case .nodeUnknown: .nodeUnknown
        case .noQuorum: .noQuorum
        case .locked: .locked
        case .nodeUnreachable: .nodeUnreachable
        case .refused: .refused
        }
    }
}
