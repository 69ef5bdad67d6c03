/// A part of the screen: rows and columns counted from 0, none of them outside.
struct Rectangle: Equatable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
}

extension TerminalScreen {
    /// What rectangular operations reach: the screen, or in origin mode what is between the margins.
    var reach: Rectangle {
        cursor.isOrigin
            ? Rectangle(rows: top...bottom, columns: left...right)
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
