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
                start: UnsafePointer(hidden.grid.line(row)), count: hidden.grid.usedCells(row))
            writer.text += "\u{1b}[\(row + 1)H"
            for run in runs(of: TerminalLine(cells: cells, isWrapped: false, marks: [])) { writer.write(run) }
        }
        writer.rest()
        return writer.text + "\u{1b}[\(max(hidden.saved.row, 0) + 1);\(hidden.saved.column + 1)H"
            + "\u{1b}[\(hidden.saved.pen.style.rendition)m"
    }

    /// Puts the cursor and the pen where DECRC finds them.
    private func saving(_ saved: CursorState) -> String {
        "\u{1b}[\(max(saved.row, 0) + 1);\(saved.column + 1)H\u{1b}[\(saved.pen.style.rendition)m\u{1b}7"
    }

    private func state() -> String {
        var text = "\u{1b}[\(margins.top + 1);\(margins.bottom + 1)r"
        if modes.contains(.leftRightMargins) {
            text += "\u{1b}[?69h\u{1b}[\(margins.left + 1);\(margins.right + 1)s"
        }
        text += "\u{1b}[m" + placement(hasMargins: true)
        let blink = modes.contains(.cursorBlink) ? 1 : 2
        text += "\u{1b}[\(Int(shape.rawValue) * 2 + blink) q\u{1b}[\(cursor.pen.style.rendition)m"
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

/// A screen as what brings a blank terminal of the same size into the same state, with what goes beyond the picture.
extension TerminalScreen {
    /// The ``snapshot()`` behind the newest lines of the scrollback, with colours, tab stops, keys and character sets.
    ///
    /// The shell's marks, double lines and protected characters are not in it.
    func keepsake(scrollback lines: Int) -> String {
        let isAlternate = modes.contains(.alternateScreen)
        var text = conformance == .vt420 ? "" : "\u{1b}[\(60 + conformance.rawValue);1\"p"
        text += kept(history: lines) + keptColors + keptTabs
        if isAlternate { text += keyboard.otherStack.sequences }
        text += snapshot() + keyboard.stack.sequences
        text += keyboard.modify.sequences("m", unlike: KeyboardSettings().modify)
        text += keyboard.format.sequences("f", unlike: KeyboardSettings().format)
        return text + keptCharsets
    }

    /// The most bytes of lines that left the screen: whoever waits for the screen waits while they are written.
    private static var keptBytes: Int { 1 << 19 }

    /// The newest lines that left the screen, each from its left edge; clearing the screen moves the last of them out.
    private func kept(history lines: Int) -> String {
        var texts: [String] = []
        var room = Self.keptBytes
        var number = history.dropped + history.count
        while number > history.dropped, texts.count < lines {
            number -= 1
            var writer = AnsiWriter()
            for run in runs(of: line(number: number)) { writer.write(run) }
            writer.rest()
            room -= writer.text.utf8.count + 2
            if room < 0 { break }
            texts.append(writer.text + "\r\n")
        }
        return texts.reversed().joined()
    }

    private var keptColors: String {
        colors.all.map { slot, color in
            switch slot {
            case .palette(let index): "\u{1b}]4;\(index);\(color.specification)\u{1b}\\"
            case .special(let index): "\u{1b}]5;\(index);\(color.specification)\u{1b}\\"
            case .dynamic(let number): "\u{1b}]\(number);\(color.specification)\u{1b}\\"
            }
        }.joined()
    }

    private var keptTabs: String {
        guard tabs.columns != TabStops(columns: columns).columns else { return "" }
        return "\u{1b}[3g" + tabs.columns.map { "\u{1b}[\($0 + 1)G\u{1b}H" }.joined()
    }

    /// Last, because text behind it would be read in these sets.
    private var keptCharsets: String {
        var text = modes.contains(.eightBitControls) ? "\u{1b} G" : ""
        for index in 0..<4 where cursor.pen.charsets[index] != Charset.ascii {
            let set = Charset.all[cursor.pen.charsets[index]]
            let places = set.has96 ? " -./" : "()*+"
            text += "\u{1b}\(Array(places)[index])\(set.designation)"
        }
        text += ["", "\u{0e}", "\u{1b}n", "\u{1b}o"][cursor.pen.charsets.left]
        text += ["", "\u{1b}~", "\u{1b}}", "\u{1b}|"][cursor.pen.charsets.right]
        return text + (modes.contains(.eightBitCharacters) ? "\u{1b}%@" : "")
    }
}

extension KeyboardStack {
    /// What builds it on an empty one.
    fileprivate var sequences: String {
        guard self != KeyboardStack() else { return "" }
        let levels = below + [flags]
        return "\u{1b}[=\(levels[0].rawValue)u"
            + levels.dropFirst().map { "\u{1b}[>\($0.rawValue)u" }.joined()
    }
}

extension ModifierOptions {
    /// What sets them on a terminal that has others.
    fileprivate func sequences(_ final: Character, unlike others: ModifierOptions) -> String {
        Group.allCases.filter { self[$0] != others[$0] }.map { group in
            self[group] < 0
                ? "\u{1b}[>\(group.rawValue)n" : "\u{1b}[>\(group.rawValue);\(self[group])\(final)"
        }.joined()
    }
}
