/// A look at one line of a screen or its scrollback, valid only inside the closure that got the screen.
package struct TerminalLine {
    /// The cells from the left; what is missing at the right, up to the screen's width, is blank.
    package let cells: UnsafeBufferPointer<TerminalCell>
    /// Whether the text goes on in the next line because it reached the right edge.
    package let isWrapped: Bool
    /// What the shell said about this line.
    package let marks: LineMarks
    /// How large the program wanted the line's characters; no cell is wider for it, and scrollback forgets it.
    package var size = LineSize.single
}

/// What a shell said about a line with OSC 133 (https://gitlab.freedesktop.org/Per_Bothner/specifications).
package struct LineMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A prompt begins here (`A`).
    package static let prompt = LineMarks(rawValue: 1 << 0)
    /// The user's input begins here (`B`).
    package static let input = LineMarks(rawValue: 1 << 1)
    /// The command's output begins here (`C`).
    package static let output = LineMarks(rawValue: 1 << 2)
    /// The command ended here (`D`).
    package static let end = LineMarks(rawValue: 1 << 3)
}
