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
