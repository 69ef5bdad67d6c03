/// What a terminal keeps, tells and allows.
package struct TerminalPolicy: Sendable {
    /// Lines of scrollback.
    package var scrollbackLines = 10_000
    /// Bytes the scrollback may take, in steps of 256 KB.
    package var scrollbackBytes = 64 << 20
    /// Whether a program may put text on the clipboard (OSC 52); it may never read it.
    package var allowsClipboard = false
    /// Whether clearing the primary screen moves its text to the scrollback.
    package var keepsClearedText = true
    /// The foreground told to programs that ask (OSC 10 and 12).
    package var foreground: (red: UInt8, green: UInt8, blue: UInt8) = (0xd0, 0xd0, 0xd0)
    /// The background told to programs that ask (OSC 11).
    package var background: (red: UInt8, green: UInt8, blue: UInt8) = (0, 0, 0)

    /// What suits an interactive shell.
    package init() {}
}
