/// Where the cursor stands, and what DECSC saves with it.
struct CursorState {
    /// Cell from the left edge and row from the top, from 0; the row of a saved one may be above the screen.
    var column = 0
    var row = 0
    /// A character went into the last column; the next one goes to the next line first.
    var wrapsNext = false
    /// Rows and columns count from the margins (DECOM).
    var isOrigin = false
    var pen = Pen()
    /// DECSC made this; it was not there from the start.
    var isSaved = false
}

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

extension TerminalScreen {
    /// Where the cursor is and how it looks.
    package var cursorState: TerminalCursor {
        TerminalCursor(
            column: cursor.column, row: cursor.row, shape: shape,
            isBlinking: modes.contains(.cursorBlink), isVisible: modes.contains(.cursorVisible))
    }

    /// The cursor's place among all lines.
    var cursorPlace: TerminalPosition {
        let column = cursor.column + (cursor.wrapsNext ? 1 : 0)
        return TerminalPosition(line: history.dropped + history.count + cursor.row, column: column)
    }

    /// DECSCUSR: 0 and 1 a blinking block, 2 a steady one, then underlines and bars.
    mutating func setCursorStyle(_ style: Int) {
        guard style <= 6 else { return }
        shape = style < 3 ? .block : style < 5 ? .underline : .bar
        modes.set(.cursorBlink, style == 0 || style % 2 == 1)
    }

    /// Remembers the cursor, its pen, character sets, origin mode and put-off wrap (DECSC, DEC STD 070).
    mutating func saveCursor() {
        saved = cursor
        saved.isSaved = true
    }

    /// Goes back to what was remembered (DECRC).
    mutating func restoreCursor() {
        cursor = saved
        cursor.row = min(max(cursor.row, 0), rows - 1)
        cursor.column = min(cursor.column, columns - 1)
        if cursor.column != edge - 1 { cursor.wrapsNext = false }
        modes.set(.origin, cursor.isOrigin)
        penCells.isStale = true
    }
}
