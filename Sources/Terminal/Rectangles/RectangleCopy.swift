extension TerminalScreen {
    /// DECCRA: copies a rectangle to another place, as far as it has room there; the pages it names are all the same.
    mutating func copy(_ source: Rectangle?, toRow row: Int, column: Int) {
        let reach = reach
        let first = (
            row: reach.rows.lowerBound + max(row, 1) - 1,
            column: reach.columns.lowerBound + max(column, 1) - 1
        )
        guard let source, reach.rows.contains(first.row), reach.columns.contains(first.column) else { return }
        let height = min(source.rows.count, reach.rows.upperBound - first.row + 1)
        let width = min(source.columns.count, reach.columns.upperBound - first.column + 1)
        if copyNarrow(source, to: first, width: width, height: height) { return }
        var copies: [TerminalCell] = []
        for row in source.rows.prefix(height) {
            copies.append(contentsOf: cells(row, from: source.columns.lowerBound, count: width))
        }
        let columns = first.column...first.column + width - 1
        for index in 0..<height {
            splitEdges(columns, row: first.row + index)
            let line = grid.line(first.row + index) + first.column
            for column in 0..<width { line[column] = copies[index * width + column] }
            touch(row: first.row + index, through: columns.upperBound, hasWide: line.hasWide(width))
        }
    }

    /// Copies rows without wide characters, and without a place left free for one, where they lie; `false` when there are some in them.
    private func copyNarrow(
        _ source: Rectangle, to first: (row: Int, column: Int), width: Int, height: Int
    ) -> Bool {
        let from = source.rows.lowerBound
        for index in 0..<height {
            let hasWide =
                grid.state(from + index).pointee.hasWide || grid.state(first.row + index).pointee.hasWide
            // A row of one cell throughout has none that is left free.
            let isFilled = grid.filling(from + index) != nil
            if hasWide || !isFilled && grid.line(from + index)[columns - 1].extent == .spacer { return false }
        }
        // Rows that are copied down are copied from the last one on, as the first are their own targets.
        let order =
            from < first.row
            ? stride(from: height - 1, through: 0, by: -1) : stride(from: 0, through: height - 1, by: 1)
        for index in order {
            if copyFilling(from + index, to: first.row + index, isWhole: width == columns) { continue }
            let cells = grid.line(from + index) + source.columns.lowerBound
            (grid.line(first.row + index) + first.column).update(from: cells, count: width)
            touch(row: first.row + index, through: first.column + width - 1)
        }
        return true
    }

    /// Copies from a row that is one cell throughout where that makes the other row such a one, or leaves it so.
    private func copyFilling(_ source: Int, to target: Int, isWhole: Bool) -> Bool {
        guard let cell = grid.filling(source), isWhole || grid.filling(target) == cell else { return false }
        if grid.filling(target) != cell { grid.fill(target, with: cell) }
        grid.state(target).pointee.isDamaged = true
        return true
    }

    /// Cells as they may stand elsewhere: no half of a wide character without the other.
    private func cells(_ row: Int, from first: Int, count: Int) -> [TerminalCell] {
        var cells = Array(UnsafeBufferPointer(start: grid.line(row) + first, count: count))
        for index in cells.indices {
            let cell = cells[index]
            let isCut =
                cell.isTail && index == 0 || cell.isWide && index == count - 1 || cell.extent == .spacer
            if isCut { cells[index] = TerminalCell(bits: cell.bits & TerminalCell.styleMask) }
        }
        return cells
    }
}

extension UnsafeMutablePointer<TerminalCell> {
    fileprivate func hasWide(_ count: Int) -> Bool {
        (0..<count).contains { self[$0].isWide }
    }
}
