/// Erasing, and shifting cells within a row.
extension TerminalScreen {
    /// Erases cells of a row from `first` up to `end`; with `selective` those that are not protected.
    mutating func erase(row: Int, _ first: Int, _ end: Int, selective: Bool) {
        if first >= end { return }
        if penCells.isStale { refreshPen() }
        let isPlain = !spares(selective: selective)
        if isPlain, penCells.erased.bits != 0, first == 0, end == columns {
            return grid.fill(row, with: penCells.erased)
        }
        let state = grid.state(row)
        let line = grid.line(row)
        state.pointee.isDamaged = true
        if !isPlain {
            for column in first..<end where !line[column].isProtected { eraseCell(line, column) }
            state.pointee.used = Int32(columns)
            return
        }
        if state.pointee.hasWide { splitWide(line, first, end) }
        if penCells.erased.bits != 0 {
            (line + first).update(repeating: penCells.erased, count: end - first)
            state.pointee.used = max(state.pointee.used, Int32(end))
            return
        }
        let used = Int(state.pointee.used)
        let last = min(end, used)
        if last > first { (line + first).update(repeating: .blank, count: last - first) }
        if end >= used { state.pointee.used = Int32(min(used, first)) }
    }

    @inline(__always)
    private func eraseCell(_ line: UnsafeMutablePointer<TerminalCell>, _ column: Int) {
        splitWide(line, column, column + 1)
        line[column] = penCells.erased
    }

    /// Erases in the cursor's line: to its end (0), from its start (1) or all of it (2) (EL, DECSEL).
    mutating func eraseInLine(_ part: Int, selective: Bool = false) {
        switch part {
        case 0:
            erase(row: cursor.row, cursor.column, columns, selective: selective)
            grid.state(cursor.row).pointee.isWrapped = false
            cursor.wrapsNext = false
        case 1:
            erase(row: cursor.row, 0, cursor.column + 1, selective: selective)
            cursor.wrapsNext = false
        case 2:
            erase(row: cursor.row, 0, columns, selective: selective)
            grid.state(cursor.row).pointee.isWrapped = false
            cursor.wrapsNext = false
        default: break
        }
    }

    /// Erases the screen and what is protected on it; nothing goes to the scrollback.
    mutating func clearScreen() {
        if penCells.isStale { refreshPen() }
        for row in 0..<rows { grid.clear(row, with: penCells.erased) }
        cursor.wrapsNext = false
    }

    /// Erases in the screen: to its end (0), from its start (1), all (2), the scrollback (3) (ED, DECSED).
    mutating func eraseInDisplay(_ part: Int, selective: Bool = false) {
        switch part {
        case 0:
            eraseInLine(0, selective: selective)
            eraseRows(cursor.row + 1, rows, selective: selective)
        case 1:
            eraseRows(0, cursor.row, selective: selective)
            eraseInLine(1, selective: selective)
        case 2:
            let isPrimary = !modes.contains(.alternateScreen)
            if isPrimary, policy.keepsClearedText, !selective { keepScreen() }
            eraseRows(0, rows, selective: selective)
            cursor.wrapsNext = false
        case 3:
            history.removeAll()
        default: break
        }
    }

    private mutating func eraseRows(_ first: Int, _ end: Int, selective: Bool) {
        if penCells.isStale { refreshPen() }
        for row in first..<max(first, end) {
            if spares(selective: selective) {
                erase(row: row, 0, columns, selective: true)
            } else {
                grid.clear(row, with: penCells.erased)
            }
        }
    }

    /// Erases cells from the cursor on without moving any (ECH).
    mutating func eraseCells(_ count: Int) {
        erase(row: cursor.row, cursor.column, min(cursor.column + count, columns), selective: false)
        cursor.wrapsNext = false
    }

    /// Pushes the rest of the line, up to the right margin, to the right (ICH).
    mutating func insertBlanks(_ count: Int) {
        guard isBetweenMargins else { return }
        cursor.wrapsNext = false
        insertCells(row: cursor.row, at: cursor.column, count)
    }

    /// Pulls the rest of the line, up to the right margin, to the left (DCH).
    mutating func deleteCells(_ count: Int) {
        guard isBetweenMargins else { return }
        cursor.wrapsNext = false
        deleteCells(row: cursor.row, at: cursor.column, count)
    }

    /// Pushes cells of a row to the right, up to the right margin.
    mutating func insertCells(row: Int, at first: Int, _ count: Int) {
        let line = grid.line(row)
        let state = grid.state(row)
        let end = margins.right + 1
        let moved = min(count, end - first)
        if state.pointee.hasWide {
            splitWide(line, first, first)
            splitWide(line, end - moved, end - moved)
            splitWide(line, end, end)
        }
        for column in stride(from: margins.right, through: first + moved, by: -1) {
            line[column] = line[column - moved]
        }
        // What is protected from erasing has moved on; its former place is blank all the same.
        if penCells.isStale { refreshPen() }
        (line + first).update(repeating: penCells.erased, count: moved)
        state.pointee.used = max(state.pointee.used, Int32(end))
        state.pointee.isDamaged = true
    }

    /// Pulls cells of a row to the left, from the right margin on.
    mutating func deleteCells(row: Int, at first: Int, _ count: Int) {
        let line = grid.line(row)
        let state = grid.state(row)
        let end = margins.right + 1
        let moved = min(count, end - first)
        state.pointee.isWrapped = false
        if state.pointee.hasWide {
            splitWide(line, first, first)
            splitWide(line, first, first + moved)
            splitWide(line, end, end)
        }
        for column in first..<end - moved { line[column] = line[column + moved] }
        if penCells.isStale { refreshPen() }
        (line + end - moved).update(repeating: penCells.erased, count: moved)
        state.pointee.used = max(state.pointee.used, Int32(end))
        state.pointee.isDamaged = true
    }

    /// Fills the screen with the letter E, for adjusting a tube (DECALN).
    mutating func fillWithE() {
        margins.reset()
        cursor.isOrigin = false
        modes.remove(.origin)
        moveHome()
        for row in 0..<rows {
            grid.line(row).update(repeating: TerminalCell(bits: 0x45), count: columns)
            grid.state(row).pointee = RowState(used: Int32(columns))
        }
    }
}
