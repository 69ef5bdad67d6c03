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

    /// Moves to a column counted from 1, of the region in origin mode (CHA).
    @inline(__always)
    mutating func moveTo(column: Int) {
        if cursor.isOrigin {
            cursor.column = min(left &+ max(column, 1) &- 1, right)
        } else {
            cursor.column = min(max(column, 1), columns) &- 1
        }
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

    /// Moves right without regard to margins, unless origin mode has them (HPR).
    mutating func move(right count: Int) {
        cursor.column = min(cursor.column + count, cursor.isOrigin ? right : columns - 1)
        cursor.wrapsNext = false
    }

    /// Moves down without regard to margins, unless origin mode has them (VPR).
    mutating func move(down count: Int) {
        cursor.row = min(cursor.row + count, cursor.isOrigin ? bottom : rows - 1)
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
        cursor.column = min(cursor.column + count, edge - 1)
        cursor.wrapsNext = false
    }

    /// Moves left, to the left margin at most; in the reverse-wrap modes on from the right margin a row above.
    mutating func moveLeft(_ count: Int) {
        if modes.contains(.autowrap), !modes.isDisjoint(with: .anyReverseWrap) { return moveBack(count) }
        cursor.column = max(cursor.column - count, cursor.column < left ? 0 : left)
        cursor.wrapsNext = false
    }

    /// Moves left over the edges, from the top margin to the bottom margin; a put-off wrap counts for a column.
    private mutating func moveBack(_ count: Int) {
        var rest = min(count, columns * rows) - (cursor.wrapsNext ? 1 : 0)
        while rest > 0 {
            let start = cursor.column < left ? 0 : left
            let step = min(rest, cursor.column - start)
            cursor.column -= step
            rest -= step
            if rest == 0 { break }
            rest -= 1
            cursor.column = right
            cursor.row = cursor.row == top ? bottom : cursor.row == 0 ? rows - 1 : cursor.row - 1
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
        cursor.column = cursor.column >= left || cursor.isOrigin ? left : 0
        cursor.wrapsNext = false
    }

    /// Goes down a row, and to its start in newline mode (LF, VT, FF).
    @inline(__always)
    mutating func lineFeed() {
        cursor.wrapsNext = false
        index()
        if modes.contains(.newLine) { carriageReturn() }
    }

    /// Moves right by tab stops, to the right margin at most; the tab leaves no trace, and a put-off wrap waits on.
    ///
    /// In mode ?41 a put-off wrap is carried out first, as some curses programs count on.
    mutating func tab(_ count: Int) {
        if cursor.wrapsNext, modes.contains(.tabsWrap) { wrapLine() }
        let last = edge - 1
        for _ in 0..<min(count, columns) { cursor.column = min(tabs.next(after: cursor.column), last) }
    }

    /// Moves left by tab stops, in origin mode to the left margin at most (CBT).
    mutating func backTab(_ count: Int) {
        let first = cursor.isOrigin ? left : 0
        for _ in 0..<min(count, columns) { cursor.column = max(tabs.previous(before: cursor.column), first) }
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
        saved.isSaved = true
    }

    /// Goes back to what was remembered (DECRC).
    mutating func restoreCursor() {
        cursor = saved
        cursor.row = min(max(cursor.row, 0), rows - 1)
        cursor.column = min(cursor.column, columns - 1)
        if cursor.column != edge - 1 { cursor.wrapsNext = false }
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
