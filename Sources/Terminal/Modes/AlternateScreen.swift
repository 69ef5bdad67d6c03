/// What the primary or the alternate screen keeps while the other one is shown; the scrollback is the primary one's.
struct HiddenScreen: ~Copyable {
    var grid: Grid
    /// Where DECRC leads on it.
    var saved = CursorState()

    /// A blank one.
    init(size: TerminalSize) {
        grid = Grid(columns: size.columns, rows: size.rows)
    }

    /// Takes the place of the one that is shown.
    mutating func exchange(_ shownGrid: inout Grid, _ shownSaved: inout CursorState) {
        swap(&grid, &shownGrid)
        swap(&saved, &shownSaved)
    }
}

/// The alternate screen (modes ?47, ?1046, ?1047 and ?1049, xterm's ctlseqs).
extension TerminalScreen {
    /// Mode 47: exchanges the screens; the cursor stays.
    mutating func showAlternate(_ on: Bool) {
        guard modes.contains(.alternateScreen) != on, modes.contains(.alternateAllowed) || !on else {
            return
        }
        modes.set(.alternateScreen, on)
        hidden.exchange(&grid, &saved)
        keyboard.exchangeScreens()
        history.view(back: 0)
        damage.replaceScreen(rows: rows)
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
