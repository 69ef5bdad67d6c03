/// Something on a terminal that names something elsewhere: untrusted, and never opened unasked.
package struct TerminalLink: Hashable, Sendable {
    /// What is named.
    package enum Target: Hashable, Sendable {
        /// An address with its scheme.
        case address(String)
        /// A file, perhaps with a line and a column, both counted from 1.
        case file(path: String, line: Int?, column: Int?)
    }

    package let target: Target
    /// The first to the last cell.
    package let range: ClosedRange<TerminalPosition>

    /// A link that stands in some cells.
    package init(target: Target, range: ClosedRange<TerminalPosition>) {
        self.target = target
        self.range = range
    }
}

extension TerminalScreen {
    /// How many cells to each side of a place are looked at.
    private static let linkReach = 2_083

    /// What the text at a place links to: a hyperlink (OSC 8), an address, or a file.
    package func link(at place: TerminalPosition) -> TerminalLink? {
        guard readableLines.contains(place.line) else { return nil }
        return hyperlink(at: place) ?? writtenLink(at: place)
    }

    private func hyperlink(at place: TerminalPosition) -> TerminalLink? {
        let number = linkNumber(at: place)
        guard number > 0, let link = links[number] else { return nil }
        let rows = rowsOfLine(place.line)
        var (first, last) = (place, place)
        for _ in 0..<Self.linkReach {
            guard let before = neighbour(of: first, -1, rows), linkNumber(at: before) == number else { break }
            first = before
        }
        for _ in 0..<Self.linkReach {
            guard let after = neighbour(of: last, 1, rows), linkNumber(at: after) == number else { break }
            last = after
        }
        return TerminalLink(target: .address(link.address), range: first...last)
    }

    private func linkNumber(at place: TerminalPosition) -> Int {
        let cells = line(number: place.line).cells
        return cells.indices.contains(place.column) ? cells[place.column].linkNumber : 0
    }

    private func neighbour(
        of place: TerminalPosition, _ offset: Int, _ rows: ClosedRange<Int>
    ) -> TerminalPosition? {
        let column = place.column + offset
        if column >= 0, column < columns { return TerminalPosition(line: place.line, column: column) }
        guard rows.contains(place.line + offset) else { return nil }
        return TerminalPosition(line: place.line + offset, column: offset > 0 ? 0 : columns - 1)
    }

    private func writtenLink(at place: TerminalPosition) -> TerminalLink? {
        var text = SearchText()
        text.load(self, rowsOfLine(place.line), folding: false)
        guard let index = text.index(of: place) else { return nil }
        let near = max(0, index - Self.linkReach)..<min(text.scalars.count, index + Self.linkReach)
        guard let link = WrittenLink(in: text.scalars[near], at: index) else { return nil }
        let (first, last) = (link.range.lowerBound, link.range.upperBound - 1)
        return TerminalLink(target: link.target, range: text.position(of: first)...text.position(of: last))
    }
}
