import Glibc

/// Why a shell could not be opened or reached.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// The system gave no pseudo-terminal.
    case noPseudoTerminal(code: Int32)
    /// The user has no entry in the password database.
    case noAccount(user: UInt32)
    /// The program could not be started.
    case cannotStart(program: String, code: Int32)
    /// The kernel cannot watch the program.
    case cannotWatch(program: String, code: Int32)
    /// No thread could be started to serve the terminal.
    case noThread(code: Int32)
    /// The program reads too slowly: this many bytes wait already.
    case inputFull(waiting: Int)
    /// The program has ended.
    case ended

    /// What failed, the system's words for it, and what to do, in one sentence.
    package var description: String {
        switch self {
        case .noPseudoTerminal(let code):
            "No pseudo-terminal could be opened (\(Self.words(code))); close some shells or raise "
                + "/proc/sys/kernel/pty/max."
        case .noAccount(let user):
            "User \(user) has no entry in the password database, so no login shell is known; add one or "
                + "name a shell in the configuration."
        case .cannotStart(let program, let code):
            "\(program) could not be started (\(Self.words(code))); check that it exists and may be run."
        case .cannotWatch(let program, let code):
            "\(program) was started but cannot be watched (\(Self.words(code))) and was ended again; a "
                + "kernel of 5.3 or newer with free descriptors is needed."
        case .noThread(let code):
            "No thread could be started for the shell (\(Self.words(code))); close some shells."
        case .inputFull(let waiting):
            "The program in the shell does not read: \(waiting) bytes wait for it already, so this input "
                + "was not sent."
        case .ended:
            "The program in the shell has ended; open a new shell."
        }
    }

    private static func words(_ code: Int32) -> String {
        "\(String(cString: strerror(code))), errno \(code)"
    }
}
