import Glibc

/// What can go wrong between a front and its house; each case reads as one sentence with its remedy.
package enum HouseError: Error, Equatable {
    /// A system call failed on a path or thing, with its errno.
    case system(call: String, subject: String, code: Int32)

    /// The folder of the state cannot be written.
    case readOnlyState(path: String)

    /// The folder of the socket cannot be written.
    case readOnlySocket(path: String)

    /// The folder of the socket belongs to somebody else, is no folder, or is open to others.
    case unsafeFolder(path: String, fault: String)

    /// A unix socket's path holds at most 107 bytes: unix(7), `sun_path`.
    case pathTooLong(String)

    /// The process at the other end of the socket belongs to another user.
    case stranger(uid: UInt32)

    /// The running house speaks another version of the wire.
    case otherVersion(house: String)

    /// The house took the connection and did not answer in time; its process id when known.
    case noAnswer(process: Int32?)

    /// A house holds the lock of its state, and nothing answers at its socket; its process id when known.
    case unreachable(process: Int32?)

    /// The house took the question, and its longest silence was over; its process id.
    case silent(process: Int32)

    /// The house closed the connection before its answer was whole; its process id.
    case cutOff(process: Int32)

    /// The house has not ended, though it was killed; its process id.
    case unending(process: Int32)

    /// The house has as many callers as it takes.
    case crowded(callers: Int)

    /// The house answers as many commands as it may at once.
    case busy(questions: Int)

    /// No house runs at the address.
    case noHouse

    /// Another house keeps the same state; its process id when known.
    case alreadyRuns(process: Int32?)

    /// A living house of other state answers at this socket.
    case socketTaken(path: String)

    /// A house was started and ended before it was ready; its own words, and the log that has more.
    case notStarted(reason: String, log: String?)

    /// Standard input or output is not a terminal.
    case noTerminal

    /// The terminal cannot place text; the value of TERM.
    case plainTerminal(String)

    /// The front was started in the background and cannot come to the fore.
    case inBackground

    /// The front was started inside a shell of the house it would attach to.
    case insideHouse

    /// The front may have been started there: the guardian that would tell was ended; its process id.
    case perhapsInside(guardian: Int32)

    /// The other end sent what the wire does not allow, or the arguments of a house were wrong.
    case malformed(String)
}

extension HouseError: CustomStringConvertible {
    /// One sentence or two for the user: what failed, and what helps.
    package var description: String {
        switch self {
        case .system(let call, let subject, let code):
            "\(call) failed on \(subject): \(String(cString: strerror(code))) (errno \(code))."
        case .readOnlyState(let path):
            "The folder \(path) cannot be written, and a house keeps its lock, its log and its memory there; allow it, or "
                + "name another with XDG_STATE_HOME. `jarvis status` and `jarvis ask` need none."
        case .readOnlySocket(let path):
            "The folder \(path) cannot be written, and a house has its socket there; allow it, or name another path with "
                + "JARVIS_SOCKET. `jarvis status` and `jarvis ask` need none."
        case .unsafeFolder(let path, let fault):
            "The folder \(path) \(fault); it must be a folder of your own with mode 0700."
        case .pathTooLong(let path):
            "The socket path \(path) is longer than 107 bytes; name a shorter one."
        case .stranger(let uid):
            "The other end of the socket belongs to user \(uid); only your own house may have your terminal."
        case .otherVersion(let house):
            "The running house is version \(house); run `jarvis kill-house` and start again."
        case .noAnswer(let process):
            "The house\(HouseError.named(process)) does not answer; `jarvis kill-house --force` ends it, and the next `jarvis` "
                + "goes on with its shells."
        case .silent(let process):
            "The house (process \(process)) took the question and was silent for too long; try again in a moment."
        case .cutOff(let process):
            "The house (process \(process)) ended before its answer did; `jarvis audit list` has what it began."
        case .unending(let process):
            "The house (process \(process)) was killed and has not ended: the kernel waits for something, which "
                + "`cat /proc/\(process)/wchan` names."
        case .crowded(let callers):
            "The house is busy with \(callers) callers and takes no more; try again in a moment."
        case .unreachable(let process):
            "The house\(HouseError.named(process)) runs, but its socket is gone; it makes a new one within a minute, "
                + "or `jarvis kill-house` ends it."
        case .busy(let questions):
            "The house answers \(questions) commands already; try again in a moment."
        case .noHouse:
            "No house is running; `jarvis` starts one."
        case .alreadyRuns(let process):
            "A house\(HouseError.named(process)) keeps this state already; attach to it with `jarvis`."
        case .socketTaken(let path):
            "A house of other state answers at \(path); set JARVIS_SOCKET to another path, or end that house "
                + "with `jarvis kill-house` and the XDG_STATE_HOME it was started with."
        case .notStarted(let reason, let log):
            "The house did not start: " + (log.map { "\(reason.withStop) More is in \($0)." } ?? reason)
        case .noTerminal:
            "Jarvis draws on a terminal and this is none; `jarvis status` and `jarvis ask` need no terminal."
        case .plainTerminal(let term):
            "TERM is \(term.isEmpty ? "not set" : term), which cannot place text; set TERM, for example "
                + "TERM=xterm-256color, or use `jarvis status` and `jarvis ask`."
        case .inBackground:
            "Jarvis runs in the background and cannot have the terminal; start it in the foreground."
        case .insideHouse:
            "This shell lives inside the house already; leave it to attach from outside."
        case .perhapsInside(let guardian):
            "This terminal may be one of the house's own shells: init adopted a program above it, and the guardian (process "
                + "\(guardian)) that would tell was ended. Use a terminal that was open before, or run `jarvis kill-house` "
                + "and start again."
        case .malformed(let what):
            "The other end of the socket does not speak as a house should: \(what)."
        }
    }

    /// The exit code of a command that ends with this error: sysexits.h.
    package var exitCode: Int32 {
        switch self {
        case .noHouse, .noAnswer, .silent, .cutOff, .unending, .unreachable, .crowded, .busy, .otherVersion,
            .notStarted, .alreadyRuns, .socketTaken:
            EX_UNAVAILABLE
        case .noTerminal, .plainTerminal, .inBackground, .insideHouse, .perhapsInside: EX_USAGE
        case .unsafeFolder, .pathTooLong, .readOnlyState, .readOnlySocket: EX_CONFIG
        case .stranger: EX_NOPERM
        case .malformed: EX_PROTOCOL
        case .system: EX_OSERR
        }
    }

    /// Whether the system refused to make or write something where it should stand.
    var isRefusedWrite: Bool {
        guard case .system(_, _, let code) = self else { return false }
        return [EROFS, EACCES, EPERM].contains(code)
    }

    private static func named(_ process: Int32?) -> String {
        process.map { " (process \($0))" } ?? ""
    }
}

extension HouseError {
    /// Runs a system call until no signal interrupts it, and throws what errno says of -1.
    @discardableResult
    static func checking(_ call: String, _ subject: String, _ body: () -> Int32) throws(HouseError) -> Int32 {
        while true {
            let result = body()
            guard result == -1 else { return result }
            let code = errno
            guard code == EINTR else { throw .system(call: call, subject: subject, code: code) }
        }
    }

    /// Throws what a call that returns its error number says, as posix_spawn(3) does.
    static func spawning(_ call: String, _ subject: String, _ body: () -> Int32) throws(HouseError) {
        let code = body()
        guard code == 0 else { throw .system(call: call, subject: subject, code: code) }
    }
}
