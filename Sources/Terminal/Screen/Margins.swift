/// The margins: top and bottom (DECSTBM), and in mode ?69 (DECLRMM) left and right (DECSLRM).
///
/// Without that mode ``TerminalScreen/left`` is 0 and ``TerminalScreen/right`` the last column.
extension TerminalScreen {
    /// The column behind the last one that printing and motion reach from where the cursor is.
    var edge: Int {
        @inline(__always) get { cursor.column > right ? columns : right &+ 1 }
    }

    /// Whether the left and right margins are the screen's edges.
    var isFullWidth: Bool {
        @inline(__always) get { left == 0 && right == columns &- 1 }
    }

    /// Whether the cursor's column is within the margins.
    var isBetweenMargins: Bool {
        @inline(__always) get { cursor.column >= left && cursor.column <= right }
    }

    /// Sets the top and bottom margins (DECSTBM), 1-based; a bottom of 0 or below the screen is the last row.
    mutating func setMargins(top first: Int, bottom last: Int) {
        let low = max(first, 1) - 1
        let high = (last == 0 ? rows : min(last, rows)) - 1
        guard low < high else { return }
        top = low
        bottom = high
        moveHome()
    }

    /// Sets the left and right margins (DECSLRM), 1-based; outside mode ?69 the sequence is SCOSC.
    mutating func setMargins(left first: Int, right last: Int) {
        guard modes.contains(.leftRightMargins) else { return saveCursor() }
        let low = max(first, 1) - 1
        let high = (last == 0 ? columns : min(last, columns)) - 1
        guard low < high else { return }
        left = low
        right = high
        moveHome()
    }

    /// Mode ?69 (DECLRMM): without it there are no left and right margins.
    mutating func allowSideMargins(_ on: Bool) {
        modes.set(.leftRightMargins, on)
        if on { return }
        left = 0
        right = columns - 1
        if cursor.column < right { cursor.wrapsNext = false }
    }

    /// Takes all margins to the screen's edges.
    mutating func resetMargins() {
        top = 0
        bottom = rows - 1
        left = 0
        right = columns - 1
    }

    /// Moves the cells between the left and right margins up, from one row to the bottom margin.
    mutating func scrollBetweenMargins(up count: Int, from first: Int) {
        let moved = min(count, bottom - first + 1)
        splitMargins(from: first)
        for row in first..<max(first, bottom + 1 - moved) { copyBetweenMargins(from: row + moved, to: row) }
        for row in (bottom + 1 - moved)...bottom { erase(row: row, left, right + 1, selective: false) }
    }

    /// Moves the cells between the left and right margins down, from one row to the bottom margin.
    mutating func scrollBetweenMargins(down count: Int, from first: Int) {
        let moved = min(count, bottom - first + 1)
        splitMargins(from: first)
        for row in (first + moved..<max(first + moved, bottom + 1)).reversed() {
            copyBetweenMargins(from: row - moved, to: row)
        }
        for row in first..<first + moved { erase(row: row, left, right + 1, selective: false) }
    }

    /// Blanks the wide characters that stand across a margin.
    private func splitMargins(from first: Int) {
        for row in first...bottom where grid.state(row).pointee.hasWide {
            let line = grid.line(row)
            splitWide(line, left, left)
            splitWide(line, right + 1, right + 1)
        }
    }

    private func copyBetweenMargins(from source: Int, to target: Int) {
        (grid.line(target) + left).update(from: grid.line(source) + left, count: right - left + 1)
        let state = grid.state(target)
        state.pointee.used = max(state.pointee.used, Int32(right + 1))
        state.pointee.hasWide = state.pointee.hasWide || grid.state(source).pointee.hasWide
        state.pointee.isDamaged = true
    }
}

/// Columns that move between the margins: DECIC, DECDC, DECBI, DECFI, SL and SR.
extension TerminalScreen {
    /// Inserts columns at the cursor (DECIC), or right of the left margin (SR).
    mutating func insertColumns(_ count: Int, at column: Int) {
        guard cursor.row >= top, cursor.row <= bottom, isBetweenMargins else { return }
        for row in top...bottom { insertCells(row: row, at: column, count) }
    }

    /// Deletes columns at the cursor (DECDC), or right of the left margin (SL).
    mutating func deleteColumns(_ count: Int, at column: Int) {
        guard cursor.row >= top, cursor.row <= bottom, isBetweenMargins else { return }
        for row in top...bottom { deleteCells(row: row, at: column, count) }
    }

    /// Moves left; at the left margin the columns move right (DECBI).
    mutating func backIndex() {
        if cursor.column == left { insertColumns(1, at: left) } else { moveLeft(1) }
    }

    /// Moves right; at the right margin the columns move left (DECFI).
    mutating func forwardIndex() {
        if cursor.column == right { deleteColumns(1, at: left) } else { moveRight(1) }
    }
}
