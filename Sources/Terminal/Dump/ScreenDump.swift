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
