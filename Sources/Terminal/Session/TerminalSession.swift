import CPOSIX
import Glibc
import Synchronization
import Text

/// A program in a terminal: started, fed, shown and ended.
///
/// A thread of its own reads what the program writes into the screen and never waits for whoever draws it;
/// no call here waits for the program. All calls are safe from any thread.
package final class TerminalSession: Sendable {
    let loop: SessionLoop

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: What to run.
    ///   - size: How large its screen is.
    ///   - policy: What the terminal keeps, tells and allows.
    ///   - onChange: Called on the session's thread when there is something new to look at, the program's
    ///     end included, and then not again before somebody looked (``withScreen(_:)``, ``draw(_:)``). It
    ///     must return at once.
    /// - Throws: What the system refused: a terminal, the program, or a thread.
    package init(
        _ command: TerminalCommand, size: TerminalSize, policy: TerminalPolicy = TerminalPolicy(),
        onChange: @escaping @Sendable () -> Void
    ) throws(TerminalError) {
        loop = try SessionLoop(command, size, policy, onChange: onChange)
        let code = BackgroundThread.start { [loop] in loop.run() }
        guard code != 0 else { return }
        loop.abandon()
        throw .noThread(code: code)
    }

    /// Goes on with a program whose owner has died; the screen is as it was.
    package init(
        _ kept: consuming KeptProgram, policy: TerminalPolicy = TerminalPolicy(),
        onChange: @escaping @Sendable () -> Void
    ) throws(TerminalError) {
        loop = try SessionLoop(kept, policy, onChange: onChange)
        let code = BackgroundThread.start { [loop] in loop.run() }
        guard code != 0 else { return }
        throw .noThread(code: code)
    }

    deinit {
        loop.end()
    }

    /// Lends the screen for reading; the session's thread waits meanwhile.
    package func withScreen<Result>(
        _ body: (borrowing TerminalScreen) throws -> sending Result
    ) rethrows -> sending Result {
        loop.isAnnounced.store(false, ordering: .releasing)
        return try loop.emulator.lend { try body($0.screen) }
    }

    /// Lends the screen for drawing, with what changed since the last call.
    package func draw<Result>(
        _ body: (borrowing TerminalScreen, TerminalDamage) throws -> sending Result
    ) rethrows -> sending Result {
        loop.isAnnounced.store(false, ordering: .releasing)
        return try loop.emulator.lend { emulator in
            let damage = emulator.takeDamage()
            return try body(emulator.screen, damage)
        }
    }

    /// Where in ``TerminalScreen`` the view is: moves it by lines into the scrollback, negative back again.
    package func scroll(by lines: Int) {
        loop.emulator.lend { $0.scroll(by: lines) }
        loop.announce()
    }

    /// Sends a key; the view returns to the newest line.
    package func send(_ key: TerminalKey) throws(TerminalError) {
        let (bytes, state) = loop.emulator.lend { emulator in
            emulator.scroll(by: -emulator.screen.viewOffset)
            return (TerminalInput(for: emulator.screen).bytes(for: key), emulator.screen.promptState)
        }
        loop.notePrompt(state)
        try send(bytes)
    }

    /// Sends what the mouse did, if the program wants to know.
    package func send(_ mouse: TerminalMouse) throws(TerminalError) {
        try send(inputForm.bytes(for: mouse))
    }

    /// Tells the program that its terminal gained or lost the focus, if it wants to know.
    package func send(focused: Bool) throws(TerminalError) {
        try send(inputForm.bytes(focused: focused))
    }

    /// Pastes text as the program's modes ask for it; up to 32 MB may wait to be read.
    package func paste(_ text: String) throws(TerminalError) {
        try send(inputForm.bytes(pasting: text))
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws(TerminalError) {
        guard exit == nil else { throw .ended }
        try loop.enter(bytes)
    }

    private var inputForm: TerminalInput {
        loop.emulator.lend { TerminalInput(for: $0.screen) }
    }

    /// What happened since the last call that the owner of the session may want to tell or to allow.
    package func takeEvents() -> [TerminalEvent] {
        loop.emulator.lend { $0.takeEvents() }
    }

    /// Takes the colours of another theme, in which a program's questions are answered from now on.
    package func use(_ colors: StandardColors) {
        loop.answering { $0.use(colors) }
    }

    /// Takes note of what the display in front of the user can tell of keys, which programs may ask for then.
    package func use(_ keyboard: KeyboardFlags) {
        loop.emulator.lend { $0.use(keyboard) }
    }

    /// Ends what a program did to the terminal, but for text and scrollback: modes, margins, colours, character sets
    /// and the alternate screen; a shell's own modes come back as they were at its prompt.
    package func recover() {
        let state = loop.prompt.withLock { $0?.state }
        loop.emulator.lend { $0.recover(to: state) }
        loop.announce()
    }

    /// Gives the screen another size and tells the program.
    ///
    /// The characters at `places` are found again: where they are now is returned.
    @discardableResult
    package func resize(
        _ size: TerminalSize, keeping places: [TerminalPosition] = []
    ) -> [TerminalPosition] {
        // The system's size first: a program told of a new one in its input (mode 2048) finds the same there.
        loop.pty.withLock { pty in pty?.resize(size) }
        let moved = loop.answering { emulator in
            loop.recording.withLock { $0 }?.resize(size)
            loop.ledger?.note(size)
            return emulator.resize(size, keeping: places)
        }
        loop.announce()
        return moved
    }

    /// The name of the program that has the terminal, at most 15 bytes: untrusted text.
    package var foregroundProcess: String? {
        loop.pty.withLock { pty in pty?.foreground }.flatMap { ProcessTable.name(of: $0) }
    }

    /// The name of a program that the session's own one, a shell, runs in front; `nil` while that is in front itself.
    package var foregroundProgram: String? {
        let groups = loop.pty.withLock { pty in (pty?.foreground, pty?.process) }
        guard let foreground = groups.0, foreground != groups.1 else { return nil }
        return ProcessTable.name(of: foreground)
    }

    /// The folder the program in front is in, `nil` when it is not known.
    package var folder: String? {
        loop.pty.withLock { pty in pty?.foreground ?? pty?.process }.flatMap { ProcessTable.folder(of: $0) }
    }

    /// The process number of the program, or `nil` when it has ended.
    package var process: Int32? { loop.pty.withLock { pty in pty?.process } }

    /// How the program ended, or `nil` while it runs.
    package var exit: ProcessExit? { loop.exit.withLock { $0 } }

    /// Ends the program as a closed window would, by force after 2 s; returns at once.
    package func end() {
        loop.end()
    }

    /// Waits until nothing of the session is left; `false` when the time is over first.
    package func waitForEnd(within time: Duration) -> Bool {
        loop.finished.wait(within: time)
    }
}

extension TerminalSession {
    /// Has the calling thread read what the program writes instead of the session's own, as long as little comes.
    ///
    /// It polls ``attendedDescriptor`` for POLLIN then, and calls ``serve()``.
    package func attend() {
        loop.attend()
    }

    /// Has the session's own thread read again.
    package func unattend() {
        loop.unattend()
    }

    /// What to poll, while the session is attended and its program runs.
    package var attendedDescriptor: Int32? { loop.attendedDescriptor }

    /// Reads what the program wrote; whether the screen changed, of which nobody else is told.
    package func serve() -> Bool {
        loop.serve()
    }
}

extension TerminalSession {
    /// Records the session from now on, its screen as it is first; a recording that ran is stopped.
    package func record(_ recording: Recording) {
        let former = loop.emulator.withLock { emulator in
            recording.follow(UnsafeBufferPointer(start: nil, count: 0), emulator)
            return loop.recording.withLock { current in
                defer { current = recording }
                return current
            }
        }
        former?.stop()
        // Nobody else would when the program ended before.
        if exit != nil { recording.stop() }
    }

    /// The recording that runs, or `nil`.
    package var recording: Recording? {
        loop.recording.withLock { $0 }.flatMap { $0.isRunning ? $0 : nil }
    }
}
