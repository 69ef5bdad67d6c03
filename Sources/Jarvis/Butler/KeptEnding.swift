import AIKit
import Memory

// How something ended, as the tables of the memory have it: their words are older than `Ending`, and stay as they are
// written down.

extension AuditOutcome.Result {
    init(_ ending: Ending) {
        self = Self(rawValue: ending.kept) ?? .unknown
    }
}

extension ToolCallRecord.Result {
    init(_ ending: Ending) {
        self = Self(rawValue: ending.kept) ?? .unknown
    }
}

extension Ending {
    fileprivate var kept: String {
        switch self {
        case .done: "succeeded"
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }
}
