/// One mode as a program names it: its number, what it sets, and what else happens.
struct ModeEntry: Sendable {
    let number: Int
    let mode: TerminalModes
    /// The lowest conformance level that knows the mode.
    let level: ConformanceLevel
    /// What DECRQM tells of a mode that cannot be switched: 3 set for good, 4 reset for good.
    let fixed: Int?
    /// Runs instead of merely switching ``mode``.
    let change: (@Sendable (inout TerminalScreen, Bool) -> Void)?

    init(
        _ number: Int, _ mode: TerminalModes, _ level: ConformanceLevel = .vt100,
        _ change: (@Sendable (inout TerminalScreen, Bool) -> Void)? = nil
    ) {
        self.number = number
        self.mode = mode
        self.level = level
        fixed = nil
        self.change = change
    }

    /// A mode that cannot be switched.
    private init(_ number: Int, fixed: Int) {
        self.number = number
        mode = []
        level = .vt100
        self.fixed = fixed
        change = nil
    }

    /// The modes of SM and RM; those of ECMA-48 §7.2 that no terminal of DEC's has are reset for good.
    static let standard: [ModeEntry] =
        [
            ModeEntry(2, .keyboardAction), ModeEntry(4, .insert), ModeEntry(12, .sendReceive),
            ModeEntry(20, .newLine),
        ] + [1, 3, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19].map { ModeEntry($0, fixed: 4) }

    /// The modes of DECSET and DECRST.
    static let decPrivate: [ModeEntry] = [
        ModeEntry(1, .applicationCursor),
        ModeEntry(2, fixed: 3),
        ModeEntry(3, .wideColumns) { $0.switchColumns($1) },
        ModeEntry(4, .smoothScroll),
        ModeEntry(5, .reverseScreen) { $0.reverse($1) },
        ModeEntry(6, .origin) { $0.setOrigin($1) },
        ModeEntry(7, .autowrap) { $0.setAutowrap($1) },
        ModeEntry(8, fixed: 3),
        ModeEntry(9, .mousePress) { $0.setMouse(.mousePress, $1) },
        ModeEntry(12, .cursorBlink),
        ModeEntry(18, .printFormFeed),
        ModeEntry(19, .printExtent),
        ModeEntry(25, .cursorVisible),
        ModeEntry(40, .columnSwitch),
        ModeEntry(41, .tabsWrap),
        ModeEntry(42, .national, .vt220),
        ModeEntry(45, .reverseWrap),
        ModeEntry(47, .alternateScreen) { $0.showAlternate($1) },
        ModeEntry(60, fixed: 4),
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
        ModeEntry(1_046, .alternateRefused) { $0.allowAlternate($1) },
        ModeEntry(1_047, .alternateScreen) { $0.showCleared($1) },
        ModeEntry(1_048, []) { $1 ? $0.saveCursor() : $0.restoreCursor() },
        ModeEntry(1_049, .alternateScreen) { $0.showAlternateSaving($1) },
        ModeEntry(2_004, .bracketedPaste),
        ModeEntry(2_026, .synchronized),
        ModeEntry(2_027, fixed: 3),
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
            set(entry, on)
        }
    }

    private mutating func set(_ entry: ModeEntry, _ on: Bool) {
        if let change = entry.change { change(&self, on) } else { modes.set(entry.mode, on) }
    }

    /// XTSAVE: puts the private modes that a sequence names aside.
    mutating func saveModes(_ parameters: borrowing SequenceParameters) {
        for index in 0..<parameters.count {
            let number = parameters.value(index)
            guard let entry = entry(number, ModeEntry.decPrivate), entry.fixed == nil else { continue }
            savedModes[number] = report(entry) == 1
        }
    }

    /// XTRESTORE: takes back what was put aside.
    mutating func restoreModes(_ parameters: borrowing SequenceParameters) {
        for index in 0..<parameters.count {
            let number = parameters.value(index)
            guard let entry = entry(number, ModeEntry.decPrivate), let on = savedModes[number] else {
                continue
            }
            set(entry, on)
        }
    }

    /// DECRQM's answer: 1 set, 2 reset, 3 set for good, 4 reset for good, 0 not known.
    func report(mode number: Int, _ table: [ModeEntry]) -> Int {
        entry(number, table).map { report($0) } ?? 0
    }

    private func report(_ entry: ModeEntry) -> Int {
        if let fixed = entry.fixed { return fixed }
        let isSet =
            switch entry.number {
            case 1_046: !modes.contains(.alternateRefused)
            case 1_048: saved.isSaved
            default: modes.contains(entry.mode)
            }
        return isSet ? 1 : 2
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
        clearScreen()
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
        guard modes.contains(.alternateScreen) != on, !(on && modes.contains(.alternateRefused)) else {
            return
        }
        modes.set(.alternateScreen, on)
        swap(&grid, &otherGrid)
        swap(&saved, &otherSaved)
        swap(&keyboard.stack, &keyboard.otherStack)
        viewOffset = 0
        scrolled = 0
        damage(from: 0, to: rows - 1)
    }

    /// Mode 1047: as 47, and the alternate screen is blank when it is left.
    fileprivate mutating func showCleared(_ on: Bool) {
        if !on, modes.contains(.alternateScreen) { clearScreen() }
        showAlternate(on)
    }

    /// Mode 1049: saves the cursor, shows a blank alternate screen, and undoes both; the cursor also when the
    /// primary screen is shown already, as xterm and tmux do.
    fileprivate mutating func showAlternateSaving(_ on: Bool) {
        if modes.contains(.alternateRefused) { return }
        if on {
            if modes.contains(.alternateScreen) { return }
            saveCursor()
            showAlternate(true)
            clearScreen()
        } else {
            showAlternate(false)
            restoreCursor()
        }
    }

    /// Mode 1046: whether there is an alternate screen at all.
    fileprivate mutating func allowAlternate(_ on: Bool) {
        if !on { showAlternate(false) }
        modes.set(.alternateRefused, !on)
    }

    /// DECSTR: back to what programs expect, without touching the text.
    mutating func softReset() {
        modes.remove([.insert, .origin, .applicationCursor, .applicationKeypad, .keyboardAction])
        modes.remove(.anyReverseWrap)
        modes.insert([.cursorVisible, .autowrap, .cursorBlink])
        shape = .block
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

    /// RIS: as after the start, and as in xterm without scrollback.
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
        title = ""
        iconTitle = ""
        colors = ColorTable()
        keyboard.reset()
        joinsNext = false
        lastPrinted = 0
        refreshPen()
        clearScreen()
        history.removeAll()
        viewOffset = 0
        moveHome()
    }
}
