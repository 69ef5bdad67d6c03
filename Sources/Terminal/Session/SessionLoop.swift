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
    let isEnding = Atomic(false)
    /// What was read; whoever has it reads.
    let reading = Mutex(ReadBytes())
    /// Another thread reads in the place of this one.
    let isAttended = Atomic(false)
    /// The program is left to another process, and is not to be ended.
    let isLeft = Atomic(false)
    private let onChange: @Sendable () -> Void

    /// How long a program that was told to end may take.
    private static let grace: UInt64 = 2_000_000_000

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
            isOpen = transfer(master)
            if watched[1].revents != 0 { break }
            if isEnding.load(ordering: .acquiring), deadline == nil {
                isAttended.store(false, ordering: .releasing)
                groups = hangUp()
                deadline = Clock.now + Self.grace
            }
            if let limit = deadline, Clock.now >= limit {
                for group in groups { kill(-group, SIGKILL) }
                deadline = Clock.now + Self.grace
            }
        }
        reading.withLock { bytes in
            isAttended.store(false, ordering: .releasing)
            show(&bytes.rest, master)
        }
        drain(master)
        finish(groups, by: deadline ?? 0)
    }

    private func watch(_ master: Int32, _ exitWatch: Int32) -> [pollfd] {
        var events = isAttended.load(ordering: .acquiring) ? 0 : POLLIN
        if input.withLock({ $0.count > 0 }) { events |= POLLOUT }
        return [
            pollfd(fd: events == 0 ? -1 : master, events: Int16(events), revents: 0),
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

    /// Brings the prompt's modes back once the shell has its terminal back.
    func watchPrompt() {
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
    func queue(_ replies: [UInt8]) {
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
    private func drain(_ master: Int32) {
        for _ in 0..<64 {
            var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 0) > 0, watched.revents & Int16(POLLIN) != 0 else { return }
            guard transfer(master) else { return }
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
