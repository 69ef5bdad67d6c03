import Terminal
import Text

/// How copy mode reads what a terminal shows: characters in lines, a line with its continuations being one.
extension TerminalScreen {
    /// The row below which there is nothing: the last one with text, or the cursor's.
    package var lastTextRow: Int {
        let first = endLine - size.rows
        let used = (0..<size.rows).last { lastColumn(of: first + $0) > 0 || !isEmpty(row: first + $0) } ?? 0
        return first + max(used, cursorState.row)
    }

    /// The rows that copy mode moves in.
    package var textRows: ClosedRange<Int> {
        readableLines.lowerBound...max(readableLines.lowerBound, lastTextRow)
    }

    /// Whether a row shows nothing.
    package func isEmpty(row: Int) -> Bool {
        line(number: row).cells.allSatisfy(\.isBlank)
    }

    /// The column of a row's last character, without blanks at the end of a line; 0 for an empty row.
    package func lastColumn(of row: Int) -> Int {
        let line = line(number: row)
        var column = line.cells.count - 1
        if column >= 0, line.cells[column].extent == .spacer { column -= 1 }
        if !line.isWrapped { while column > 0, line.cells[column].isBlankCell { column -= 1 } }
        return max(0, head(TerminalPosition(line: row, column: column)).column)
    }

    /// The left half of a wide character's right half; any other place is itself.
    package func head(_ place: TerminalPosition) -> TerminalPosition {
        let cells = line(number: place.line).cells
        guard cells.indices.contains(place.column), cells[place.column].extent == .tail else { return place }
        return TerminalPosition(line: place.line, column: max(0, place.column - 1))
    }

    /// The cell at a place, blank where nothing was written.
    package func cell(at place: TerminalPosition) -> TerminalCell {
        let cells = line(number: place.line).cells
        return cells.indices.contains(place.column) ? cells[place.column] : .blank
    }

    /// The next character, and whether it is in another line; `nil` at the end of the text.
    package func next(_ place: TerminalPosition) -> (place: TerminalPosition, isNewLine: Bool)? {
        let column = place.column + (cell(at: place).extent == .wide ? 2 : 1)
        if column <= lastColumn(of: place.line) {
            return (TerminalPosition(line: place.line, column: column), false)
        }
        guard place.line < textRows.upperBound else { return nil }
        return (TerminalPosition(line: place.line + 1, column: 0), !line(number: place.line).isWrapped)
    }

    /// The character before, and whether it is in another line; `nil` at the beginning of the text.
    package func previous(_ place: TerminalPosition) -> (place: TerminalPosition, isNewLine: Bool)? {
        if place.column > 0 {
            return (head(TerminalPosition(line: place.line, column: place.column - 1)), false)
        }
        let row = place.line - 1
        guard row >= textRows.lowerBound else { return nil }
        return (TerminalPosition(line: row, column: lastColumn(of: row)), !line(number: row).isWrapped)
    }

    /// The first and the last character of the line around a place.
    package func lineEnds(_ place: TerminalPosition) -> (first: TerminalPosition, last: TerminalPosition) {
        let rows = rowsOfLine(place.line)
        return (
            TerminalPosition(line: rows.lowerBound, column: 0),
            TerminalPosition(line: rows.upperBound, column: lastColumn(of: rows.upperBound))
        )
    }

    /// The first character of a line that is no blank, or its first.
    package func firstText(inLineOf place: TerminalPosition) -> TerminalPosition {
        let (first, last) = lineEnds(place)
        var place = first
        while place < last, cell(at: place).isBlankCell, let next = next(place), !next.isNewLine {
            place = next.place
        }
        return cell(at: place).isBlankCell ? first : place
    }
}

extension TerminalCell {
    /// Whether nothing stands here: no character, and no half of one.
    package var isBlankCell: Bool { isBlank && extent == .narrow }
}
