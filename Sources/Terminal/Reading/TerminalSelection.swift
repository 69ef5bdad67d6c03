import Text

/// What is chosen of the text on a terminal, to be copied.
package struct TerminalSelection: Hashable, Sendable {
    /// What a selection grows by.
    package enum Kind: Hashable, Sendable {
        case characters
        case words
        /// Whole lines, with their continuations.
        case lines
        /// A rectangle of cells.
        case block
    }

    package var kind: Kind
    /// Where it was begun.
    package var anchor: TerminalPosition
    /// Where it was led to.
    package var head: TerminalPosition

    /// A selection of what lies between two places, both included.
    package init(_ kind: Kind, from anchor: TerminalPosition, to head: TerminalPosition) {
        self.kind = kind
        self.anchor = anchor
        self.head = head
    }
}

extension TerminalScreen {
    /// Signs that are part of a word when one is chosen with the mouse, so that paths and addresses are one word.
    private static let wordSigns = Set("@-./_~?&=%+#".unicodeScalars.map(\.value))

    /// The text that is chosen: wrapped lines joined, without the blanks at the ends of lines.
    package func text(of selection: TerminalSelection) -> String {
        if selection.kind == .block { return block(from: selection.anchor, to: selection.head) }
        let range = range(of: selection)
        return text(from: range.lowerBound, to: range.upperBound)
    }

    /// The cells of a row that are chosen; empty for none.
    package func columns(of selection: TerminalSelection, line number: Int) -> Range<Int> {
        let (one, two) = (selection.anchor, selection.head)
        if selection.kind == .block {
            guard (min(one.line, two.line)...max(one.line, two.line)).contains(number) else { return 0..<0 }
            return whole(min(one.column, two.column)..<max(one.column, two.column) + 1, line: number)
        }
        return columns(of: range(of: selection), line: number)
    }

    /// The cells of a row that lie between two places, halves of wide characters made whole.
    package func columns(of range: ClosedRange<TerminalPosition>, line number: Int) -> Range<Int> {
        guard range.lowerBound.line <= number, number <= range.upperBound.line else { return 0..<0 }
        let first = number == range.lowerBound.line ? range.lowerBound.column : 0
        let last = number == range.upperBound.line ? range.upperBound.column : columns - 1
        return whole(first..<max(first, last + 1), line: number)
    }

    /// The places from the first to the last of a selection that is no block, grown to what its kind asks for.
    package func range(of selection: TerminalSelection) -> ClosedRange<TerminalPosition> {
        let first = min(selection.anchor, selection.head)
        let last = max(selection.anchor, selection.head)
        switch selection.kind {
        case .characters, .block: return first...last
        case .words: return word(at: first).lowerBound...max(last, word(at: last).upperBound)
        case .lines:
            return TerminalPosition(
                line: rowsOfLine(first.line).lowerBound, column: 0)...TerminalPosition(
                    line: rowsOfLine(last.line).upperBound, column: columns - 1)
        }
    }

    /// The word around a place, over wraps; where there is none, the blanks or the sign.
    package func word(at place: TerminalPosition) -> ClosedRange<TerminalPosition> {
        let rows = rowsOfLine(min(max(place.line, firstLine), endLine - 1))
        let sought = wordClass(at: place)
        guard sought != .sign else { return place...place }
        var (first, last) = (place, place)
        while let before = step(first, by: -1, in: rows), wordClass(at: before) == sought { first = before }
        while let after = step(last, by: 1, in: rows), wordClass(at: after) == sought { last = after }
        return first...last
    }

    /// The cell before or after one in the rows of a line.
    private func step(
        _ place: TerminalPosition, by offset: Int, in rows: ClosedRange<Int>
    ) -> TerminalPosition? {
        let column = place.column + offset
        if column >= 0, column < columns { return TerminalPosition(line: place.line, column: column) }
        let line = place.line + offset
        guard rows.contains(line) else { return nil }
        return TerminalPosition(line: line, column: offset > 0 ? 0 : columns - 1)
    }

    private enum WordClass {
        case blank
        case word
        case sign
    }

    private func wordClass(at place: TerminalPosition) -> WordClass {
        let cells = line(number: place.line).cells
        guard cells.indices.contains(place.column) else { return .blank }
        var cell = cells[place.column]
        // The rest of a wide character, and the cell it left free at the end of a row, belong to it.
        if cell.isTail, place.column > 0 { cell = cells[place.column - 1] }
        if cell.extent == .spacer || cell.isCluster { return .word }
        if cell.isBlank { return .blank }
        let value = cell.scalar.value
        return ScalarSet.wordScalars.contains(value) || Self.wordSigns.contains(value) ? .word : .sign
    }

    /// Cells of a row with the other halves of wide characters at their ends.
    private func whole(_ range: Range<Int>, line number: Int) -> Range<Int> {
        let cells = line(number: number).cells
        var (first, end) = (max(range.lowerBound, 0), min(range.upperBound, columns))
        if first > 0, cells.indices.contains(first), cells[first].isTail { first -= 1 }
        if cells.indices.contains(end), cells[end].isTail { end += 1 }
        return first..<max(first, end)
    }
}

extension TerminalScreen {
    /// The text between two places, both included, in whatever order they come.
    ///
    /// Lines that were wrapped are joined again; blanks that end a line are left out.
    package func text(from start: TerminalPosition, to end: TerminalPosition) -> String {
        let (first, last) = start <= end ? (start, end) : (end, start)
        var text = ""
        let end = min(last.line, endLine - 1)
        for number in max(first.line, firstLine)..<max(end + 1, first.line, firstLine) {
            let line = line(number: number)
            let from = number == first.line ? first.column : 0
            let to = number == last.line ? last.column + 1 : columns
            append(line, from, to, to: &text)
            if number < end, !line.isWrapped { text.append("\n") }
        }
        return text
    }

    /// The text of a block of cells, a line for each row (as with Alt held in most terminals).
    package func block(from start: TerminalPosition, to end: TerminalPosition) -> String {
        let left = min(start.column, end.column)
        let right = max(start.column, end.column)
        let first = max(min(start.line, end.line), firstLine)
        let last = min(max(start.line, end.line), endLine - 1)
        var text = ""
        for number in first..<max(last + 1, first) {
            if number > first { text.append("\n") }
            var row = ""
            append(line(number: number), left, right + 1, to: &row)
            while row.unicodeScalars.last == " " { row.unicodeScalars.removeLast() }
            text += row
        }
        return text
    }

    private func append(_ line: TerminalLine, _ from: Int, _ to: Int, to text: inout String) {
        let end = min(to, line.cells.count)
        var start = max(from, 0)
        if start > 0, start < end, line.cells[start].isTail { start -= 1 }
        var row = ""
        if start < end {
            for cell in line.cells[start..<end] where cell.extent != .spacer { append(cell, to: &row) }
        }
        // The blanks at the end of a row that goes on are inside of the text.
        if line.isWrapped { row += String(repeating: " ", count: max(min(to, columns) - max(start, end), 0)) }
        if !line.isWrapped, line.cells.dropFirst(end).allSatisfy(\.isBlank) {
            while row.unicodeScalars.last == " " { row.unicodeScalars.removeLast() }
        }
        text += row
    }
}
