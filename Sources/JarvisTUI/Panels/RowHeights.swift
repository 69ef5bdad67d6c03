import Screen

/// How many lines each row of the cluster column takes, and which of them are in the window.
struct RowHeights {
    let pane: ClusterPane
    /// One line a node instead of a card.
    let isCompact: Bool

    func height(_ row: ClusterRow) -> Int {
        switch row {
        case .node(let name): isCompact || pane.snapshot.node(name)?.state != .online ? 1 : 4
        case .heading: 2
        case .quorum, .guest, .storage, .task: 1
        }
    }

    /// The line at the top of the window: the selection stands a third down, the ends excepted.
    func firstLine(windowHeight: Int) -> Int {
        var total = 0
        var selected = 0
        for row in pane.rows {
            if row == pane.selection { selected = total + height(row) / 2 }
            total += height(row)
        }
        guard total > windowHeight else { return 0 }
        return min(max(0, selected - windowHeight / 3), total - windowHeight)
    }

    /// The row at a line of the window.
    func row(at line: Int, windowHeight: Int) -> ClusterRow? {
        var y = -firstLine(windowHeight: windowHeight)
        for row in pane.rows {
            y += height(row)
            if line < y { return row }
        }
        return nil
    }
}
