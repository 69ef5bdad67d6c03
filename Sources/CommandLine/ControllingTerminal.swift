import AIKit
import Glibc
import Text

/// The terminal of this session, wherever standard input and output go: tty(4).
final class ControllingTerminal {
    private let descriptor: Int32

    /// `nil` when the session has none, as under cron or systemd.
    init?() {
        descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Shows lines, made safe, and ends the last one.
    func say(_ text: String) {
        write(Untrusted(text).block + "\n")
    }

    /// Asks for a line; what is in brackets counts when it is empty.
    ///
    /// `nil` at the end of input.
    func line(_ question: String, default fallback: String? = nil) -> String? {
        write(Untrusted(question + (fallback.map { " [\($0)]" } ?? "")).line + ": ")
        guard let answer = read(hidden: false) else { return nil }
        return answer.isEmpty ? fallback ?? "" : answer
    }

    /// Asks for a line that is not shown.
    ///
    /// `nil` at the end of input and for Ctrl-C.
    func secret(_ question: String) -> String? {
        write(Untrusted(question).line + ": ")
        return read(hidden: true)
    }

    /// Asks for a line that nobody can have begun before the question was read; asks again when it came too early.
    ///
    /// `nil` at the end of input, and when it goes on coming too early.
    func answer(_ question: String) -> String? {
        for _ in 0..<Self.attempts {
            tcflush(descriptor, TCIFLUSH)
            let asked = ContinuousClock.now
            guard let answer = line(question) else { return nil }
            if .now - asked >= ConfirmationCard.deafness { return answer }
            say("Too early, nothing was done. Once more:")
        }
        return nil
    }

    /// How often a question is put.
    private static let attempts = 5

    /// Asks; everything but yes is no, and so is what was typed before the question.
    func confirms(_ question: String) -> Bool {
        tcflush(descriptor, TCIFLUSH)
        let answer = line("\(question) [y/N]")?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Reads up to the end of the line, by the kernel's own line editing where it is shown.
    ///
    /// Ctrl-C ends the reading and not the program, so that what was asked is answered with no and recorded; signals that
    /// would end the program wait, so that the terminal is given back as it was.
    private func read(hidden: Bool) -> String? {
        var before = termios()
        let isTerminal = tcgetattr(descriptor, &before) == 0
        var held = sigset_t()
        if isTerminal {
            var signals = sigset_t()
            sigemptyset(&signals)
            for signal in [SIGHUP, SIGTERM, SIGINT, SIGTSTP] { sigaddset(&signals, signal) }
            pthread_sigmask(SIG_BLOCK, &signals, &held)
            var asking = before
            asking.c_lflag &= ~tcflag_t(hidden ? ECHO | ISIG | ICANON : ISIG)
            // Another end of a line for the kernel.
            withUnsafeMutableBytes(of: &asking.c_cc) { $0[Int(clamping: VEOL)] = Self.interrupt }
            tcsetattr(descriptor, hidden ? TCSAFLUSH : TCSADRAIN, &asking)
        }
        defer {
            if isTerminal {
                tcsetattr(descriptor, hidden ? TCSAFLUSH : TCSADRAIN, &before)
                if hidden { write("\n") }
                pthread_sigmask(SIG_SETMASK, &held, nil)
            }
        }
        return bytes(edits: hidden).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Ctrl-C.
    private static let interrupt: UInt8 = 3

    private func bytes(edits: Bool) -> [UInt8]? {
        var line: [UInt8] = []
        while line.count < 4096 {
            var byte: UInt8 = 0
            let count = Glibc.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            switch byte {
            case 10, 13: return line
            case Self.interrupt:
                if !edits { write("\n") }
                return nil
            case 4: if edits { return nil }
            case 8, 127: if edits { _ = line.popLast() }
            default: line.append(byte)
            }
        }
        return nil
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
