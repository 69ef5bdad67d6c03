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
