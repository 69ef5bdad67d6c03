import Glibc
import Screen
import Testing

/// A real pseudoterminal: the display draws on one end, the test reads what a terminal would get from the other.
final class Pseudoterminal {
    private let master: Int32
    let slave: Int32

    private var isOpen = true

    init(_ size: Size) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        try #require(openpty(&ends.master, &ends.slave, nil, nil, nil) == 0)
        for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends.master, F_SETFL, O_NONBLOCK)
        (master, slave) = (ends.master, ends.slave)
        resize(to: size)
    }

    deinit {
        hangUp()
        close(slave)
    }

    func resize(to size: Size) {
        var window = winsize(
            ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    /// Ends the terminal's side, as a closed window does.
    func hangUp() {
        if isOpen { close(master) }
        isOpen = false
    }

    var settings: [UInt32] {
        var settings = termios()
        tcgetattr(slave, &settings)
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    }

    /// How many bytes of what was typed nobody has read.
    var unread: Int32 {
        var count: Int32 = 0
        _ = ioctl(slave, UInt(FIONREAD), &count)
        return count
    }

    /// The terminal's side, for another thread.
    var side: Int32 { master }

    /// What has arrived so far.
    func read() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    /// Shows a frame and returns all its bytes, reading as a terminal that keeps up.
    func show(_ frame: Frame, on display: Display, rows: [Int]? = nil) -> [UInt8] {
        var outcome = display.present(frame, rows: rows)
        var bytes = read()
        while outcome == .waiting {
            outcome = display.drain()
            bytes += read()
        }
        return bytes + read()
    }
}

/// Keeps account of the private modes a byte stream sets and resets.
struct ModeLedger {
    /// The modes that were set (the cursor: hidden) and not put back, in order.
    var left: [String] { modes.filter { $0.value }.keys.sorted() }
    private var modes: [String: Bool] = [:]

    init(_ bytes: [UInt8]) { add(bytes) }

    mutating func add(_ bytes: [UInt8]) {
        for sequence in String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}[?").dropFirst(0) {
            let numbers = sequence.prefix { $0.isNumber || $0 == ";" }
            guard let final = sequence.dropFirst(numbers.count).first, final == "h" || final == "l" else {
                continue
            }
            for number in numbers.split(separator: ";") {
                // Wrapping (7) and the cursor (25) are on as a rule, the others off.
                let isOnByRule = number == "7" || number == "25"
                modes[String(number)] = (final == "h") != isOnByRule
            }
        }
    }
}
