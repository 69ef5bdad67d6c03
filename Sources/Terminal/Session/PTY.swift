import CPOSIX
import Glibc

/// A program on a pseudo-terminal: the terminal's master side and the program's process.
///
/// It owns two descriptors, closed when it goes: the master, non-blocking, and one that becomes readable when
/// the program ends (pidfd_open(2)). The program leads a session of its own with the terminal as its
/// controlling one; it inherits no other descriptor and no signal disposition.
struct PTY: ~Copyable {
    /// Reads what the program writes and writes what it reads.
    let master: Int32
    /// The program, also the number of its session and process group.
    let process: pid_t
    /// Becomes readable when the program has ended.
    let exitWatch: Int32
    /// Whether this process started the program, which the kernel tells of its end then.
    private let isOwn: Bool

    private init(master: Int32, process: pid_t, exitWatch: Int32) {
        self.master = master
        self.process = process
        self.exitWatch = exitWatch
        isOwn = true
    }

    /// Takes over a program that a process started which has died.
    init(adopting master: Int32, process: pid_t, exitWatch: Int32) {
        self.master = master
        self.process = process
        self.exitWatch = exitWatch
        isOwn = false
    }

    /// Starts a program on a new terminal of the given size.
    static func open(_ command: TerminalCommand, size: TerminalSize) throws(TerminalError) -> PTY {
        let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0 else { throw .noPseudoTerminal(code: errno) }
        do throws(TerminalError) {
            var name = [CChar](repeating: 0, count: 128)
            guard grantpt(master) == 0, unlockpt(master) == 0, ptsname_r(master, &name, name.count) == 0
            else {
                throw .noPseudoTerminal(code: errno)
            }
            resize(master, size)
            let process = try Spawn(command: command, terminal: name).start()
            return PTY(master: master, process: process, exitWatch: try watch(process, command))
        } catch {
            close(master)
            throw error
        }
    }

    /// A descriptor that becomes readable when the process ends; a process that cannot be watched is ended.
    private static func watch(_ process: pid_t, _ command: TerminalCommand) throws(TerminalError) -> Int32 {
        let watch = jarvis_pidfd_open(process)
        if watch >= 0 { return watch }
        let code = errno
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        throw .cannotWatch(program: command.program, code: code)
    }

    deinit {
        close(master)
        close(exitWatch)
    }

    /// Tells the program's terminal its size; the kernel sends SIGWINCH when it changed.
    func resize(_ size: TerminalSize) {
        Self.resize(master, size)
    }

    /// Has the program draw anew, as a full-screen one does for a new size.
    func nudge(_ size: TerminalSize) {
        resize(TerminalSize(columns: size.columns, rows: size.rows + 1))
        resize(size)
    }

    private static func resize(_ master: Int32, _ size: TerminalSize) {
        var window = winsize(
            ws_row: UInt16(size.rows), ws_col: UInt16(size.columns),
            ws_xpixel: UInt16(clamping: size.pixelWidth ?? 0),
            ws_ypixel: UInt16(clamping: size.pixelHeight ?? 0))
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    /// The process group that has the terminal, or `nil` when none has.
    var foreground: pid_t? {
        let group = tcgetpgrp(master)
        return group > 0 ? group : nil
    }

    /// How the program ended, once it has; asks only and takes it off the kernel's list.
    func reap() -> ProcessExit? {
        guard isOwn else { return hasEnded ? .unknown : nil }
        var status: Int32 = 0
        return waitpid(process, &status, WNOHANG) == process ? ProcessExit(status: status) : nil
    }

    /// Tells the program, and what it runs in front, that the terminal is gone, as a closed window would.
    ///
    /// Returns the process groups that were told. Jobs that the shell put into the background are its own to
    /// end; what was made to outlive a terminal, as by nohup(1) or setsid(1), does.
    func hangUp() -> [pid_t] {
        // The number of somebody else's child may be another process's by now.
        guard isOwn || !hasEnded else { return [] }
        var groups = [process]
        if let foreground, foreground != process { groups.append(foreground) }
        for group in groups {
            kill(-group, SIGHUP)
            kill(-group, SIGCONT)
        }
        return groups
    }

    /// Whether the program has ended.
    private var hasEnded: Bool {
        var watched = pollfd(fd: exitWatch, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, 0) == 1
    }
}

/// Starts a program as the leader of a session on a terminal.
///
/// posix_spawn(3) does it without running Swift code between fork and exec, where only async-signal-safe
/// calls are allowed.
struct Spawn {
    let command: TerminalCommand
    /// The path of the terminal's slave side.
    let terminal: [CChar]

    /// Starts the program and returns its process number.
    func start() throws(TerminalError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The session begins before this is opened, so that it becomes the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = command.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }

        var process: pid_t = 0
        let environment = command.environment.map { "\($0.key)=\($0.value)" }
        let code = Self.withStrings(command.arguments) { arguments in
            Self.withStrings(environment) { environment in
                posix_spawn(&process, command.program, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw .cannotStart(program: command.program, code: code) }
        return process
    }

    /// A session of its own, every signal as the system has it and none blocked.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSID) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    /// Lends strings as C wants them, with a null pointer at the end.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { (string: String) in strdup(string) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return body(pointers)
    }
}

/// How the program of a terminal ended.
package enum ProcessExit: Hashable, Sendable {
    /// It returned this code, 0 to 255.
    case exited(code: Int32)
    /// A signal ended it.
    case signalled(signal: Int32)
    /// Nobody can tell: whoever started it, and would be told by the system, had died before.
    case unknown

    /// Reads a status of waitpid(2), whose lowest 7 bits are the signal.
    init(status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(code: status >> 8 & 0xff) : .signalled(signal: signal)
    }
}
