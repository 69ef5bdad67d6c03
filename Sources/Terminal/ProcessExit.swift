/// How the program of a terminal ended.
package enum ProcessExit: Hashable, Sendable {
    /// It returned this code, 0 to 255.
    case exited(code: Int32)
    /// A signal ended it.
    case signalled(signal: Int32)
    /// Nobody can tell: whoever started it, and would be told by the system, had died before.
    case unknown

    /// Reads a status of waitpid(2), whose lowest 7 bits are the signal.
    init(status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(code: status >> 8 & 0xff) : .signalled(signal: signal)
    }
}
