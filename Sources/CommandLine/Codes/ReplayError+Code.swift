import Jarvis
import Terminal

extension ReplayError: Explained {
    package enum Code: String, ErrorCode {
        case cannotRead = "J-REC-01"
        case version = "J-REC-02"
        case noSize = "J-REC-03"
        case line = "J-REC-04"
    }

    package var code: Code {
        switch self {
        case .cannotRead: .cannotRead
        case .version: .version
        case .noSize: .noSize
        case .line: .line
        }
    }
}
