import CPOSIX
import Glibc
import Synchronization

/// What a session and its thread share, and the thread's work: the terminal's bytes to the screen, the
/// user's to the program, and the program's end.
final class SessionLoop: Sendable {
    let emulator: SharedEmulator
    let input = Mutex(InputQueue())
    /// Where the session is recorded, if it is.
    let recording = Mutex<Recording?>(nil)
    /// Gone when the program has ended; only the thread takes it away.
    let pty: Mutex<PTY?>
    let exit = Mutex<ProcessExit?>(nil)
    /// Looks after the modes of a shell's prompt; `nil` for any other program.
    let prompt: Mutex<PromptWatch?>
    /// What outlives this process; `nil` where the system gave no memory for it.
    let ledger: Ledger?
    /// Raised for the thread: there is input, or the session shall end.
    let wake: Signal
    /// Raised when nothing of the session is left.
    let finished: Signal
    /// Whether `onChange` was called and nobody looked at the screen since.
    let isAnnounced = Atomic(false)
    private let isEnding = Atomic(false)
    /// The program is left to another process, and is not to be ended.
    let isLeft = Atomic(false)
    private let onChange: @Sendable () -> Void

    /// How long a program that was told to end may take.
    private static let grace: UInt64 = 2_000_000_000
    /// Sixteen reads of a terminal device, which gives at most 4,095 bytes at once.
    private static let bufferSize = 16 * 4_095
    init(
        _ command: TerminalCommand, _ size: TerminalSize, _ policy: TerminalPolicy,
        onChange: @escaping @Sendable () -> Void
    ) throws(TerminalError) {
        emulator = SharedEmulator(Emulator(size: size, policy: policy))
        prompt = Mutex(policy.mendsModes ? PromptWatch() : nil)
        self.onChange = onChange
        wake = try Signal()
        finished = try Signal()
        ledger = Ledger(size: size)
        // Last, so that nothing can fail once the program runs.
        pty = Mutex(try PTY.open(command, size: size))
        ledger?.process = pty.withLock { $0?.process ?? 0 }
    }

    /// Goes on with a program whose owner has died.
    init(
        _ kept: consuming KeptProgram, _ policy: TerminalPolicy, onChange: @escaping @Sendable () -> Void
    ) throws(TerminalError) {
        wake = try Signal()
        finished = try Signal()
        self.onChange = onChange
        prompt = Mutex(policy.mendsModes ? PromptWatch() : nil)
        var isWhole = true
        ledger = kept.ledger
        let emulator = kept.ledger.screen(policy, isWhole: &isWhole)
        if !isWhole { kept.pty.nudge(emulator.screen.size) }
        self.emulator = SharedEmulator(emulator)
        pty = Mutex(kept.pty)
    }

    /// Ends the program by force where there is no thread to do it.
    func abandon() {
        pty.withLock { pty in
            if let process = pty?.process {
                kill(process, SIGKILL)
                waitpid(process, nil, 0)
            }
            pty = nil
        }
        finished.raise()
    }

    /// Asks the thread to end the program.
    func end() {
        guard !isLeft.load(ordering: .acquiring) else { return }
        isEnding.store(true, ordering: .releasing)
        wake.raise()
    }

    /// Tells that the screen changed, unless that was told and nobody looked yet.
    func announce() {
        if !isAnnounced.exchange(true, ordering: .acquiringAndReleasing) { onChange() }
    }

    /// The thread's whole life.
    func run() {
        let (master, exitWatch) = pty.withLock { pty in (pty?.master ?? -1, pty?.exitWatch ?? -1) }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.bufferSize)
        defer { buffer.deallocate() }
        var groups: [pid_t] = []
        var deadline: UInt64?
        var isOpen = true
        while true {
            var watched = watch(isOpen ? master : -1, exitWatch)
            let time = timeout(deadline, isOpen: isOpen)
            poll(&watched, nfds_t(watched.count), time)
            if watched[2].revents != 0 { wake.lower() }
            input.withLock { $0.write(to: master) }
            // Before the output is read: a program that wrote it and ended may just still be in front.
            watchPrompt()
            isOpen = transfer(master, buffer)
            if watched[1].revents != 0 { break }
            if isEnding.load(ordering: .acquiring), deadline == nil {
                groups = hangUp()
                deadline = Clock.now + Self.grace
            }
            if let limit = deadline, Clock.now >= limit {
                for group in groups { kill(-group, SIGKILL) }
                deadline = Clock.now + Self.grace
            }
        }
        drain(master, buffer)
        finish(groups, by: deadline ?? 0)
    }

    private func watch(_ master: Int32, _ exitWatch: Int32) -> [pollfd] {
        let wantsOut = input.withLock { $0.count > 0 }
        return [
            pollfd(fd: master, events: Int16(wantsOut ? POLLIN | POLLOUT : POLLIN), revents: 0),
            pollfd(fd: exitWatch, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
        ]
    }

    /// How long to wait, in milliseconds: to the end of a held frame, of the grace, or a minute.
    private func timeout(_ deadline: UInt64?, isOpen: Bool) -> Int32 {
        let now = Clock.now
        var until = deadline ?? now + 60_000_000_000
        if !isOpen { until = min(until, now + 50_000_000) }
        if let frame = emulator.withLock({ $0.frameDeadline }) { until = min(until, frame) }
        if let due = prompt.withLock({ $0?.due }) { until = min(until, due) }
        if let torn = ledger?.tornDeadline { until = min(until, torn) }
        return until <= now ? 0 : Int32((until - now) / 1_000_000) + 1
    }

    /// Reads what there is, at most a buffer's worth, into the screen; `false` when nobody has the terminal open.
    private func transfer(_ master: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        guard let base = buffer.baseAddress else { return false }
        var filled = 0
        var isOpen = true
        while filled < buffer.count {
            let count = read(master, base + filled, buffer.count - filled)
            if count <= 0 {
                isOpen = count < 0 && (errno == EAGAIN || errno == EINTR)
                break
            }
            filled += count
        }
        note(UnsafeRawBufferPointer(start: base, count: filled))
        show(UnsafeBufferPointer(start: base, count: filled), master)
        return isOpen
    }

    /// Brings the prompt's modes back once the shell has its terminal back.
    private func watchPrompt() {
        let state = prompt.withLock { watch -> PromptState? in
            guard watch != nil, let holder = pty.withLock({ $0?.holder }) else { return nil }
            return watch?.look(holder, at: Clock.now)
        }
        guard let state else { return }
        if emulator.withLock({ $0.restore(state) }) { announce() }
    }

    /// Takes note of the prompt's modes where a key is typed at it.
    func notePrompt(_ state: PromptState) {
        prompt.withLock { watch in
            guard watch != nil, let holder = pty.withLock({ $0?.holder }) else { return }
            watch?.typed(state, holder)
        }
    }

    /// Has what the program wrote outlive this process, before anything comes of it; nothing where a state is due.
    private func note(_ bytes: UnsafeRawBufferPointer) {
        guard let ledger, !bytes.isEmpty || ledger.tornDeadline != nil else { return }
        let now = Clock.now
        let isAtRest = emulator.withLock { $0.isAtRest }
        guard ledger.note(bytes, isAtRest: isAtRest, at: now) else { return }
        emulator.withLock { ledger.turn($0, at: now) }
        if !bytes.isEmpty { _ = ledger.note(bytes, isAtRest: false, at: now) }
    }

    /// Lets the screen read bytes, turn about with whoever looks at it; answers and keys go out after each turn.
    private func show(_ bytes: UnsafeBufferPointer<UInt8>, _ master: Int32) {
        var rest = bytes
        while true {
            // Looked up while the emulator is held, as a recording begins then: it misses nothing.
            let turn = emulator.takeTurn(&rest) { bytes, emulator in
                recording.withLock { $0 }?.follow(bytes, emulator)
            }
            queue(turn.replies)
            input.withLock { $0.write(to: master) }
            if turn.isChanged { announce() }
            emulator.letOthersGo()
            if !turn.hasMore { return }
        }
    }

    /// Changes the emulator, and sends what it has to tell the program thereupon.
    func answering<Result: Sendable>(_ change: (inout Emulator) -> Result) -> Result {
        let (result, replies) = emulator.lend { emulator in
            (change(&emulator), emulator.takeReplies())
        }
        queue(replies)
        if !replies.isEmpty { wake.raise() }
        return result
    }

    /// Queues bytes for the program, and writes what its terminal takes at once: that saves a key the way by the thread.
    func enter(_ bytes: [UInt8]) throws(TerminalError) {
        let isLeft = try input.withLock { (queue) throws(TerminalError) in
            try queue.append(bytes)
            pty.withLock { pty in
                if let master = pty?.master { queue.write(to: master) }
            }
            return queue.count > 0
        }
        if isLeft { wake.raise() }
    }

    /// Queues answers; a program that asks and never reads loses them, as it would lose any other input.
    private func queue(_ replies: [UInt8]) {
        if replies.isEmpty { return }
        input.withLock { queue in
            do throws(TerminalError) { try queue.append(replies) } catch { return }
        }
    }

    private func hangUp() -> [pid_t] {
        input.withLock { $0.removeAll() }
        return pty.withLock { pty in pty?.hangUp() ?? [] }
    }

    /// Reads what the program left behind, at most 4 MB in case another one goes on writing.
    private func drain(_ master: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) {
        for _ in 0..<64 {
            var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 0) > 0, watched.revents & Int16(POLLIN) != 0 else { return }
            guard transfer(master, buffer) else { return }
        }
    }

    /// Takes the ended program off the kernel's list, closes the terminal, and sees that what ran in front ends.
    private func finish(_ groups: [pid_t], by deadline: UInt64) {
        emulator.withLock { $0.releaseFrame() }
        let result = pty.withLock { pty in
            let result = pty?.reap()
            pty = nil
            return result
        }
        exit.withLock { $0 = result }
        recording.withLock { $0 }?.stop()
        isAnnounced.store(true, ordering: .releasing)
        onChange()
        var left = groups.filter { ProcessTable.isAlive(group: $0) }
        while !left.isEmpty, Clock.now < deadline {
            usleep(10_000)
            left = left.filter { ProcessTable.isAlive(group: $0) }
        }
        for group in left { kill(-group, SIGKILL) }
        finished.raise()
    }
}
