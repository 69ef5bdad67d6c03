/// Where the cursor is and how it looks.
package struct TerminalCursor: Hashable, Sendable {
    /// The shapes of DECSCUSR.
    package enum Shape: UInt8, Hashable, Sendable {
        case block
        case underline
        case bar
    }

    /// Cell from the left edge, from 0.
    package var column: Int
    /// Row of the screen from its top, from 0; scrolling back does not change it.
    package var row: Int
    /// The shape the program chose, a block at first.
    package var shape: Shape
    /// Whether the program asked for blinking.
    package var isBlinking: Bool
    /// Whether it is to be shown (mode ?25).
    package var isVisible: Bool
}
