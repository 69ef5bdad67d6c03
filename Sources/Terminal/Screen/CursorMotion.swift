/// The cursor's ways.
extension TerminalScreen {
    /// Moves to a row and column counted from 1, of the region in origin mode (CUP).
    @inline(__always)
    mutating func move(row: Int, column: Int) {
        moveTo(row: row)
        moveTo(column: column)
    }

    /// Moves to a column counted from 1, of the region in origin mode (CHA).
    @inline(__always)
    mutating func moveTo(column: Int) {
        if cursor.isOrigin {
            cursor.column = min(margins.left &+ max(column, 1) &- 1, margins.right)
        } else {
            cursor.column = min(max(column, 1), columns) &- 1
        }
        cursor.wrapsNext = false
    }

    /// Moves to a row counted from 1, of the region in origin mode (VPA).
    @inline(__always)
    mutating func moveTo(row: Int) {
        if cursor.isOrigin {
            cursor.row = min(margins.top &+ max(row, 1) &- 1, margins.bottom)
        } else {
            cursor.row = min(max(row, 1), rows) &- 1
        }
        cursor.wrapsNext = false
    }

    /// Moves right without regard to margins, unless origin mode has them (HPR).
    mutating func move(right count: Int) {
        cursor.column = min(cursor.column + count, cursor.isOrigin ? margins.right : columns - 1)
        cursor.wrapsNext = false
    }

    /// Moves down without regard to margins, unless origin mode has them (VPR).
    mutating func move(down count: Int) {
        cursor.row = min(cursor.row + count, cursor.isOrigin ? margins.bottom : rows - 1)
        cursor.wrapsNext = false
    }

    /// Moves to the first row and column that motion can reach.
    mutating func moveHome() {
        move(row: 1, column: 1)
    }

    mutating func moveUp(_ count: Int) {
        cursor.row = max(cursor.row - count, margins.upperBound(from: cursor.row))
        cursor.wrapsNext = false
    }

    mutating func moveDown(_ count: Int) {
        cursor.row = min(cursor.row + count, margins.lowerBound(from: cursor.row))
        cursor.wrapsNext = false
    }

    /// Moves to the start of a line further down, or up by a negative number.
    mutating func moveToLine(below count: Int) {
        if count > 0 { moveDown(count) } else { moveUp(-count) }
        carriageReturn()
    }

    mutating func moveRight(_ count: Int) {
        cursor.column = min(cursor.column + count, edge - 1)
        cursor.wrapsNext = false
    }

    /// Moves left, to the left margin at most; in the reverse-wrap modes on from the right margin a row above.
    mutating func moveLeft(_ count: Int) {
        if modes.contains(.autowrap), !modes.isDisjoint(with: .anyReverseWrap) { return moveBack(count) }
        cursor.column = max(cursor.column - count, margins.start(from: cursor.column))
        cursor.wrapsNext = false
    }

    /// Moves left over the edges, from the top margin to the bottom margin; a put-off wrap counts for a column.
    private mutating func moveBack(_ count: Int) {
        var rest = min(count, columns * rows) - (cursor.wrapsNext ? 1 : 0)
        while rest > 0 {
            let start = margins.start(from: cursor.column)
            let step = min(rest, cursor.column - start)
            cursor.column -= step
            rest -= step
            if rest == 0 { break }
            rest -= 1
            cursor.column = margins.right
            cursor.row =
                cursor.row == margins.top ? margins.bottom : cursor.row == 0 ? rows - 1 : cursor.row - 1
        }
        cursor.wrapsNext = false
    }

    /// Goes down a row, scrolling at the bottom margin (IND).
    mutating func indexDown() {
        cursor.wrapsNext = false
        index()
    }

    /// Goes to the start of the next row (NEL).
    mutating func nextLine() {
        index()
        carriageReturn()
    }

    /// Returns to the left margin; from left of it, outside origin mode, to the first column.
    @inline(__always)
    mutating func carriageReturn() {
        cursor.column = cursor.isOrigin ? margins.left : margins.start(from: cursor.column)
        cursor.wrapsNext = false
    }

    /// Goes down a row, and to its start in newline mode (LF, VT, FF).
    @inline(__always)
    mutating func lineFeed() {
        cursor.wrapsNext = false
        index()
        if modes.contains(.newLine) { carriageReturn() }
    }
}
