/// One mode as a program names it: its number, what it sets, and what else happens.
struct ModeEntry: Sendable {
    let number: Int
    let mode: TerminalModes
    /// The lowest conformance level that knows the mode.
    let level: ConformanceLevel
    /// Runs instead of merely switching ``mode``.
    let change: (@Sendable (inout TerminalScreen, Bool) -> Void)?

    init(
        _ number: Int, _ mode: TerminalModes, _ level: ConformanceLevel = .vt100,
        _ change: (@Sendable (inout TerminalScreen, Bool) -> Void)? = nil
    ) {
        self.number = number
        self.mode = mode
        self.level = level
        self.change = change
    }

    /// The modes of SM and RM.
    static let standard: [ModeEntry] = [ModeEntry(4, .insert), ModeEntry(20, .newLine)]

    /// The modes of DECSET and DECRST.
    static let decPrivate: [ModeEntry] = [
        ModeEntry(1, .applicationCursor),
        ModeEntry(3, .wideColumns) { $0.switchColumns($1) },
        ModeEntry(5, .reverseScreen) { $0.reverse($1) },
        ModeEntry(6, .origin) { $0.setOrigin($1) },
        ModeEntry(7, .autowrap) { $0.setAutowrap($1) },
        ModeEntry(9, .mousePress) { $0.setMouse(.mousePress, $1) },
        ModeEntry(12, .cursorBlink),
        ModeEntry(25, .cursorVisible),
        ModeEntry(40, .columnSwitch),
        ModeEntry(45, .reverseWrap),
        ModeEntry(47, .alternateScreen) { $0.showAlternate($1) },
        ModeEntry(66, .applicationKeypad),
        ModeEntry(67, .backarrowSendsBackspace),
        ModeEntry(69, .leftRightMargins, .vt420) { $0.allowSideMargins($1) },
        ModeEntry(1_000, .mouseButtons) { $0.setMouse(.mouseButtons, $1) },
        ModeEntry(1_002, .mouseDrag) { $0.setMouse(.mouseDrag, $1) },
        ModeEntry(1_003, .mouseMotion) { $0.setMouse(.mouseMotion, $1) },
        ModeEntry(1_004, .focus),
        ModeEntry(1_005, .mouseUTF8) { $0.setMouseForm(.mouseUTF8, $1) },
        ModeEntry(1_006, .mouseSGR) { $0.setMouseForm(.mouseSGR, $1) },
        ModeEntry(1_007, .alternateScroll),
        ModeEntry(1_015, .mouseDecimal) { $0.setMouseForm(.mouseDecimal, $1) },
        ModeEntry(1_016, .mousePixels) { $0.setMouseForm(.mousePixels, $1) },
        ModeEntry(1_034, .eightBitInput),
        ModeEntry(1_036, .metaSendsEscape),
        ModeEntry(1_039, .altSendsEscape),
        ModeEntry(1_045, .reverseWrapExtended),
        ModeEntry(1_047, .alternateScreen) { $0.showCleared($1) },
        ModeEntry(1_048, []) { $1 ? $0.saveCursor() : $0.restoreCursor() },
        ModeEntry(1_049, .alternateScreen) { $0.showAlternateSaving($1) },
        ModeEntry(2_004, .bracketedPaste),
        ModeEntry(2_026, .synchronized),
        ModeEntry(2_031, .colorSchemeReports),
        ModeEntry(2_048, .sizeReports) { $0.setSizeReports($1) },
    ]
}

extension TerminalScreen {
    /// Switches the modes that a sequence names.
    mutating func setModes(
        _ parameters: borrowing SequenceParameters, _ table: [ModeEntry], _ on: Bool
    ) {
        for index in 0..<parameters.count {
            let number = parameters.value(index)
            guard let entry = entry(number, table) else { continue }
            if let change = entry.change { change(&self, on) } else { modes.set(entry.mode, on) }
        }
    }

    /// DECRQM's answer: 1 set, 2 reset, 3 set for good, 0 not known.
    func report(mode number: Int, _ table: [ModeEntry]) -> Int {
        if number == 2_027 { return 3 }
        guard let entry = entry(number, table), !entry.mode.isEmpty else { return 0 }
        return modes.contains(entry.mode) ? 1 : 2
    }

    private func entry(_ number: Int, _ table: [ModeEntry]) -> ModeEntry? {
        table.first { $0.number == number && conformance >= $0.level }
    }

    mutating func setOrigin(_ on: Bool) {
        modes.set(.origin, on)
        cursor.isOrigin = on
        moveHome()
    }

    fileprivate mutating func setAutowrap(_ on: Bool) {
        modes.set(.autowrap, on)
        if !on { cursor.wrapsNext = false }
    }

    fileprivate mutating func reverse(_ on: Bool) {
        if modes.contains(.reverseScreen) != on { damage(from: 0, to: rows - 1) }
        modes.set(.reverseScreen, on)
    }

    /// DECCOLM: the width is the user's; the rest of what the switch does happens when mode 40 allows it.
    fileprivate mutating func switchColumns(_ on: Bool) {
        guard modes.contains(.columnSwitch) else { return }
        modes.set(.wideColumns, on)
        resetMargins()
        eraseInDisplay(2)
        moveHome()
    }

    fileprivate mutating func setMouse(_ mode: TerminalModes, _ on: Bool) {
        modes.remove(.anyMouse)
        modes.set(mode, on)
    }

    fileprivate mutating func setMouseForm(_ mode: TerminalModes, _ on: Bool) {
        modes.remove(.anyMouseForm)
        // Without the size of a cell no pixel can be told.
        if mode == .mousePixels, size.cell == nil { return }
        modes.set(mode, on)
    }

    /// Mode 47: exchanges the screens; the cursor stays.
    fileprivate mutating func showAlternate(_ on: Bool) {
        guard modes.contains(.alternateScreen) != on else { return }
        modes.set(.alternateScreen, on)
        swap(&grid, &otherGrid)
        swap(&saved, &otherSaved)
        swap(&keyboard.stack, &keyboard.otherStack)
        viewOffset = 0
        scrolled = 0
        cursor.wrapsNext = false
        damage(from: 0, to: rows - 1)
    }

    /// Mode 1047: as 47, and the alternate screen is blank when it is left.
    fileprivate mutating func showCleared(_ on: Bool) {
        if !on, modes.contains(.alternateScreen) { eraseInDisplay(2) }
        showAlternate(on)
    }

    /// Mode 1049: saves the cursor, shows a blank alternate screen, and undoes both; the cursor also when the
    /// primary screen is shown already, as xterm and tmux do.
    fileprivate mutating func showAlternateSaving(_ on: Bool) {
        if on {
            if modes.contains(.alternateScreen) { return }
            saveCursor()
            let position = cursor
            showAlternate(true)
            cursor = position
            eraseInDisplay(2)
        } else {
            showAlternate(false)
            restoreCursor()
        }
    }

    /// DECSTR: back to what programs expect, without touching the text.
    mutating func softReset() {
        modes.remove([.insert, .origin, .applicationCursor, .applicationKeypad])
        modes.remove(.anyReverseWrap)
        modes.insert([.cursorVisible, .autowrap])
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

    /// RIS: as after the start, but the scrollback stays.
    mutating func reset() {
        if modes.contains(.alternateScreen) { showAlternate(false) }
        softReset()
        otherSaved = CursorState()
        modes = .initial
        shape = .block
        tabs = TabStops(columns: columns)
        conformance = .vt420
        attributeExtent = 0
        title = ""
        iconTitle = ""
        colors = ColorTable()
        keyboard.reset()
        joinsNext = false
        lastPrinted = 0
        refreshPen()
        eraseInDisplay(2)
        moveHome()
    }
}
