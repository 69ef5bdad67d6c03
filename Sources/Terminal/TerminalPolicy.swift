/// What a terminal keeps, tells and allows.
package struct TerminalPolicy: Sendable {
    /// Lines of scrollback.
    package var scrollbackLines = 10_000
    /// Bytes the scrollback may take, in steps of 256 KB.
    package var scrollbackBytes = 64 << 20
    /// What happens when a program puts text on the clipboard.
    package var clipboard = ClipboardPolicy.ask
    /// Whether clearing the primary screen moves its text to the scrollback.
    package var keepsClearedText = true
    /// The program is a shell: modes that a program it ran left on end when its prompt is back.
    package var mendsModes = false
    /// The colours told to programs that ask (OSC 4, 5 and 10 to 19), and whether they are dark (DSR 996).
    package var colors = StandardColors()

    /// What suits an interactive shell.
    package init() {}
}
