/// The alternate screen (modes ?47, ?1046, ?1047 and ?1049, xterm's ctlseqs).
extension TerminalScreen {
    /// Mode 47: exchanges the screens; the cursor stays.
    mutating func showAlternate(_ on: Bool) {
        guard modes.contains(.alternateScreen) != on, modes.contains(.alternateAllowed) || !on else {
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
    mutating func showCleared(_ on: Bool) {
        if !on, modes.contains(.alternateScreen) { clearScreen() }
        showAlternate(on)
    }

    /// Mode 1049: saves the cursor, shows a blank alternate screen, and undoes both; the cursor also when the
    /// primary screen is shown already, as xterm and tmux do.
    mutating func showAlternateSaving(_ on: Bool) {
        guard modes.contains(.alternateAllowed) else { return }
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
    mutating func allowAlternate(_ on: Bool) {
        if !on { showAlternate(false) }
        modes.set(.alternateAllowed, on)
    }
}
