/// Rows that move: line feeds, scroll regions, inserted and deleted lines.
extension TerminalScreen {
    /// Moves the cursor down a row; at the bottom margin the region scrolls (IND).
    @inline(__always)
    mutating func index() {
        if cursor.row == margins.bottom {
            if isBetweenMargins { scrollUp(1) }
        } else if cursor.row < rows &- 1 {
            cursor.row &+= 1
        }
    }

    /// Moves the cursor up a row; at the top margin the region scrolls (RI).
    mutating func reverseIndex() {
        cursor.wrapsNext = false
        if cursor.row == margins.top {
            if isBetweenMargins { scrollDown(1, from: margins.top) }
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    /// Scrolls the region up; what leaves the primary screen at its very top goes to the scrollback.
    mutating func scrollUp(_ count: Int) {
        guard margins.isFullWidth else { return scrollBetweenMargins(up: count, from: margins.top) }
        if penCells.isStale { refreshPen() }
        let keeps = margins.top == 0 && !modes.contains(.alternateScreen)
        for _ in 0..<min(count, margins.bottom &- margins.top &+ 1) {
            if keeps { keep(row: 0) }
            grid.rotateUp(margins.top, margins.bottom)
            grid.clear(margins.bottom, with: penCells.erased)
        }
        if margins.isFullHeight {
            damage.scroll(by: min(count, rows))
        } else {
            damage.add(from: margins.top, to: margins.bottom)
        }
    }

    /// Scrolls the rows from one to the bottom margin down.
    mutating func scrollDown(_ count: Int, from first: Int) {
        guard margins.isFullWidth else { return scrollBetweenMargins(down: count, from: first) }
        if penCells.isStale { refreshPen() }
        for _ in 0..<min(count, margins.bottom - first + 1) {
            grid.rotateDown(first, margins.bottom)
            grid.clear(first, with: penCells.erased)
        }
        damage.add(from: first, to: margins.bottom)
    }

    /// Puts a row into the scrollback; a view that is scrolled back stays where it is.
    @inline(__always)
    private mutating func keep(row: Int) {
        let state = grid.state(row).pointee
        history.push(
            grid.line(row), grid.usedCells(row), wrapped: state.isWrapped, marks: state.marks)
    }

    /// Moves the text of the whole screen to the scrollback, up to the last row that has any.
    mutating func keepScreen() {
        guard let last = (0..<rows).last(where: { grid.usedCells($0) > 0 }) else { return }
        for row in 0...last { keep(row: row) }
    }

    /// Inserts lines at the cursor (IL); the cursor goes to the left margin, as DEC has it.
    mutating func insertLines(_ count: Int) {
        guard margins.contains(row: cursor.row), isBetweenMargins else { return }
        scrollDown(count, from: cursor.row)
        cursor.column = margins.left
        cursor.wrapsNext = false
    }

    /// Deletes lines at the cursor (DL); the cursor goes to the left margin, as DEC has it.
    mutating func deleteLines(_ count: Int) {
        guard margins.contains(row: cursor.row), isBetweenMargins else { return }
        if margins.isFullWidth {
            removeLines(count)
        } else {
            scrollBetweenMargins(up: count, from: cursor.row)
        }
        cursor.column = margins.left
        cursor.wrapsNext = false
    }

    private mutating func removeLines(_ count: Int) {
        if penCells.isStale { refreshPen() }
        for _ in 0..<min(count, margins.bottom - cursor.row + 1) {
            grid.rotateUp(cursor.row, margins.bottom)
            grid.clear(margins.bottom, with: penCells.erased)
        }
        damage.add(from: cursor.row, to: margins.bottom)
    }
}
