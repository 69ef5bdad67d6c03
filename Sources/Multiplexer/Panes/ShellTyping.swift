import Screen
import Terminal

extension AppState {
    /// The key that begins what is not the program's.
    package var prefixKey: Key { .control(Key(prefix)) }

    /// The pane whose program gets everything that was typed, with nothing else to come of it but that time passes; `nil`
    /// where ``update(_:at:)`` has to find out.
    package func typesOnly(_ inputs: [Input]) -> PaneID? {
        guard focus == .shell, layers.isEmpty, waiting.isEmpty, notice == nil, shell.prefix == nil,
            shell.focusedPane.ending == nil
        else { return nil }
        let (prefixKey, catalog) = (prefixKey, catalog)
        let isTyped = inputs.allSatisfy { input in
            guard case .key(let key) = input.kind else { return false }
            return (key.modifiers.isEmpty || key != prefixKey) && catalog.commandHeardAlways(for: key) == nil
        }
        return isTyped ? shell.focus : nil
    }

    /// Lets time pass while something is typed.
    package mutating func typed(at now: Moment) {
        self.now = now
        lastKey = now
    }

    /// Takes what was typed into the shell: a command after the prefix, else the program's.
    package mutating func handleInShell(_ input: Input) -> [Effect] {
        if let prefix = shell.prefix {
            shell.prefix = nil
            guard let until = prefix.repeatsUntil else {
                return input.key.map { handlePrefixed($0, input) } ?? []
            }
            let command = input.key.flatMap { catalog.command(for: $0, in: .prefix) }
            if let command, command.repeats, now.instant < until { return runPrefixed(command) }
        }
        if input.key == prefixKey {
            shell.prefix = ShellPrefix(since: now)
            return []
        }
        if shell.focusedPane.ending != nil { return handleEnded(input.key) }
        return [.screen(.shellInput([input], shell.focus))]
    }

    /// Tells the program that a key was let go of, unless that key was the prefix or belongs to it.
    package func releaseInShell(_ input: Input) -> [Effect] {
        guard shell.prefix == nil, shell.focusedPane.ending == nil else { return [] }
        return [.screen(.shellInput([input], shell.focus))]
    }

    private mutating func handlePrefixed(_ key: Key, _ input: Input) -> [Effect] {
        // The prefix twice sends it to the program once.
        if key == prefixKey { return [.screen(.shellInput([input], shell.focus))] }
        if let command = catalog.command(for: key, in: .prefix) { return runPrefixed(command) }
        let prefix = prefixKey.label
        let list = catalog.label(of: "prefix.help").map { "; \(prefix) \($0) lists them all" } ?? ""
        let words =
            key == .escape
            ? "\(prefix) is taken back." : "\(prefix) \(key.label) is no command\(list)."
        announce(words, .notice)
        return []
    }

    private mutating func runPrefixed(_ command: Command) -> [Effect] {
        let effects = run(command)
        if command.repeats, layers.isEmpty {
            shell.prefix = ShellPrefix(
                since: now, repeatsUntil: now.instant + ShellPrefix.patience.repetition)
        }
        return effects
    }

    /// The keys of a pane whose program has ended.
    private mutating func handleEnded(_ key: Key?) -> [Effect] {
        switch key {
        case .enter:
            shell.renew(shell.focus)
            return [startShell(shell.focus)]
        case "x": return closePane(shell.focus)
        default: return []
        }
    }

    /// Lets a command no longer be repeated without the prefix.
    package mutating func dropOldPrefix() {
        if let until = shell.prefix?.repeatsUntil, until <= now.instant { shell.prefix = nil }
    }

    /// How soon the prefix is over or shows its keys.
    package var prefixTick: Duration? {
        guard let prefix = shell.prefix else { return nil }
        if let until = prefix.repeatsUntil { return max(.zero, until - now.instant) }
        let left = prefix.since.instant + ShellPrefix.patience.hint - now.instant
        return left > .zero ? left : nil
    }
}

/// The pane that was typed into last: the loop reads what its program answers, without another thread between.
package struct TypedPane {
    package let pane: PaneID
    package let session: TerminalSession
}

extension ShellSessions {
    /// Hands what was typed to the program of a pane, and waits for its echo.
    package func type(_ inputs: [Input], into pane: PaneID) {
        guard let session = self[pane] else { return }
        for input in inputs { session.send(input, to: pane) }
        if typed?.session !== session.session {
            typed?.session.unattend()
            typed = TypedPane(pane: pane, session: session.session)
        }
        session.session.attend()
    }

    /// What to poll for POLLIN, to call ``readEcho()`` then.
    package var echoDescriptor: Int32? { typed?.session.attendedDescriptor }

    /// Reads what the program wrote that was typed into last; its pane, when that changed its screen.
    package func readEcho() -> PaneID? {
        guard let typed, typed.session.serve() else { return nil }
        return typed.pane
    }
}
