import Jarvis
import Screen

extension ScreenError: Explained {
    package enum Code: String, ErrorCode {
        case unset = "J-SCR-01"
        case unknown = "J-SCR-02"
        case tooSimple = "J-SCR-03"
        case none = "J-SCR-04"
        case system = "J-SCR-05"
    }

    package var code: Code {
        switch self {
        case .terminalUnset: .unset
        case .terminalUnknown: .unknown
        case .terminalTooSimple: .tooSimple
        case .notATerminal: .none
        case .system: .system
        }
    }
}
