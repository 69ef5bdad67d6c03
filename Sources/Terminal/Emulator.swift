/// A screen and the parser that feeds it: bytes in, cells out.
///
/// Sendable because it cannot be copied and nobody else ever holds the memory behind its pointers: whoever
/// has the value has all of it.
package struct Emulator: ~Copyable, @unchecked Sendable {
    private var parser = VTParser()
    package internal(set) var screen: TerminalScreen

    package init(size: TerminalSize, policy: TerminalPolicy = TerminalPolicy()) {
        screen = TerminalScreen(size: size, policy: policy)
    }

    /// Reads a program's output, in any portions.
    ///
    /// - Parameters:
    ///   - bytes: What the program wrote.
    ///   - time: A monotonic clock in nanoseconds, by which a held frame (mode 2026) is released.
    package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, at time: UInt64 = 0) {
        screen.releaseHold(at: time)
        parser.parse(bytes, into: &screen, at: time)
    }

    /// Reads a text as if a program had written it.
    package mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    /// The answers to the program's questions since the last call, to be written to it.
    package mutating func takeReplies() -> [UInt8] {
        if screen.replies.isEmpty { return [] }
        defer { screen.replies = [] }
        return screen.replies
    }

    /// What the program put on the clipboard since the last call, when the policy allows it.
    package mutating func takeClipboard() -> String? {
        defer { screen.clipboard = nil }
        return screen.clipboard
    }

    /// What changed on the screen since the last call.
    package mutating func takeDamage() -> TerminalDamage {
        screen.takeDamage()
    }

    /// Gives the screen another size; the primary screen and the scrollback are laid out anew.
    package mutating func resize(_ size: TerminalSize) {
        screen.resize(size)
    }

    /// Moves the view into the scrollback, or with a negative number back to the newest line.
    package mutating func scroll(by lines: Int) {
        screen.scrollView(by: lines)
    }
}
