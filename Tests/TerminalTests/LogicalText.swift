@testable import Terminal

/// Everything a screen remembers as its lines were before they were wrapped, without blanks at their ends.
func logicalText(_ screen: borrowing TerminalScreen) -> [String] {
    var lines: [String] = []
    var line = ""
    for number in screen.firstLine..<screen.endLine {
        let row = screen.line(number: number)
        for cell in row.cells where cell.extent != .spacer { screen.append(cell, to: &line) }
        if row.isWrapped, number + 1 < screen.endLine {
            line += String(repeating: " ", count: screen.size.columns - row.cells.count)
            continue
        }
        while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
        lines.append(line)
        line = ""
    }
    while lines.last == "" { lines.removeLast() }
    return lines
}
