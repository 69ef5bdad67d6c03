import Glibc

/// Who has a terminal, and how its line discipline reads.
struct TerminalHolder: Equatable, Sendable {
    /// The session's own program is in front, none that it runs.
    var isOwn: Bool
    /// Lines are read whole (ICANON): a shell that edits its line itself has that off at its prompt only.
    var isCanonical: Bool
}

extension PTY {
    /// Who has the terminal now; `nil` where the kernel does not tell.
    var holder: TerminalHolder? {
        var settings = termios()
        guard let foreground, tcgetattr(master, &settings) == 0 else { return nil }
        return TerminalHolder(
            isOwn: foreground == process, isCanonical: settings.c_lflag & UInt32(ICANON) != 0)
    }
}

/// Finds out when a shell has its terminal back from a program, and remembers the modes of its prompt.
///
/// What the shell set itself is never taken away: the modes of its prompt are those it had when a key was typed there
/// with nothing in front, and they are brought back only after a program was seen in front and the shell reads a line
/// again, as it did at that key, for so long that its prompt and its modes are written.
struct PromptWatch: Sendable {
    /// How long the shell has read its line before its modes are compared, in nanoseconds.
    static let patience: UInt64 = 100_000_000
    /// How often it is waited for anew until it reads a line; then the next output is waited for.
    private static let limit = 20

    private(set) var state: PromptState?
    private var isCanonical = false
    private var hasLeft = false
    private(set) var due: UInt64?
    private var tries = 0

    /// A key is typed.
    mutating func typed(_ modes: PromptState, _ holder: TerminalHolder) {
        guard holder.isOwn, !hasLeft else { return }
        // Keys that are typed ahead of a prompt whose shell edits its line are not typed at it.
        if state != nil, !isCanonical, holder.isCanonical { return }
        state = modes
        isCanonical = holder.isCanonical
    }

    /// The program wrote something, or the time is over that was waited for.
    ///
    /// - Returns: The modes to bring back, once it is time.
    mutating func look(_ holder: TerminalHolder, at time: UInt64) -> PromptState? {
        guard holder.isOwn else {
            hasLeft = true
            due = nil
            tries = 0
            return nil
        }
        guard hasLeft, let state else { return nil }
        guard let due else {
            tries = 0
            self.due = time + Self.patience
            return nil
        }
        guard due <= time else { return nil }
        guard holder.isCanonical == isCanonical else {
            tries += 1
            self.due = tries < Self.limit ? time + Self.patience : nil
            return nil
        }
        self.due = nil
        hasLeft = false
        return state
    }
}

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
            damageAll()
        }
        modes = modes.subtracting(PromptState.modes).union(state.modes)
        keyboard.stack = state.stack
        keyboard.otherStack = other
        keyboard.modify = state.modify
        keyboard.format = state.format
        if !modes.contains(.autowrap) { cursor.wrapsNext = false }
        return true
    }
}
