/// A screen as what brings a blank terminal of the same size into the same state.
extension TerminalScreen {
    /// Draws both screens and sets title, margins, modes, pen and cursor, so that what the program writes next has the
    /// effect it has here.
    ///
    /// The scrollback, tab stops, character sets and colours that were set are not in it.
    func snapshot() -> String {
        let isAlternate = modes.contains(.alternateScreen)
        var text = "\u{1b}]2;\(title)\u{1b}\\"
        if isAlternate { text += hiddenScreen() + "\u{1b}[?1049h" }
        return text + ansiDump(scrollback: false) + saving(saved) + state()
    }

    /// The primary screen behind the alternate one, with the cursor that it gets back.
    private func hiddenScreen() -> String {
        var writer = AnsiWriter()
        for row in 0..<rows {
            let cells = UnsafeBufferPointer(
                start: UnsafePointer(otherGrid.line(row)), count: otherGrid.usedCells(row))
            writer.text += "\u{1b}[\(row + 1)H"
            for run in runs(of: TerminalLine(cells: cells, isWrapped: false, marks: [])) { writer.write(run) }
        }
        writer.rest()
        return writer.text + "\u{1b}[\(max(otherSaved.row, 0) + 1);\(otherSaved.column + 1)H"
            + "\u{1b}[\(otherSaved.style.rendition)m"
    }

    /// Puts the cursor and the pen where DECRC finds them.
    private func saving(_ saved: CursorState) -> String {
        "\u{1b}[\(max(saved.row, 0) + 1);\(saved.column + 1)H\u{1b}[\(saved.style.rendition)m\u{1b}7"
    }

    private func state() -> String {
        var text = "\u{1b}[\(top + 1);\(bottom + 1)r"
        if modes.contains(.leftRightMargins) { text += "\u{1b}[?69h\u{1b}[\(left + 1);\(right + 1)s" }
        text += "\u{1b}[m" + placement(hasMargins: true)
        let blink = modes.contains(.cursorBlink) ? 1 : 2
        text += "\u{1b}[\(Int(shape.rawValue) * 2 + blink) q\u{1b}[\(cursor.style.rendition)m"
        return text + modeChanges()
    }

    /// The modes that are not as they are at first, as far as setting them changes nothing but the mode.
    private func modeChanges() -> String {
        let separate: TerminalModes = [
            .alternateScreen, .leftRightMargins, .wideColumns, .synchronized, .origin,
        ]
        var text = modes.contains(.insert) ? "\u{1b}[4h" : ""
        if modes.contains(.newLine) { text += "\u{1b}[20h" }
        for entry in ModeEntry.decPrivate where !entry.mode.isEmpty && separate.isDisjoint(with: entry.mode) {
            let isOn = modes.contains(entry.mode)
            guard isOn != TerminalModes.initial.contains(entry.mode) else { continue }
            text += "\u{1b}[?\(entry.number)\(isOn ? "h" : "l")"
        }
        return text
    }
}
