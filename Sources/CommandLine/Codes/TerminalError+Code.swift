import Jarvis
import Terminal

extension TerminalError: Explained {
    package enum Code: String, ErrorCode {
        case noTerminal = "J-TTY-01"
        case noAccount = "J-TTY-02"
        case cannotStart = "J-TTY-03"
        case cannotWatch = "J-TTY-04"
        case noThread = "J-TTY-05"
        case inputFull = "J-TTY-06"
        case ended = "J-TTY-07"
    }

    package var code: Code {
        switch self {
        case .noPseudoTerminal: .noTerminal
        case .noAccount: .noAccount
        case .cannotStart: .cannotStart
        case .cannotWatch: .cannotWatch
        case .noThread: .noThread
        case .inputFull: .inputFull
        case .ended: .ended
        }
    }
}
