import Terminal

/// What a terminal shows, cell by cell, without what nobody can see: made to be compared whole.
package struct Picture: Equatable {
    /// A cell as it looks.
    struct Cell: Equatable {
        /// Empty for the right half of a wide character.
        var text: String
        var style: TerminalStyle
    }

    private var rows: [[Cell]]
    private let cursor: TerminalCursor?

    /// Everything in the view, and the cursor unless it is hidden.
    package init(_ screen: borrowing TerminalScreen) {
        var rows: [[Cell]] = []
        for row in 0..<screen.size.rows {
            var cells: [Cell] = []
            for cell in screen.line(row).cells {
                cells.append(Cell(text: screen.text(of: cell), style: screen.style(of: cell)).seen)
            }
            let missing = max(0, screen.size.columns - cells.count)
            rows.append(cells + Array(repeating: Cell(text: " ", style: .plain), count: missing))
        }
        self.rows = rows
        cursor = screen.cursorState.isVisible ? screen.cursorState : nil
    }

    /// The rows that are different in another picture, both ways, as text; empty when the two are equal.
    package func differences(from other: Picture) -> [String] {
        guard self != other else { return [] }
        let changed = (0..<max(rows.count, other.rows.count)).filter { row(at: $0) != other.row(at: $0) }
        let lines = changed.map { "\($0): \(text(row: $0))\n   \(other.text(row: $0))" }
        return lines.isEmpty ? ["the cursor: \(String(describing: (cursor, other.cursor)))"] : lines
    }

    /// The text of all rows.
    package var text: String { rows.indices.map { text(row: $0) }.joined(separator: "\n") }

    /// The text of a row, blanks at its end included.
    package func text(row: Int) -> String {
        self.row(at: row).map(\.text).joined()
    }

    private func row(at index: Int) -> [Cell] {
        index < rows.count ? rows[index] : []
    }
}

extension Picture.Cell {
    /// The cell without the colour of a text that is not there.
    fileprivate var seen: Picture.Cell {
        let lines: TerminalStyle.Attributes = [.inverse, .strikethrough, .overline]
        guard text == " ", style.attributes.isDisjoint(with: lines), style.underline == .none else {
            return self
        }
        var seen = TerminalStyle.plain
        seen.background = style.background
        return Picture.Cell(text: text, style: seen)
    }
}
