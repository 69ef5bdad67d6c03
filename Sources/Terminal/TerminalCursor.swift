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
    package var shape: Shape
    package var isBlinking: Bool
    package var isVisible: Bool
}
