/// How much of the VT series a program asked for (DECSCL, VT420 Programmer Reference): what a lower level does not
/// know is ignored.
enum ConformanceLevel: Int, Sendable, Comparable {
    case vt100 = 1
    case vt220
    case vt320
    case vt420

    static func < (left: ConformanceLevel, right: ConformanceLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension TerminalScreen {
    /// DECSCL: 61 to 65 (VT510's and VT525's level, of which what a VT420 has is known) with a soft reset (DEC STD 070); from 62 on, 1 asks for 7-bit controls in answers and 0 and 2
    /// for 8-bit ones.
    mutating func setConformance(_ code: Int, controls: Int) {
        guard let level = ConformanceLevel(rawValue: code == 65 ? 4 : code - 60) else { return }
        softReset()
        conformance = level
        if level > .vt100, controls <= 2 { modes.set(.eightBitControls, controls != 1) }
    }
}

/// DECSTR and RIS (VT420 Programmer Reference, chapter 14; xterm's ctlseqs).
extension TerminalScreen {
    /// DECSTR: back to what programs expect, without touching the text.
    mutating func softReset() {
        modes.remove([.insert, .origin, .applicationCursor, .applicationKeypad, .keyboardAction])
        modes.remove(.anyReverseWrap)
        modes.insert([.cursorVisible, .autowrap, .cursorBlink])
        shape = .block
        allowSideMargins(false)
        margins.reset()
        protection = .none
        rectangles.checksum = []
        let (column, row) = (cursor.column, cursor.row)
        cursor = CursorState()
        saved = CursorState()
        cursor.column = column
        cursor.row = row
        penCells.isStale = true
    }

    /// RIS: as after the start, both screens blank, and as in xterm without scrollback.
    mutating func reset() {
        if modes.contains(.alternateScreen) { showAlternate(false) }
        softReset()
        forgetSettings()
        hidden.saved = CursorState()
        tabs = TabStops(columns: columns)
        titles = Titles()
        printed = LastPrinted()
        refreshPen()
        clearScreen()
        for row in 0..<rows { hidden.grid.clear(row, with: .blank) }
        history.removeAll()
        moveHome()
    }

    /// The user's own way out of whatever a program did: all but text, scrollback, titles, marks and tab stops is
    /// as after the start, the modes as at the prompt where one is known.
    mutating func recover(to state: PromptState?) {
        if modes.contains(.alternateScreen) {
            showAlternate(false)
            if saved.isSaved { restoreCursor() }
        }
        softReset()
        forgetSettings()
        printed.joinsNext = false
        frameBegins = false
        if let state { _ = restore(state) }
        damageAll()
    }

    /// What a soft reset leaves, but for titles and tab stops: modes, colours, keys and the rest of what sequences set.
    private mutating func forgetSettings() {
        modes = .initial
        conformance = .vt420
        rectangles.extent = 0
        savedModes = [:]
        renditions = RenditionStack()
        colors = ColorTable()
        keyboard.reset()
    }
}
