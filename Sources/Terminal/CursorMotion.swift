/// The cursor's ways.
extension TerminalScreen {
    /// The top row that motion within the margins reaches from where the cursor is.
    private var upperBound: Int { cursor.row >= top ? top : 0 }
    private var lowerBound: Int { cursor.row <= bottom ? bottom : rows - 1 }

    /// Moves to a row and column counted from 1, of the region in origin mode (CUP).
    @inline(__always)
    mutating func move(row: Int, column: Int) {
        moveTo(row: row)
        moveTo(column: column)
    }

    /// Moves to a column counted from 1 (CHA).
    @inline(__always)
    mutating func moveTo(column: Int) {
        cursor.column = min(max(column, 1), columns) &- 1
        cursor.wrapsNext = false
    }

    /// Moves to a row counted from 1, of the region in origin mode (VPA).
    @inline(__always)
    mutating func moveTo(row: Int) {
        if cursor.isOrigin {
            cursor.row = min(top &+ max(row, 1) &- 1, bottom)
        } else {
            cursor.row = min(max(row, 1), rows) &- 1
        }
        cursor.wrapsNext = false
    }

    /// Moves to the first row and column that motion can reach.
    mutating func moveHome() {
        move(row: 1, column: 1)
    }

    mutating func moveUp(_ count: Int) {
        cursor.row = max(cursor.row - count, upperBound)
        cursor.wrapsNext = false
    }

    mutating func moveDown(_ count: Int) {
        cursor.row = min(cursor.row + count, lowerBound)
        cursor.wrapsNext = false
    }

    /// Moves to the start of a line further down, or up by a negative number.
    mutating func moveToLine(below count: Int) {
        if count > 0 { moveDown(count) } else { moveUp(-count) }
        carriageReturn()
    }

    mutating func moveRight(_ count: Int) {
        cursor.column = min(cursor.column + count, columns - 1)
        cursor.wrapsNext = false
    }

    /// Moves left; with the reverse-wrap mode also back to the rows the line was wrapped from.
    mutating func moveLeft(_ count: Int) {
        var left = count
        while left > cursor.column, modes.contains([.reverseWrap, .autowrap]), cursor.row > top,
            grid.state(cursor.row - 1).pointee.isWrapped
        {
            left -= cursor.column + 1
            cursor.row -= 1
            cursor.column = columns - 1
        }
        cursor.column = max(cursor.column - left, 0)
        cursor.wrapsNext = false
    }

    /// Returns to the first column.
    @inline(__always)
    mutating func carriageReturn() {
        cursor.column = 0
        cursor.wrapsNext = false
    }

    /// Goes down a row, and to its start in newline mode (LF, VT, FF).
    @inline(__always)
    mutating func lineFeed() {
        cursor.wrapsNext = false
        if modes.contains(.newLine) { cursor.column = 0 }
        index()
    }

    /// Moves right by tab stops; the tab leaves no trace in the cells.
    mutating func tab(_ count: Int) {
        for _ in 0..<min(count, columns) { cursor.column = tabs.next(after: cursor.column) }
        cursor.wrapsNext = false
    }

    mutating func backTab(_ count: Int) {
        for _ in 0..<min(count, columns) { cursor.column = tabs.previous(before: cursor.column) }
        cursor.wrapsNext = false
    }

    /// Clears the tab stop here (0) or all of them (3) (TBC).
    mutating func clearTabs(_ what: Int) {
        if what == 0 { tabs[cursor.column] = false }
        if what == 3 { tabs.removeAll() }
    }

    /// Remembers the cursor, its pen, character sets, origin mode and put-off wrap (DECSC, DEC STD 070).
    mutating func saveCursor() {
        saved = cursor
    }

    /// Goes back to what was remembered (DECRC).
    mutating func restoreCursor() {
        cursor = saved
        cursor.row = min(cursor.row, rows - 1)
        cursor.column = min(cursor.column, columns - 1)
        modes.set(.origin, cursor.isOrigin)
        penIsStale = true
    }
}

extension TerminalModes {
    /// Switches modes on or off.
    mutating func set(_ modes: TerminalModes, _ on: Bool) {
        if on { insert(modes) } else { remove(modes) }
    }
}
