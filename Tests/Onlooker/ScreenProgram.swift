import CPOSIX
import Glibc
import Terminal

/// A program on a pseudo-terminal of its own, watched as a person would: by what is on the screen.
///
/// What it writes is counted and read into an emulator, whose answers go back, so that programs which ask
/// the terminal something before they draw are not held up. All calls come from one thread.
package final class ScreenProgram {
    /// When it was started, right before posix_spawn(3).
    package let started: ContinuousClock.Instant
    /// What it wrote so far, in bytes.
    package private(set) var bytesWritten = 0
    /// All of it since `record()` was called; `nil` before.
    package private(set) var recorded: [UInt8]?
    private let master: Int32
    package let process: pid_t
    private var isReaped = false
    /// When something was last read into the emulator.
    private var lastRead = ContinuousClock.now
    private let isThrottled: Bool
    private var emulator: Emulator
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)

    /// Starts a program in a session of its own, on a terminal of that size.
    ///
    /// `words` are its path and arguments; the environment holds nothing but what is given. A throttled terminal takes
    /// what is written in small portions.
    package init(
        _ words: [String], environment: [String: String], size: TerminalSize, isThrottled: Bool = false
    ) throws(OnlookerError) {
        self.isThrottled = isThrottled
        let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var name = [CChar](repeating: 0, count: 128)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0,
            ptsname_r(master, &name, name.count) == 0
        else { throw OnlookerError("open a terminal", code: errno) }
        self.master = master
        emulator = Emulator(size: size)
        Self.set(size, of: master)
        started = .now
        process = try Self.spawn(words, environment, terminal: name)
    }

    deinit {
        close(master)
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], terminal: [CChar]
    ) throws(OnlookerError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The session begins before this is opened, so that it becomes the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the concurrent pool have all signals blocked, and programs here are ended by one.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let arguments = words.map { (word: String) in strdup(word) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, words[0], &actions, &attributes, arguments, variables)
        guard code == 0 else { throw OnlookerError("start \(words[0])", code: code) }
        return process
    }

    /// Reads until the screen is as wanted; returns when what made it so had come, or `nil` when the time is over first.
    ///
    /// How long looking at the screen takes is not the program's.
    package func wait(
        within limit: Duration = .seconds(20), until isWanted: (borrowing TerminalScreen) -> Bool
    ) -> ContinuousClock.Instant? {
        let deadline = ContinuousClock.now + limit
        var came = ContinuousClock.now
        while !isWanted(emulator.screen) {
            guard read(until: deadline) else { return nil }
            came = lastRead
        }
        return came
    }

    /// Reads for as long as that.
    package func watch(for time: Duration) {
        let deadline = ContinuousClock.now + time
        while read(until: deadline) {}
    }

    /// Waits for output and reads what is there; `false` at the deadline or when the program has ended.
    private func read(until deadline: ContinuousClock.Instant) -> Bool {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return false }
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))) > 0 else {
            return ContinuousClock.now < deadline
        }
        // A slow terminal takes little at a time, and the program waits for it.
        if isThrottled { usleep(1_000) }
        let count = Glibc.read(master, &buffer, isThrottled ? Slowness.portion : buffer.count)
        guard count > 0 else { return count < 0 && errno == EAGAIN }
        bytesWritten += count
        recorded?.append(contentsOf: buffer[..<count])
        buffer.withUnsafeBufferPointer { emulator.read(UnsafeBufferPointer(rebasing: $0[..<count])) }
        lastRead = .now
        let replies = emulator.takeReplies()
        if !replies.isEmpty { Glibc.write(master, replies, replies.count) }
        return true
    }

    /// Takes and drops what is written, without looking at it, until a number and a newline came from another descriptor.
    ///
    /// Questions are answered as far as they come within the first seconds, when programs ask what they are on.
    package func drop(until answers: Int32, within limit: Duration) -> Int? {
        let deadline = ContinuousClock.now + limit
        var text: [UInt8] = []
        while ContinuousClock.now < deadline {
            var polled = [
                pollfd(fd: master, events: Int16(POLLIN), revents: 0),
                pollfd(fd: answers, events: Int16(POLLIN), revents: 0),
            ]
            poll(&polled, 2, 100)
            if polled[1].revents != 0 {
                var bytes = [UInt8](repeating: 0, count: 64)
                let count = Glibc.read(answers, &bytes, bytes.count)
                text += bytes.prefix(max(count, 0))
                if text.last == UInt8(ascii: "\n") {
                    return Int(String(decoding: text.dropLast(), as: UTF8.self))
                }
            }
            guard polled[0].revents != 0 else { continue }
            if started.duration(to: .now) < .seconds(3) {
                guard read(until: deadline) else { return nil }
            } else {
                let count = Glibc.read(master, &buffer, buffer.count)
                guard count > 0 || errno == EAGAIN else { return nil }
                bytesWritten += max(count, 0)
            }
        }
        return nil
    }

    /// Takes and drops all it writes until it has ended, and answers nothing but where the cursor is: as fast as the
    /// system's terminal device can be.
    package func dropAll() {
        let question = Array("\u{1b}[6n".utf8)
        let answer = Array("\u{1b}[1;1R".utf8)
        // The end of the last portion, where a question may have begun.
        let kept = question.count - 1
        while true {
            var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, -1)
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { Glibc.read(master, $0 + kept, bytes.count - kept) } ?? 0
            }
            if count < 0, errno == EAGAIN { continue }
            guard count > 0 else { return }
            let isAsked = buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return false }
                defer { memmove(base, base + count, kept) }
                return memmem(base, kept + count, question, question.count) != nil
            }
            if isAsked { Glibc.write(master, answer, answer.count) }
        }
    }

    /// Reads until nothing came for that long; `false` when it goes on for ten seconds.
    @discardableResult
    package func settle(for silence: Duration = .milliseconds(150)) -> Bool {
        let limit = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < limit {
            let before = bytesWritten
            watch(for: silence)
            if bytesWritten == before { return true }
        }
        return false
    }

    /// Keeps what is written from now on, apart from what was kept before.
    package func record() {
        recorded = []
    }

    /// Changes the terminal's size, which tells the program (SIGWINCH).
    package func resize(to size: TerminalSize) {
        emulator.resize(size)
        Self.set(size, of: master)
    }

    private static func set(_ size: TerminalSize, of terminal: Int32) {
        var window = winsize(
            ws_row: UInt16(size.rows), ws_col: UInt16(size.columns),
            ws_xpixel: UInt16(clamping: size.pixelWidth ?? 0),
            ws_ypixel: UInt16(clamping: size.pixelHeight ?? 0))
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
    }

    /// Types something.
    package func type(_ text: String) {
        Glibc.write(master, text, text.utf8.count)
    }

    /// Looks at the screen.
    package func look<Result>(_ body: (borrowing TerminalScreen) -> Result) -> Result {
        body(emulator.screen)
    }

    /// Reads until it has ended by itself, and returns its exit code; `nil` when it goes on or a signal ended it.
    package func exitCode(within limit: Duration = .seconds(20)) -> Int32? {
        status(within: limit).flatMap { $0 & 0x7F == 0 ? $0 >> 8 & 0xFF : nil }
    }

    /// Reads until it has ended, and returns the signal that ended it; `nil` when it goes on or ended by itself.
    package func endingSignal(within limit: Duration = .seconds(20)) -> Int32? {
        status(within: limit).flatMap { $0 & 0x7F == 0 ? nil : $0 & 0x7F }
    }

    /// Sends it a signal.
    package func signal(_ number: Int32) { kill(process, number) }

    /// What waitpid(2) says of its end.
    private func status(within limit: Duration) -> Int32? {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) != process {
            guard ContinuousClock.now < deadline else { return nil }
            if !read(until: .now + .milliseconds(20)) { usleep(5_000) }
        }
        isReaped = true
        watch(for: .milliseconds(100))
        return status
    }

    /// Ends it as a closed window would, and waits until it is gone.
    package func end() {
        guard !isReaped else { return }
        kill(process, SIGHUP)
        let deadline = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < deadline {
            if waitpid(process, nil, WNOHANG) == process { return }
            watch(for: .milliseconds(10))
        }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }
}
