import Glibc
import Terminal

/// The program inside the measured terminal: writes payloads as fast as they are taken, and floods.
///
/// `JarvisBench --pour FOLDER`. Its orders come one a line by the pipes of an ``OrderLine``; it answers each with a
/// number: nanoseconds, or the monotonic clock at which something happened.
struct Pourer {
    private let orders: UnsafeMutablePointer<FILE>
    private let answers: Int32

    /// Does what it is told until the pipe closes or its terminal goes.
    static func run(folder: String) -> Never {
        guard let orders = fopen(OrderLine.orders(in: folder), "r") else { exit(66) }
        let answers = open(OrderLine.answers(in: folder), O_WRONLY | O_CLOEXEC)
        guard answers >= 0 else { exit(66) }
        let pourer = Pourer(orders: orders, answers: answers)
        while let order = pourer.nextOrder() { pourer.answer(pourer.obey(order)) }
        exit(0)
    }

    private func nextOrder() -> [Substring]? {
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), orders) != nil else { return nil }
        let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    }

    private func answer(_ number: Int) {
        let line = "\(number)\n"
        _ = write(answers, line, line.utf8.count)
    }

    /// An order: `hello`, `pour PAYLOAD SECONDS`, `hostile NUMBER SECONDS`, `lines COUNT`, `clear`, `echo`, `flood`, or
    /// `flood NUMBER` of a hostile payload.
    private func obey(_ order: [Substring]) -> Int {
        switch order.first {
        case "pour" where order.count > 2:
            let payload = Payload.all.first { $0.name == order[1] }
            return pour(payload, Double(order[2]) ?? 1)
        case "hostile" where order.count > 2:
            return pour(Self.hostile(order[1]), Double(order[2]) ?? 1, atLeast: 1 << 14)
        case "lines" where order.count > 1: return lines(Int(order[1]) ?? 0)
        case "flood": return flood(of: order.count > 1 ? Self.hostile(order[1]) : nil)
        case "clear": return clear()
        case "echo":
            Self.setTerminal(raw: false)
            return 0
        default: return 0
        }
    }

    /// Writes a payload over and over for at least so long, and asks where the cursor is: nanoseconds a megabyte
    /// from the first byte to the answer.
    private func pour(_ payload: Payload?, _ seconds: Double, atLeast minimum: Int = 1 << 20) -> Int {
        Self.setTerminal(raw: true)
        var size = winsize()
        _ = ioctl(1, UInt(TIOCGWINSZ), &size)
        let cells = TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
        guard let payload else { return -1 }
        let bytes = payload.bytes(for: cells, atLeast: minimum)
        Self.send(Array(payload.setup(cells).utf8))
        Self.ask()
        let began = ContinuousClock.now
        var written = 0
        repeat {
            Self.send(bytes)
            written += bytes.count
        } while ContinuousClock.now - began < .seconds(seconds)
        Self.ask()
        let elapsed = began.duration(to: .now)
        _ = clear()
        return Int(elapsed / .nanoseconds(1) / (Double(written) / 1e6))
    }

    /// Takes back what payloads leave.
    private func clear() -> Int {
        Self.send(
            Array("\u{18}\u{1b}[?2026l\u{1b}[m\u{1b}[r\u{1b}[?1049l\u{1b}]104\u{7}\u{1b}[2J\u{1b}[H".utf8))
        return 0
    }

    /// Writes lines of 200 columns of coloured text, and asks where the cursor is.
    private func lines(_ count: Int) -> Int {
        Self.setTerminal(raw: true)
        for number in 0..<count {
            let text = (0..<20).map { "\u{1b}[3\(($0 + number) % 8)m0123456789" }.joined()
            Self.send(Array("\(text)\u{1b}[m\r\n".utf8))
        }
        Self.ask()
        return 0
    }

    private static func hostile(_ number: Substring) -> Payload? {
        Int(number).flatMap { Payload.hostile.indices.contains($0) ? Payload.hostile[$0] : nil }
    }

    /// Writes `y` lines, or a payload, until an interrupt comes, then says so on the screen; the clock when it came.
    private func flood(of payload: Payload?) -> Int {
        Self.setTerminal(raw: false)
        Interrupt.arm()
        let lines =
            payload?.bytes(for: TerminalSize(columns: 200, rows: 50), atLeast: 65_536)
            ?? [UInt8](repeating: 0, count: 65_536).indices.map { UInt8($0 % 2 == 0 ? 0x79 : 0x0a) }
        while Interrupt.time == 0 {
            // An interrupted write leaves the rest.
            _ = write(1, lines, lines.count)
        }
        let time = Interrupt.time
        tcflush(0, TCIFLUSH)
        Self.send(Array("\u{18}\u{1b}[?2026l\u{1b}[m\r\nflood-ended\r\n".utf8))
        return time
    }

    private static func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(1, buffer.baseAddress.map { $0 + done }, min(65_536, buffer.count - done))
                if count <= 0 { exit(1) }
                done += count
            }
        }
    }

    /// Asks where the cursor is and waits for the answer: everything before it was read by then.
    private static func ask() {
        tcflush(0, TCIFLUSH)
        send(Array("\u{1b}[6n".utf8))
        var byte: UInt8 = 0
        while read(0, &byte, 1) == 1, byte != UInt8(ascii: "R") {}
    }

    private static func setTerminal(raw: Bool) {
        var attributes = termios()
        tcgetattr(0, &attributes)
        if raw {
            cfmakeraw(&attributes)
        } else {
            attributes.c_lflag |= tcflag_t(ECHO | ICANON | ISIG)
            attributes.c_oflag |= tcflag_t(OPOST | ONLCR)
            attributes.c_iflag |= tcflag_t(ICRNL)
        }
        tcsetattr(0, TCSANOW, &attributes)
    }
}

/// When SIGINT came.
private enum Interrupt {
    /// Written by the signal's handler only, read after a write that it interrupted; one word, so never torn.
    nonisolated(unsafe) private static var moment = 0

    /// Nanoseconds of the monotonic clock, 0 before it came.
    static var time: Int { moment }

    static func arm() {
        moment = 0
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            Interrupt.moment = now.tv_sec * 1_000_000_000 + now.tv_nsec
        }
        sigaction(SIGINT, &action, nil)
    }
}
