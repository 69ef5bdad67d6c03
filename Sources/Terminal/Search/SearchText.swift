import Text

/// The scalars of a line with its continuations, and the cell of each.
struct SearchText {
    /// How many rows are taken for one line at most; a longer one is searched in pieces.
    static let rowLimit = 100

    private(set) var scalars: [UInt32] = []
    private var columns: [Int32] = []
    /// The line numbers of the rows, each with its first place in ``scalars``.
    private var rows: [(line: Int, start: Int)] = []

    /// Takes the rows of a line; blanks at its end are left out.
    mutating func load(_ screen: borrowing TerminalScreen, _ lines: ClosedRange<Int>, folding: Bool) {
        scalars.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        for number in lines {
            rows.append((number, scalars.count))
            let cells = screen.line(number: number).cells
            for column in cells.indices {
                let cell = cells[column]
                if cell.isCluster {
                    let cluster = screen.clusters[cell.clusterNumber]
                    for index in 0..<cluster.count { append(cluster.scalars[index], column, folding) }
                } else if cell.extent == .narrow || cell.isWide {
                    append(cell.scalar.value, column, folding)
                }
            }
        }
        while scalars.last == 0x20 {
            scalars.removeLast()
            columns.removeLast()
        }
    }

    private mutating func append(_ value: UInt32, _ column: Int, _ folding: Bool) {
        scalars.append(folding ? FoldedText.folded(value) : value)
        columns.append(Int32(truncatingIfNeeded: column))
    }

    /// The cell of a scalar.
    func position(of index: Int) -> TerminalPosition {
        let row = rows.last { $0.start <= index }
        return TerminalPosition(line: row?.line ?? 0, column: Int(columns[index]))
    }

    /// The scalar that stands in a cell, or in the left half of its character; `nil` for a blank at the end.
    func index(of place: TerminalPosition) -> Int? {
        guard let row = rows.firstIndex(where: { $0.line == place.line }) else { return nil }
        let end = row + 1 < rows.count ? min(rows[row + 1].start, scalars.count) : scalars.count
        guard rows[row].start < end else { return nil }
        let index = (rows[row].start..<end).last { Int(columns[$0]) <= place.column }
        guard let index, place.column - Int(columns[index]) < 2 else { return nil }
        return index
    }
}
