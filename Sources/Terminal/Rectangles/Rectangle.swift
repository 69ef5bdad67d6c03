/// A part of the screen: rows and columns counted from 0, none of them outside.
struct Rectangle: Equatable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
}

/// What a program has set for rectangular operations.
struct RectangleSettings {
    /// What attribute changes reach (DECSACE): the cells from the rectangle's first to its last (0, 1), or itself (2).
    var extent = 0
    /// How checksums are reckoned (XTCHECKSUM).
    var checksum: ChecksumRules = []
}

extension TerminalScreen {
    /// What rectangular operations reach: the screen, or in origin mode what is between the margins.
    var reach: Rectangle {
        cursor.isOrigin
            ? margins.area
            : Rectangle(rows: 0...rows - 1, columns: 0...columns - 1)
    }

    /// The rectangle that four parameters name: top, left, bottom, right; what is left out is the reach's edge.
    ///
    /// - Returns: `nil` when it begins outside or ends before it begins.
    func rectangle(_ parameters: borrowing SequenceParameters, at index: Int) -> Rectangle? {
        let reach = reach
        let start = (row: parameters.value(index), column: parameters.value(index + 1))
        let end = (row: parameters.value(index + 2), column: parameters.value(index + 3))
        guard let rows = Self.range(start.row, end.row, within: reach.rows),
            let columns = Self.range(start.column, end.column, within: reach.columns)
        else { return nil }
        return Rectangle(rows: rows, columns: columns)
    }

    private static func range(_ start: Int, _ end: Int, within bounds: ClosedRange<Int>) -> ClosedRange<Int>?
    {
        let first = start == 0 ? bounds.lowerBound : bounds.lowerBound + start - 1
        let last = end == 0 ? bounds.upperBound : min(bounds.lowerBound + end - 1, bounds.upperBound)
        return first <= last ? first...last : nil
    }

    /// Blanks the wide characters that stand across an edge of the columns of a row.
    func splitEdges(_ columns: ClosedRange<Int>, row: Int) {
        guard grid.state(row).pointee.hasWide else { return }
        let line = grid.line(row)
        splitWide(line, columns.lowerBound, columns.lowerBound)
        splitWide(line, columns.upperBound + 1, columns.upperBound + 1)
    }

    /// Tells a row that cells of it were written.
    func touch(row: Int, through column: Int, hasWide: Bool = false) {
        let state = grid.state(row)
        state.pointee.used = max(state.pointee.used, Int32(truncatingIfNeeded: column + 1))
        state.pointee.hasWide = state.pointee.hasWide || hasWide
        state.pointee.isDamaged = true
    }
}

/// Rectangles that are filled and erased: DECFRA, DECERA, DECSERA.
extension TerminalScreen {
    /// DECFRA: fills a rectangle with a character one cell wide, in the pen's rendition.
    mutating func fill(_ area: Rectangle?, with code: Int) {
        guard let area, let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code)), scalar.columns == 1
        else {
            return
        }
        if penCells.isStale { refreshPen() }
        let cell = TerminalCell(bits: penCells.printed | UInt64(scalar.value))
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
