import CPOSIX
import Glibc

@testable import House

/// A real terminal with the test in the user's chair: the master side of a pty(7).
final class Pseudoterminal {
    let path: String

    /// All that was written to the terminal and read so far.
    private(set) var text = ""

    private var master: Descriptor?
    private let slave: Descriptor

    /// Modes that differ from the kernel's own, so that a restore to defaults is noticed.
    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        let master = Descriptor(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
        grantpt(master.number)
        unlockpt(master.number)
        path = String(cString: ptsname(master.number))
        slave = try Descriptor.opening(path, O_RDWR)
        self.master = master
        var modes = termios()
        tcgetattr(slave.number, &modes)
        modes.c_cc.0 = 7
        modes.c_iflag |= tcflag_t(IXANY)
        tcsetattr(slave.number, TCSANOW, &modes)
        resize(columns: columns, rows: rows)
    }

    /// The modes as they are, byte by byte.
    var modes: [UInt8] {
        var modes = termios()
        tcgetattr(slave.number, &modes)
        return withUnsafeBytes(of: modes) { Array($0) }
    }

    /// Changes the size, which sends SIGWINCH to the foreground.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave.number, UInt(TIOCSWINSZ), &size)
    }

    /// Presses keys.
    func type(_ keys: String) {
        guard let master else { return }
        _ = write(master.number, keys, keys.utf8.count)
    }

    /// Closes the window.
    func hangUp() {
        master = nil
    }

    /// Reads until the text holds the words, at most ten seconds.
    func shows(_ words: String) throws -> Bool {
        try shows { $0.contains(words) }
    }

    /// Reads until the text is as wanted, at most ten seconds.
    func shows(_ isWanted: (String) -> Bool) throws -> Bool {
        let deadline = Deadline(after: .seconds(10))
        while !isWanted(text) {
            guard let master, try master.wait(for: POLLIN, until: deadline) else { return false }
            var bytes: [UInt8] = .init(repeating: 0, count: 4_096)
            let count = read(master.number, &bytes, bytes.count)
            guard count > 0 else { return false }
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
        return true
    }

    /// Forgets what was read, to wait for something new.
    func clear() {
        text = ""
    }

    /// Whether the terminal was told to leave every mode, and nothing was drawn since but plain lines.
    var wasLeft: Bool {
        let leaving = String(decoding: TerminalState.leaving, as: UTF8.self)
        guard let last = text.ranges(of: leaving).last else { return false }
        return !text[last.upperBound...].contains("\u{1B}")
    }

    /// The value behind a name such as `house=` in the newest line that has it.
    func value(of name: String) -> String? {
        guard let start = text.ranges(of: name + "=").last?.upperBound else { return nil }
        return String(text[start...].prefix { !$0.isWhitespace })
    }
}
