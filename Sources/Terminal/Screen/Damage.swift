/// What changed on a screen since it was last drawn.
package struct TerminalDamage: Equatable, Sendable {
    /// How many rows the whole screen moved up before ``rows`` changed: a drawer may move its own copy.
    package var scrolled: Int
    /// The rows to draw anew, ascending.
    package var rows: [Int]

    /// Whether nothing but perhaps the cursor changed.
    package var isEmpty: Bool { scrolled == 0 && rows.isEmpty }
}
