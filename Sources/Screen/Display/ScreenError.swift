import Glibc

/// Why there is no screen to draw on.
package enum ScreenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// TERM is not set.
    case terminalUnset
    /// No terminfo entry for this TERM is found.
    case terminalUnknown(String)
    /// The terminal cannot place its cursor, as `dumb`.
    case terminalTooSimple(String)
    /// The descriptor is no terminal; with errno.
    case notATerminal(Int32)
    /// A system call failed; with errno.
    case system(call: String, code: Int32)

    package var description: String {
        switch self {
        case .terminalUnset:
            "TERM is not set, so the kind of this terminal is not known; set it, for example TERM=xterm-256color."
        case .terminalUnknown(let type):
            "The terminal type \"\(type)\" has no terminfo entry here; install ncurses-term (for kitty kitty-terminfo), or try TERM=xterm-256color."
        case .terminalTooSimple(let type):
            "A terminal of type \"\(type)\" cannot show a full screen; use another, or the commands that need none."
        case .notATerminal(let code):
            "This is not a terminal (\(ScreenError.text(code))); start from one, or use the commands that need none."
        case .system(let call, let code):
            "The screen could not be set up: \(call) failed with \(ScreenError.text(code))."
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
