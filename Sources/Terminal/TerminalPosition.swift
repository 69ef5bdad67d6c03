/// A place in everything a screen still remembers.
package struct TerminalPosition: Hashable, Comparable, Sendable {
    /// The line, counted from the first one the screen ever scrolled away: output does not change it.
    ///
    /// A new width lays all lines out anew and renumbers them.
    package var line: Int
    /// The cell in the line, from 0.
    package var column: Int

    /// A cell of a line.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether a place comes before another as text is read.
    package static func < (left: TerminalPosition, right: TerminalPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
