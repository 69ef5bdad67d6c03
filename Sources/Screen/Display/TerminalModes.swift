/// The private modes a display sets, and how each is put back.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (DECSET, DECSCUSR).
enum TerminalModes {
    /// Bracketed paste 2004, focus 1004, mouse buttons 1000, drag 1002, SGR coordinates 1006.
    private static let numbers = [2004, 1004, 1000, 1002, 1006]

    static let on = numbers.map { "\u{1B}[?\($0)h" }.joined()
    static let off = numbers.reversed().map { "\u{1B}[?\($0)l" }.joined()

    /// Whether a change of the terminal's colours is told
    /// (https://contour-terminal.org/vt-extensions/color-palette-update-notifications/).
    static let colorNotices = (on: "\u{1B}[?2031h", off: "\u{1B}[?2031l")

    /// Scrolling on the whole screen (DECSTBM without margins).
    static let noMargins = "\u{1B}[r"

    /// Begin and end of an update that is to be shown at once.
    static let synchronized = (begin: "\u{1B}[?2026h", end: "\u{1B}[?2026l")

    /// The sequence that sets a cursor's shape.
    static func shape(_ shape: Cursor.Shape) -> String {
        switch shape {
        case .terminal: "\u{1B}[0 q"
        case .block: "\u{1B}[2 q"
        case .underline: "\u{1B}[4 q"
        case .bar: "\u{1B}[6 q"
        }
    }
}
