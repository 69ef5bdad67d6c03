/// Rectangles that are filled and erased: DECFRA, DECERA, DECSERA.
extension TerminalScreen {
    /// DECFRA: fills a rectangle with a character one cell wide, in the pen's rendition.
    mutating func fill(_ area: Rectangle?, with code: Int) {
        guard let area, let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)), scalar.columns == 1
        else {
            return
        }
        if penIsStale { refreshPen() }
        let cell = TerminalCell(bits: template | UInt64(scalar.value))
        for row in area.rows {
            if area.columns.count == columns {
                grid.fill(row, with: cell)
                continue
            }
            splitEdges(area.columns, row: row)
            (grid.line(row) + area.columns.lowerBound).update(repeating: cell, count: area.columns.count)
            touch(row: row, through: area.columns.upperBound)
        }
    }

    /// DECERA: erases a rectangle, protected characters too.
    mutating func erase(_ area: Rectangle?) {
        guard let area else { return }
        for row in area.rows {
            splitEdges(area.columns, row: row)
            erase(row: row, area.columns.lowerBound, area.columns.upperBound + 1, selective: false)
        }
    }

    /// DECSERA: takes the characters of a rectangle away, but for protected ones, and leaves their rendition.
    mutating func eraseSelectively(_ area: Rectangle?) {
        guard let area else { return }
        for row in area.rows {
            eraseSelectively(row: row, area.columns)
            grid.state(row).pointee.isDamaged = true
        }
    }

    private func eraseSelectively(row: Int, _ columns: ClosedRange<Int>) {
        let line = grid.line(row)
        let hasWide = grid.state(row).pointee.hasWide
        guard hasWide || protection == .dec else {
            for column in columns {
                line[column] = TerminalCell(bits: line[column].bits & TerminalCell.styleMask)
            }
            return
        }
        for column in columns where !(protection == .dec && line[column].isProtected) {
            if hasWide { splitWide(line, column, column + 1) }
            line[column] = TerminalCell(bits: line[column].bits & TerminalCell.styleMask)
        }
    }
}
