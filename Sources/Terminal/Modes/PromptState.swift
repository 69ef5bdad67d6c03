/// The modes that decide what keys, mouse and pastes become, as a shell has them at its prompt.
///
/// A program that is killed leaves its own on: Ctrl-C then types a sequence, the mouse too, and what is typed is not seen.
struct PromptState: Equatable, Sendable {
    /// The modes that are the prompt's.
    ///
    /// The alternate screen and the margins are not: the prompt stands there.
    static let modes = TerminalModes.anyMouse.union(.anyMouseForm).union([
        .focus, .bracketedPaste, .applicationCursor, .applicationKeypad, .cursorVisible, .insert, .autowrap,
        .synchronized, .colorSchemeReports, .sizeReports, .eightBitControls, .newLine,
        .backarrowSendsBackspace,
        .reverseScreen,
    ])

    var modes = TerminalModes.initial.intersection(Self.modes)
    var stack = KeyboardStack()
    var modify = KeyboardSettings().modify
    var format = KeyboardSettings().format
}

extension TerminalScreen {
    /// The modes as they are now.
    var promptState: PromptState {
        PromptState(
            modes: modes.intersection(PromptState.modes), stack: keyboard.stack, modify: keyboard.modify,
            format: keyboard.format)
    }

    /// Brings modes back as they were at a prompt; `false` when nothing was to be done.
    mutating func restore(_ state: PromptState) -> Bool {
        let isAlternate = modes.contains(.alternateScreen)
        let other = isAlternate ? state.stack : KeyboardStack()
        guard promptState != state || keyboard.otherStack != other else { return false }
        if modes.contains(.reverseScreen) != state.modes.contains(.reverseScreen) {
            damage(from: 0, to: rows - 1)
        }
        modes = modes.subtracting(PromptState.modes).union(state.modes)
        keyboard.stack = state.stack
        keyboard.otherStack = other
        keyboard.modify = state.modify
        keyboard.format = state.format
        if !modes.contains(.autowrap) { cursor.wrapsNext = false }
        return true
    }

    /// The user's own way out of whatever a program did: all but text, scrollback, titles, marks and tab stops is
    /// as after the start, the modes as at the prompt where one is known.
    mutating func recover(to state: PromptState?) {
        if modes.contains(.alternateScreen) {
            showAlternate(false)
            if saved.isSaved { restoreCursor() }
        }
        softReset()
        modes = .initial
        conformance = .vt420
        attributeExtent = 0
        savedModes = [:]
        renditions = RenditionStack()
        colors = ColorTable()
        keyboard.reset()
        joinsNext = false
        frameBegins = false
        if let state { _ = restore(state) }
        damage(from: 0, to: rows - 1)
    }
}
