/// The margins: top and bottom (DECSTBM), and in mode ?69 (DECLRMM) left and right (DECSLRM), from 0 and all included.
///
/// Without that mode ``left`` is 0 and ``right`` the last column.
struct Margins {
    /// How large the screen is.
    let columns: Int
    let rows: Int
    private(set) var top = 0
    private(set) var bottom: Int
    private(set) var left = 0
    private(set) var right: Int

    /// Margins at the edges of a screen.
    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        bottom = rows - 1
        right = columns - 1
    }

    /// Whether the left and right margins are the screen's edges.
    var isFullWidth: Bool {
        @inline(__always) get { left == 0 && right == columns &- 1 }
    }

    /// Whether the top and bottom margins are.
    var isFullHeight: Bool {
        @inline(__always) get { top == 0 && bottom == rows &- 1 }
    }

    /// What lies between them.
    var area: Rectangle { Rectangle(rows: top...bottom, columns: left...right) }

    /// The column behind the last one that printing and motion reach from a column.
    @inline(__always)
    func edge(from column: Int) -> Int { column > right ? columns : right &+ 1 }

    /// Whether a column is between the left and right margins.
    @inline(__always)
    func contains(column: Int) -> Bool { column >= left && column <= right }

    /// Whether a row is between the top and bottom margins.
    func contains(row: Int) -> Bool { row >= top && row <= bottom }

    /// The top row that motion reaches from a row: within the margins no other than theirs.
    func upperBound(from row: Int) -> Int { row >= top ? top : 0 }

    /// The lowest row that motion reaches from a row.
    func lowerBound(from row: Int) -> Int { row <= bottom ? bottom : rows - 1 }

    /// The column that a return of the carriage leads to from a column: left of the margin the first one.
    @inline(__always)
    func start(from column: Int) -> Int { column >= left ? left : 0 }

    /// Sets the top and bottom margins, counted from 1; a bottom of 0 or below the screen is the last row.
    ///
    /// - Returns: `false`, with nothing changed, where no two rows would be between them.
    mutating func setRows(_ first: Int, _ last: Int) -> Bool {
        guard let bounds = Self.bounds(first, last, of: rows) else { return false }
        (top, bottom) = bounds
        return true
    }

    /// Sets the left and right margins, counted from 1; a right one of 0 or beyond the screen is the last column.
    ///
    /// - Returns: `false`, with nothing changed, where no two columns would be between them.
    mutating func setColumns(_ first: Int, _ last: Int) -> Bool {
        guard let bounds = Self.bounds(first, last, of: columns) else { return false }
        (left, right) = bounds
        return true
    }

    private static func bounds(_ first: Int, _ last: Int, of count: Int) -> (Int, Int)? {
        let low = max(first, 1) - 1
        let high = (last == 0 ? count : min(last, count)) - 1
        return low < high ? (low, high) : nil
    }

    /// Takes the left and right margins to the screen's edges.
    mutating func resetColumns() { (left, right) = (0, columns - 1) }

    /// Takes all margins to the screen's edges.
    mutating func reset() { self = Margins(columns: columns, rows: rows) }
}

extension TerminalScreen {
    /// The column behind the last one that printing and motion reach from where the cursor is.
    var edge: Int {
        @inline(__always) get { margins.edge(from: cursor.column) }
    }

    /// Whether the cursor's column is within the margins.
    var isBetweenMargins: Bool {
        @inline(__always) get { margins.contains(column: cursor.column) }
    }

    /// Sets the top and bottom margins (DECSTBM).
    mutating func setMargins(top first: Int, bottom last: Int) {
        if margins.setRows(first, last) { moveHome() }
    }

    /// Sets the left and right margins (DECSLRM); outside mode ?69 the sequence is SCOSC.
    mutating func setMargins(left first: Int, right last: Int) {
        guard modes.contains(.leftRightMargins) else { return saveCursor() }
        if margins.setColumns(first, last) { moveHome() }
    }

    /// Mode ?69 (DECLRMM): without it there are no left and right margins.
    mutating func allowSideMargins(_ on: Bool) {
        modes.set(.leftRightMargins, on)
        if on { return }
        margins.resetColumns()
        if cursor.column < margins.right { cursor.wrapsNext = false }
    }
}

/// Rows that move between the left and right margins.
extension TerminalScreen {
    /// Moves the cells between the left and right margins up, from one row to the bottom margin.
    mutating func scrollBetweenMargins(up count: Int, from first: Int) {
        let moved = min(count, margins.bottom - first + 1)
        splitMargins(from: first)
        for row in first..<max(first, margins.bottom + 1 - moved) {
            copyBetweenMargins(from: row + moved, to: row)
        }
        for row in (margins.bottom + 1 - moved)...margins.bottom {
            erase(row: row, margins.left, margins.right + 1, selective: false)
        }
    }

    /// Moves the cells between the left and right margins down, from one row to the bottom margin.
    mutating func scrollBetweenMargins(down count: Int, from first: Int) {
        let moved = min(count, margins.bottom - first + 1)
        splitMargins(from: first)
        for row in (first + moved..<max(first + moved, margins.bottom + 1)).reversed() {
            copyBetweenMargins(from: row - moved, to: row)
        }
        for row in first..<first + moved {
            erase(row: row, margins.left, margins.right + 1, selective: false)
        }
    }

    /// Blanks the wide characters that stand across a margin.
    private func splitMargins(from first: Int) {
        for row in first...margins.bottom where grid.state(row).pointee.hasWide {
            let line = grid.line(row)
            splitWide(line, margins.left, margins.left)
            splitWide(line, margins.right + 1, margins.right + 1)
        }
    }

    private func copyBetweenMargins(from source: Int, to target: Int) {
        (grid.line(target) + margins.left).update(
            from: grid.line(source) + margins.left, count: margins.right - margins.left + 1)
        let state = grid.state(target)
        state.pointee.used = max(state.pointee.used, Int32(margins.right + 1))
        state.pointee.hasWide = state.pointee.hasWide || grid.state(source).pointee.hasWide
        state.pointee.isDamaged = true
    }
}

/// Columns that move between the margins: DECIC, DECDC, DECBI, DECFI, SL and SR.
extension TerminalScreen {
    /// Inserts columns at the cursor (DECIC), or right of the left margin (SR).
    mutating func insertColumns(_ count: Int, at column: Int) {
        guard margins.contains(row: cursor.row), isBetweenMargins else { return }
        for row in margins.top...margins.bottom { insertCells(row: row, at: column, count) }
    }

    /// Deletes columns at the cursor (DECDC), or right of the left margin (SL).
    mutating func deleteColumns(_ count: Int, at column: Int) {
        guard margins.contains(row: cursor.row), isBetweenMargins else { return }
        for row in margins.top...margins.bottom { deleteCells(row: row, at: column, count) }
    }

    /// Moves left; at the left margin the columns move right (DECBI).
    mutating func backIndex() {
        if cursor.column == margins.left { insertColumns(1, at: margins.left) } else { moveLeft(1) }
    }

    /// Moves right; at the right margin the columns move left (DECFI).
    mutating func forwardIndex() {
        if cursor.column == margins.right { deleteColumns(1, at: margins.left) } else { moveRight(1) }
    }
}
