import Terminal

extension TerminalScreen {
    /// Whether all these texts are somewhere on the screen.
    package func shows(_ texts: [String]) -> Bool {
        let rows = (0..<size.rows).map { text(row: $0) }
        return texts.allSatisfy { text in rows.contains { $0.contains(text) } }
    }

    /// The row of the selection bar in the left column: the first whose ground is not that of the border above.
    package var selectedRow: Int? {
        guard let ground = background(row: 1) else { return nil }
        return (2..<size.rows - 1).first { background(row: $0) != ground }
    }

    private func background(row: Int) -> TerminalColor? {
        let cells = line(row).cells
        return cells.count > 2 ? style(of: cells[2]).background : nil
    }
}
