import AIKit

extension RefusalReason: Explained {
    package enum Code: String, ErrorCode {
        case black = "J-GATE-01"
        case unknownTool = "J-GATE-02"
        case halted = "J-GATE-03"
        case readOnly = "J-GATE-04"
        case protected = "J-GATE-05"
        case autonomy = "J-GATE-06"
        case declined = "J-GATE-07"
        case declinedBecause = "J-GATE-08"
        case early = "J-GATE-09"
        case struck = "J-GATE-10"
        case stoppedShort = "J-GATE-11"
        case silenced = "J-GATE-12"
        case tooMany = "J-GATE-13"
        case expired = "J-GATE-14"
        case unasked = "J-GATE-15"
        case foreign = "J-GATE-16"
        case changed = "J-GATE-17"
        case unaudited = "J-GATE-18"
        case unrecorded = "J-GATE-19"
        case repeated = "J-GATE-20"
        case invalid = "J-GATE-21"
        case cancelled = "J-GATE-22"
        case unplanned = "J-GATE-23"
    }

    /// The code that is shown where it is told on the screen; `nil` for what the operator himself wanted so.
    package var shownCode: String? { Self.wished.contains(code) ? nil : codeText }

    private static let wished: Set<Code> = [.declined, .declinedBecause, .struck, .silenced, .cancelled]

    package var code: Code {
        switch self {
        case .black: .black
        case .unknownTool: .unknownTool
        case .halted: .halted
        case .readOnly: .readOnly
        case .protected: .protected
        case .autonomy: .autonomy
        case .declined: .declined
        case .declinedBecause: .declinedBecause
        case .early: .early
        case .struck: .struck
        case .stoppedShort: .stoppedShort
        case .silenced: .silenced
        case .tooMany: .tooMany
        case .expired: .expired
        case .unasked: .unasked
        case .foreign: .foreign
        case .changed: .changed
        case .unaudited: .unaudited
        case .unrecorded: .unrecorded
        case .repeated: .repeated
        case .invalid: .invalid
        case .cancelled: .cancelled
        case .unplanned: .unplanned
        }
    }
}
