/// A place in everything a screen still remembers.
package struct TerminalPosition: Hashable, Comparable, Sendable {
    /// The line, counted from the first one the screen ever scrolled away: output does not change it.
    ///
    /// A new width lays all lines out anew and renumbers them.
    package var line: Int
    /// The cell in the line, from 0.
    package var column: Int

    /// A cell of a line.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether a place comes before another as text is read.
    package static func < (left: TerminalPosition, right: TerminalPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Under which layout a line number or a position means what it means: compare before and after.
package struct TerminalLayout: Hashable, Sendable {
    /// How often the lines were laid out anew for another size.
    let renewals: Int
    /// Whether the alternate screen is shown, which has no scrollback.
    let isAlternate: Bool
}

/// Lines as they are read: a line with its continuations is one.
extension TerminalScreen {
    /// The layout of the lines now.
    package var layout: TerminalLayout {
        TerminalLayout(renewals: renewals, isAlternate: modes.contains(.alternateScreen))
    }

    /// The numbers of all lines that can be looked at: the scrollback, where there is one, and the screen.
    package var readableLines: Range<Int> { endLine - rows - scrollback..<endLine }

    /// The rows of the line that goes through a row, both ends included, as far as they can be looked at.
    ///
    /// Of a line with more rows than the limit to one side the rest is another line.
    package func rowsOfLine(_ number: Int, limit: Int = 1_000) -> ClosedRange<Int> {
        let lines = readableLines
        var first = number
        while first > lines.lowerBound, number - first < limit,
            line(number: first - 1).isWrapped
        {
            first -= 1
        }
        var last = number
        while last + 1 < lines.upperBound, last - number < limit, line(number: last).isWrapped {
            last += 1
        }
        return first...last
    }
}

/// A place told by its line and character instead of by its row, so that it is found again when the lines were
/// laid out for another width.
struct TerminalAnchor: Sendable {
    /// How many lines, each with its continuations, the place is below the one the cursor is in; negative above.
    let lines: Int
    /// Cells before the place in its line.
    let cells: Int
}

extension TerminalScreen {
    /// Names a place by a row whose line stays the same line.
    func anchor(of place: TerminalPosition, from row: Int) -> TerminalAnchor {
        let line = min(max(place.line, firstLine), endLine - 1)
        let between = min(line, row)..<max(line, row)
        let ends = between.reduce(0) { $0 + (self.line(number: $1).isWrapped ? 0 : 1) }
        var cells = max(0, place.column)
        var first = line
        while first > firstLine, self.line(number: first - 1).isWrapped {
            first -= 1
            cells += length(ofWrapped: first)
        }
        return TerminalAnchor(lines: line < row ? -ends : ends, cells: cells)
    }

    /// The place that was named by a row, or the nearest one that is still remembered.
    func place(of anchor: TerminalAnchor, from row: Int) -> TerminalPosition {
        var line = row
        while line > firstLine, self.line(number: line - 1).isWrapped { line -= 1 }
        var left = anchor.lines
        while left < 0, line > firstLine {
            line -= 1
            while line > firstLine, self.line(number: line - 1).isWrapped { line -= 1 }
            left += 1
        }
        if left < 0 { return TerminalPosition(line: firstLine, column: 0) }
        while left > 0, line < endLine - 1 {
            if !self.line(number: line).isWrapped { left -= 1 }
            line += 1
        }
        var cells = anchor.cells
        while line < endLine - 1, self.line(number: line).isWrapped, cells >= length(ofWrapped: line) {
            cells -= length(ofWrapped: line)
            line += 1
        }
        return TerminalPosition(line: line, column: min(cells, columns - 1))
    }

    /// How many cells of its line a row that goes on in the next one holds.
    private func length(ofWrapped number: Int) -> Int {
        let cells = line(number: number).cells
        return cells.last?.extent == .spacer ? cells.count - 1 : cells.count
    }
}

/// Another size, with places kept at their characters.
extension TerminalScreen {
    /// Takes another size, and tells where the characters at some places came to stand.
    ///
    /// Places on the alternate screen, which is not laid out anew, keep their row.
    mutating func resize(_ new: TerminalSize, keeping places: [TerminalPosition]) -> [TerminalPosition] {
        guard new != size else { return places }
        let isAlternate = modes.contains(.alternateScreen)
        let known = isAlternate ? [] : places
        let rowsBelowTop = places.map { $0.line - (endLine - rows) }
        let anchors = onPrimary { screen, row in
            (known + screen.shell.places).map { screen.anchor(of: $0, from: row) }
        }
        renewals += 1
        resize(new)
        let moved = onPrimary { screen, row in anchors.map { screen.place(of: $0, from: row) } }
        shell.places = Array(moved.dropFirst(known.count))
        if !isAlternate { return Array(moved.prefix(known.count)) }
        return zip(places, rowsBelowTop).map { place, row in
            let row = min(max(row, 0), rows - 1)
            return TerminalPosition(line: endLine - rows + row, column: min(place.column, columns - 1))
        }
    }

    /// Looks at the primary screen even while the alternate one is shown, with the line its cursor is in.
    private mutating func onPrimary<Result>(_ look: (borrowing TerminalScreen, Int) -> Result) -> Result {
        let isAlternate = modes.contains(.alternateScreen)
        if isAlternate { swap(&grid, &hidden.grid) }
        defer { if isAlternate { swap(&grid, &hidden.grid) } }
        return look(self, max(firstLine, endLine - rows + (isAlternate ? hidden.saved : cursor).row))
    }
}
