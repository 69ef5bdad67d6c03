/// DECSTR and RIS (VT420 Programmer Reference, chapter 14; xterm's ctlseqs).
extension TerminalScreen {
    /// DECSTR: back to what programs expect, without touching the text.
    mutating func softReset() {
        modes.remove([.insert, .origin, .applicationCursor, .applicationKeypad, .keyboardAction])
        modes.remove(.anyReverseWrap)
        modes.insert([.cursorVisible, .autowrap, .cursorBlink])
        shape = .block
        allowSideMargins(false)
        resetMargins()
        protection = .none
        checksumRules = []
        let (column, row) = (cursor.column, cursor.row)
        cursor = CursorState()
        saved = CursorState()
        cursor.column = column
        cursor.row = row
        penIsStale = true
    }

    /// RIS: as after the start, both screens blank, and as in xterm without scrollback.
    mutating func reset() {
        if modes.contains(.alternateScreen) { showAlternate(false) }
        softReset()
        otherSaved = CursorState()
        modes = .initial
        shape = .block
        tabs = TabStops(columns: columns)
        conformance = .vt420
        attributeExtent = 0
        savedModes = [:]
        titles = TitleStack()
        renditions = RenditionStack()
        title = ""
        iconTitle = ""
        colors = ColorTable()
        keyboard.reset()
        joinsNext = false
        lastPrinted = 0
        refreshPen()
        clearScreen()
        for row in 0..<rows { otherGrid.clear(row, with: .blank) }
        history.removeAll()
        viewOffset = 0
        moveHome()
    }
}
