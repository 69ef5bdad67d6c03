/// How many lines each row of the cluster column takes, and which of them are in the window.
///
/// All but nodes and headings take one, so that thousands of guests cost nothing here.
struct RowHeights {
    /// One line a node instead of a card.
    let isCompact: Bool
    /// The lines of all rows together.
    let total: Int
    private let pane: ClusterPane
    /// The rows that take more than a line, in their order, and how many they take.
    private let tall: [(place: Int, height: Int)]

    init(pane: ClusterPane, isCompact: Bool) {
        self.pane = pane
        self.isCompact = isCompact
        tall = pane.heads.compactMap { place in
            let height = Self.height(pane.rows[place], pane, isCompact)
            return height > 1 ? (place, height) : nil
        }
        total = pane.rows.count + tall.reduce(0) { $0 + $1.height - 1 }
    }

    private static func height(_ row: ClusterRow, _ pane: ClusterPane, _ isCompact: Bool) -> Int {
        switch row {
        case .node(let name): isCompact || pane.snapshot.node(name)?.state != .online ? 1 : 4
        case .heading: 2
        case .quorum, .guest, .group, .storage, .task: 1
        }
    }

    /// The lines of the row at a place in the list.
    func height(at place: Int) -> Int { tall.first { $0.place == place }?.height ?? 1 }

    /// The lines above the row at a place.
    func top(at place: Int) -> Int {
        tall.reduce(place) { $1.place < place ? $0 + $1.height - 1 : $0 }
    }

    /// The line at the top of the window: the selection stands where it was clicked, else a third down, the ends excepted.
    func firstLine(windowHeight: Int) -> Int {
        guard total > windowHeight, let place = pane.selectedPlace else { return 0 }
        let held = pane.click.flatMap { $0.row == pane.selection ? -$0.line : nil }
        let first = top(at: place) + (held ?? height(at: place) / 2 - windowHeight / 3)
        return min(max(0, first), total - windowHeight)
    }

    /// How far below the top of the window a row begins; negative above it.
    func line(of row: ClusterRow, windowHeight: Int) -> Int? {
        pane.rows.firstIndex(of: row).map { top(at: $0) - firstLine(windowHeight: windowHeight) }
    }

    /// The place in the list of the row at a line, counted from the first row's first; `nil` below the last.
    func place(at line: Int) -> Int? {
        guard line >= 0, line < total else { return nil }
        var above = 0
        for (place, height) in tall {
            guard line >= place + above else { break }
            if line < place + above + height { return place }
            above += height - 1
        }
        return line - above
    }

    /// The row at a line of the window.
    func row(at line: Int, windowHeight: Int) -> ClusterRow? {
        place(at: line + firstLine(windowHeight: windowHeight)).map { pane.rows[$0] }
    }
}

/// A row that was clicked, and how far below the window's first line it began.
struct RowClick: Equatable {
    let row: ClusterRow
    let line: Int
}
