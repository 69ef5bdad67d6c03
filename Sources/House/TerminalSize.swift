import Glibc

/// The size of a terminal in character cells: at most ``most`` each way, whatever it says of itself.
package struct TerminalSize: Sendable, Equatable {
    package let columns: Int
    package let rows: Int

    /// The largest that is drawn on; a larger terminal has the rest empty.
    ///
    /// The same bound as that of the terminals in the shell column. A cell costs some 50 bytes, and a size is only a
    /// number that anybody may set with stty(1).
    package static let most = 2_000

    package init(columns: Int, rows: Int) {
        self.columns = min(columns, TerminalSize.most)
        self.rows = min(rows, TerminalSize.most)
    }

    /// The size a terminal reports, or nil when it is none or does not know: ioctl_tty(2), TIOCGWINSZ.
    package init?(of descriptor: Int32) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        self.init(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
