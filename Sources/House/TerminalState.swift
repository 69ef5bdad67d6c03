import Glibc

/// The modes of a terminal as they were, to be given back whatever happens: termios(3).
package struct TerminalState: Sendable {
    private let modes: termios

    /// Reads the modes of an open terminal.
    ///
    /// - Throws: ``HouseError/system(call:subject:code:)`` when the descriptor is no terminal or hung up.
    package init(of descriptor: Int32) throws(HouseError) {
        var modes = termios()
        try HouseError.checking("tcgetattr", "descriptor \(descriptor)") { tcgetattr(descriptor, &modes) }
        self.modes = modes
    }

    /// The same, and where they are those of a program that takes every key, as one that died left them, those of a
    /// line that a shell can be typed on.
    var typable: TerminalState {
        guard modes.c_lflag & tcflag_t(ICANON) == 0 else { return self }
        var modes = modes
        modes.c_iflag |= tcflag_t(ICRNL | IXON | BRKINT)
        modes.c_oflag |= tcflag_t(OPOST | ONLCR)
        modes.c_lflag |= tcflag_t(ISIG | ICANON | ECHO | ECHOE | ECHOK | IEXTEN)
        return TerminalState(modes)
    }

    private init(_ modes: termios) {
        self.modes = modes
    }

    /// Gives the modes back at once and drops keys and mouse reports nobody has read.
    ///
    /// Never waits for output to drain: a stopped terminal would hold the caller for ever. A terminal
    /// that has gone needs no modes, so a failure is no news.
    package func restore(on descriptor: Int32) {
        var modes = modes
        while tcsetattr(descriptor, TCSANOW, &modes) == -1, errno == EINTR {}
        tcflush(descriptor, TCIFLUSH)
    }

    /// The bytes that end every mode a full screen program may have begun.
    ///
    /// Harmless when repeated, and ignored by terminals that lack a mode. Source: ECMA-48 and
    /// XTerm Control Sequences, "DEC Private Mode Reset (DECRST)", and
    /// https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
    package static let leaving: [UInt8] = Array(
        ("\u{1B}[?2026l"  // synchronized output
            + "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l\u{1B}[?1015l"  // mouse
            + "\u{1B}[?1004l\u{1B}[?2004l"  // focus reports, bracketed paste
            + "\u{1B}[?1l\u{1B}>"  // cursor keys and keypad
            + "\u{1B}[=0u\u{1B}[>4m"  // kitty's keyboard protocol, xterm's modifyOtherKeys
            + "\u{1B}(B\u{0F}"  // character sets
            + "\u{1B}[0m\u{1B}[?7h\u{1B}[?25h"  // attributes, wrapping, cursor
            + "\u{1B}[?1049l").utf8)  // alternate screen

    /// Writes ``leaving``, waiting at most this long for a terminal that takes nothing.
    package static func leave(_ descriptor: Int32, within limit: Duration = .milliseconds(200)) {
        write(leaving, to: descriptor, within: limit)
    }

    /// Saves the place of the cursor, to which ``leaving`` goes back where no alternate screen was begun: XTerm Control
    /// Sequences, "Save Cursor (DECSC)" and mode 1049.
    static func saveCursor(_ descriptor: Int32) {
        write(Array("\u{1B}7".utf8), to: descriptor, within: .milliseconds(200))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, within limit: Duration) {
        let terminal = reopened(descriptor, O_WRONLY | O_NONBLOCK)
        let target = terminal?.number ?? descriptor
        let deadline = Deadline(after: limit)
        var rest = bytes[...]
        while !rest.isEmpty {
            var polled = pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&polled, 1, deadline.milliseconds)
            if ready == -1, errno == EINTR { continue }
            guard ready == 1, polled.revents & Int16(POLLOUT) != 0 else { return }
            let written = rest.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EAGAIN && errno != EINTR {
                return
            }
        }
    }

    /// Opens the terminal behind a descriptor anew, or nil when its device may not be opened.
    ///
    /// A descriptor handed over shares its flags with the shell it came from: O_NONBLOCK set there
    /// would stay set after Jarvis has gone. The link of proc(5) opens the same device with flags of its own.
    static func reopened(_ descriptor: Int32, _ flags: Int32) -> Descriptor? {
        let number = open("/proc/self/fd/\(descriptor)", flags | O_NOCTTY | O_CLOEXEC)
        return number == -1 ? nil : Descriptor(number)
    }
}

/// The size of a terminal in character cells: at most ``most`` each way, whatever it says of itself.
package struct TerminalSize: Sendable, Equatable {
    package let columns: Int
    package let rows: Int

    /// The largest that is drawn on; a larger terminal has the rest empty.
    ///
    /// The same bound as that of the terminals in the shell column. A cell costs some 50 bytes, and a size is only a
    /// number that anybody may set with stty(1).
    package static let most = 2_000

    package init(columns: Int, rows: Int) {
        self.columns = min(columns, TerminalSize.most)
        self.rows = min(rows, TerminalSize.most)
    }

    /// The size a terminal reports, or nil when it is none or does not know: ioctl_tty(2), TIOCGWINSZ.
    package init?(of descriptor: Int32) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        self.init(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}

/// The terminal of a visitor as the house holds it: two descriptors and the modes it came with.
final class VisitorTerminal {
    let input: Descriptor
    let output: Descriptor
    let hasOwnFlags: Bool
    private let state: TerminalState

    /// Takes over two received descriptors, opened anew where the device allows it.
    ///
    /// - Throws: ``HouseError/noTerminal`` when they are no terminal.
    init(receivedInput: Descriptor, receivedOutput: Descriptor) throws(HouseError) {
        guard isatty(receivedInput.number) == 1, isatty(receivedOutput.number) == 1 else { throw .noTerminal }
        state = try TerminalState(of: receivedOutput.number)
        let own = (
            TerminalState.reopened(receivedInput.number, O_RDWR),
            TerminalState.reopened(receivedOutput.number, O_RDWR)
        )
        if let ownInput = own.0, let ownOutput = own.1 {
            (input, output, hasOwnFlags) = (ownInput, ownOutput, true)
        } else {
            (input, output, hasOwnFlags) = (receivedInput, receivedOutput, false)
        }
    }

    /// Whether the terminal has gone: a closed window, a lost connection, vhangup(2).
    var isHungUp: Bool {
        var polled = pollfd(fd: input.number, events: 0, revents: 0)
        return poll(&polled, 1, 0) == 1 && polled.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Does the front's last duty for a front that cannot.
    func restore() {
        TerminalState.leave(output.number)
        // After a death the terminal came as the house before had it.
        state.typable.restore(on: output.number)
    }
}
