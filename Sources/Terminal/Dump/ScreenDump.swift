/// The forms in which a screen can be written down.
package enum DumpFormat: String, CaseIterable, Hashable, Sendable {
    /// The characters alone, a line a row.
    case text
    /// Characters and sequences that draw the screen on a terminal.
    case ansi
    /// Everything, for programs to read.
    case json
}

extension TerminalScreen {
    /// The screen written down.
    ///
    /// - Parameters:
    ///   - format: In which form.
    ///   - scrollback: Whether the lines that left the screen at its top come first.
    /// - Returns: Whole lines, each with its end, but for the sequence at the end of ``DumpFormat/ansi``.
    package func dump(_ format: DumpFormat, scrollback: Bool = false) -> String {
        switch format {
        case .text: textDump(scrollback: scrollback)
        case .ansi: ansiDump(scrollback: scrollback)
        case .json: jsonDump(scrollback: scrollback)
        }
    }

    /// The number of the first line a dump shows.
    func firstDumpedLine(scrollback: Bool) -> Int {
        endLine - rows - (scrollback ? self.scrollback : 0)
    }

    /// One line a row without the blanks at its end: exactly as many lines as the screen has rows, and before them those
    /// of the scrollback where it is wanted.
    private func textDump(scrollback: Bool) -> String {
        var text = ""
        for number in firstDumpedLine(scrollback: scrollback)..<endLine {
            var line = ""
            for cell in self.line(number: number).cells { append(cell, to: &line) }
            while line.unicodeScalars.last == " " { line.unicodeScalars.removeLast() }
            text += line + "\n"
        }
        return text
    }
}

/// Neighbouring cells of a line that look alike and are equally wide.
struct CellRun {
    /// Their characters.
    var text: String
    /// How many cells they take.
    var cells: Int
    /// Whether each character takes two cells.
    let isWide: Bool
    let style: TerminalStyle
    /// The hyperlink on them.
    let link: Hyperlink?
    /// Where it begins, from 0, when its first character would join the one before it if they were written together.
    var apart: Int?
}

extension TerminalScreen {
    /// A line as runs from its left edge, without the blanks in plain style at its end.
    func runs(of line: TerminalLine) -> [CellRun] {
        var cells = line.cells[...]
        while let last = cells.last, last.isBlank, last.extent != .tail, looksPlain(last) {
            cells.removeLast()
        }
        var runs: [CellRun] = []
        var last = TerminalCell.blank
        for (column, cell) in cells.enumerated() {
            if cell.extent == .tail, !runs.isEmpty {
                runs[runs.count - 1].cells += 1
                continue
            }
            let apart = runs.isEmpty || !joins(last, cell) ? nil : column
            let continues =
                cell.styleNumber == last.styleNumber && cell.linkNumber == last.linkNumber
                && cell.isWide == last.isWide && apart == nil
            if runs.isEmpty || !continues {
                runs.append(
                    CellRun(
                        text: "", cells: 0, isWide: cell.isWide, style: style(of: cell), link: link(of: cell),
                        apart: apart))
            }
            append(cell, to: &runs[runs.count - 1].text)
            runs[runs.count - 1].cells += 1
            last = cell
        }
        return runs
    }

    /// Whether two characters are one when they are written one after the other (UAX #29).
    private func joins(_ first: TerminalCell, _ second: TerminalCell) -> Bool {
        let opening =
            second.isCluster ? tables.clusters[second.clusterNumber].scalars[0] : second.scalar.value
        // ASCII joins nothing before it.
        if opening < 0x80 { return false }
        return (text(of: first) + text(of: second)).count < 2
    }

    private func looksPlain(_ cell: TerminalCell) -> Bool {
        !cell.hasLink && style(of: cell) == .plain
    }
}
