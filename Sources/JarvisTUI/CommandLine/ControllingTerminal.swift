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

    /// Asks; everything but yes is no, and so is what was typed before the question.
    func confirms(_ question: String) -> Bool {
        tcflush(descriptor, TCIFLUSH)
        let answer = line("\(question) [y/N]")?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Reads up to the end of the line, by the kernel's own line editing.
    ///
    /// While nothing is shown, signals that would end the program wait, so that the terminal is given back as it
    /// was; Ctrl-C then ends the reading.
    private func read(hidden: Bool) -> String? {
        var before = termios()
        let isTerminal = tcgetattr(descriptor, &before) == 0
        var held = sigset_t()
        if hidden, isTerminal {
            var signals = sigset_t()
            sigemptyset(&signals)
            for signal in [SIGHUP, SIGTERM, SIGINT, SIGTSTP] { sigaddset(&signals, signal) }
            pthread_sigmask(SIG_BLOCK, &signals, &held)
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
            tcsetattr(descriptor, TCSAFLUSH, &silent)
        }
        defer {
            if hidden, isTerminal {
                tcsetattr(descriptor, TCSAFLUSH, &before)
                write("\n")
                pthread_sigmask(SIG_SETMASK, &held, nil)
            }
        }
        return bytes(edits: hidden).map { String(decoding: $0, as: UTF8.self) }
    }

    private func bytes(edits: Bool) -> [UInt8]? {
        var line: [UInt8] = []
        while line.count < 4096 {
            var byte: UInt8 = 0
            let count = Glibc.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            switch byte {
            case 10, 13: return line
            case 3, 4: if edits { return nil }
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
