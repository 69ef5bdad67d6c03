import Jarvis
import Terminal

extension RecordingError: Explained {
    package enum Code: String, ErrorCode {
        case cannotCreate = "J-REC-05"
        case cannotWrite = "J-REC-06"
        case full = "J-REC-07"
        case tooSlow = "J-REC-08"
    }

    package var code: Code {
        switch self {
        case .cannotCreate: .cannotCreate
        case .cannotWrite: .cannotWrite
        case .full: .full
        case .tooSlow: .tooSlow
        }
    }
}
