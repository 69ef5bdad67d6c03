/// A look at one line of a screen or its scrollback, valid only inside the closure that got the screen.
package struct TerminalLine {
    /// The cells from the left; what is missing at the right, up to the screen's width, is blank.
    package let cells: UnsafeBufferPointer<TerminalCell>
    /// Whether the text goes on in the next line because it reached the right edge.
    package let isWrapped: Bool
    /// What the shell said about this line.
    package let marks: LineMarks
    /// How large the program wanted the line's characters; no cell is wider for it, and scrollback forgets it.
    package var size = LineSize.single
}

/// What a shell said about a line with OSC 133 (https://gitlab.freedesktop.org/Per_Bothner/specifications).
package struct LineMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A prompt begins here (`A`).
    package static let prompt = LineMarks(rawValue: 1 << 0)
    /// The user's input begins here (`B`).
    package static let input = LineMarks(rawValue: 1 << 1)
    /// The command's output begins here (`C`).
    package static let output = LineMarks(rawValue: 1 << 2)
    /// The command ended here (`D`).
    package static let end = LineMarks(rawValue: 1 << 3)
}

extension TerminalScreen {
    /// How many lines of scrollback there are; the alternate screen has none to show.
    package var scrollback: Int { modes.contains(.alternateScreen) ? 0 : history.count }

    /// The number of the oldest line that is remembered, as ``TerminalPosition/line`` counts.
    package var firstLine: Int { history.dropped }

    /// One more than the number of the newest line.
    package var endLine: Int { history.dropped + history.count + rows }

    /// The number of the line in the view's top row.
    package var topLine: Int { history.dropped + history.count - viewOffset }

    /// A row of the view, 0 at its top: scrollback where the view is scrolled back.
    ///
    /// The cells are valid until the closure that got the screen returns.
    package func line(_ row: Int) -> TerminalLine {
        line(number: topLine + row)
    }

    /// A line by its number, as ``TerminalPosition/line`` counts; blank when it is not remembered.
    package func line(number: Int) -> TerminalLine {
        let index = number - history.dropped
        if index >= 0, index < history.count {
            let line = history[index]
            let cells = UnsafeBufferPointer(start: UnsafePointer(line.cells), count: Int(line.count))
            return TerminalLine(cells: cells, isWrapped: line.isWrapped, marks: line.marks)
        }
        let row = index - history.count
        guard row >= 0, row < rows else {
            return TerminalLine(
                cells: UnsafeBufferPointer(start: nil, count: 0), isWrapped: false, marks: [])
        }
        let state = grid.state(row).pointee
        let cells = UnsafeBufferPointer(start: grid.readLine(row), count: grid.usedCells(row))
        return TerminalLine(
            cells: cells, isWrapped: state.isWrapped, marks: state.marks, size: state.size)
    }

    /// How a cell looks.
    package func style(of cell: TerminalCell) -> TerminalStyle { tables.styles[cell.styleNumber] }

    /// The hyperlink on a cell.
    package func link(of cell: TerminalCell) -> Hyperlink? { tables.links[cell.linkNumber] }

    /// The character in a cell: a space for a blank, nothing for the right half of a wide one.
    package func text(of cell: TerminalCell) -> String {
        if cell.isCluster, cell.extent != .tail { return tables.clusters[cell.clusterNumber].text }
        var text = ""
        append(cell, to: &text)
        return text
    }

    /// The text of a row of the view, without blanks at its end.
    package func text(row: Int) -> String {
        var text = ""
        for cell in line(row).cells { append(cell, to: &text) }
        while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
        return text
    }

    /// Adds what a cell shows to a text.
    func append(_ cell: TerminalCell, to text: inout String) {
        switch cell.extent {
        case .tail: return
        case .spacer, .narrow, .wide:
            if cell.isCluster {
                tables.clusters[cell.clusterNumber].append(to: &text)
            } else {
                text.unicodeScalars.append(cell.scalar)
            }
        }
    }
}
