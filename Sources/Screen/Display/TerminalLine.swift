import CPOSIX
import Glibc
import Text

/// The line to a terminal: its settings, its size, and bytes on their way to it.
///
/// Writing never blocks: what the terminal does not take at once waits here, so that a stopped or lost terminal
/// cannot hold up the process that draws.
final class TerminalLine {
    private let terminal: Int32
    /// The same terminal opened anew, so that O_NONBLOCK is not set for others who share the descriptor.
    private let output: Int32
    /// Whether `output` may block and is to be fed small pieces.
    private let mayBlock: Bool
    private let original: termios
    private var waiting: [UInt8] = []
    private var sent = 0
    private(set) var isHungUp = false
    /// All bytes the terminal has taken.
    private(set) var bytesWritten = 0

    /// Takes a copy of the descriptor of a terminal open for reading and writing.
    init(_ descriptor: Int32) throws(ScreenError) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { throw .notATerminal(errno) }
        original = settings
        terminal = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard terminal >= 0 else { throw .system(call: "dup", code: errno) }
        let path = "/proc/self/fd/\(terminal)"
        let fresh = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        mayBlock = fresh < 0
        output = fresh < 0 ? terminal : fresh
    }

    deinit {
        if output != terminal { close(output) }
        close(terminal)
    }

    /// The descriptor that becomes writable when waiting bytes can go on.
    var descriptor: Int32 { output }

    var hasWaitingBytes: Bool { sent < waiting.count }

    /// The terminal's size now, as far as it is drawn on; 80 × 24 where it says none.
    var size: Size {
        guard let window else { return Size(width: 80, height: 24) }
        return Display.bounded(Size(width: Int(window.ws_col), height: Int(window.ws_row)))
    }

    /// How many pixels a cell has, or `nil` where the terminal counts in cells only.
    var cellPixels: Size? {
        guard let window, window.ws_xpixel >= window.ws_col, window.ws_ypixel >= window.ws_row else {
            return nil
        }
        return Size(
            width: Int(window.ws_xpixel / window.ws_col), height: Int(window.ws_ypixel / window.ws_row))
    }

    /// What the terminal says of its size; `nil` where it says none.
    private var window: winsize? {
        var window = winsize()
        let isTold = ioctl(terminal, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 && window.ws_row > 0
        return isTold ? window : nil
    }

    /// Every key arrives at once and as it is, and output is not changed on its way.
    func makeRaw() {
        var settings = original
        cfmakeraw(&settings)
        tcsetattr(terminal, TCSANOW, &settings)
    }

    /// The settings as they were, without the bytes nobody has read.
    func makeOriginal() {
        var settings = original
        tcflush(terminal, TCIFLUSH)
        tcsetattr(terminal, TCSANOW, &settings)
    }

    func send(_ bytes: some Sequence<UInt8>) {
        waiting += bytes
    }

    /// Writes as much as the terminal takes now.
    func drain() {
        while sent < waiting.count, !isHungUp {
            if mayBlock, !isWritable(within: 0) { return }
            let count = min(waiting.count - sent, mayBlock ? 256 : 1 << 16)
            let written = waiting[sent...].withUnsafeBytes { write(output, $0.baseAddress, count) }
            if written > 0 {
                sent += written
                bytesWritten += written
            } else if written < 0, errno == EAGAIN {
                return
            } else if written < 0, errno != EINTR {
                isHungUp = true
            }
        }
        waiting.removeAll(keepingCapacity: true)
        sent = 0
    }

    /// Writes all, waiting for the terminal at most this many milliseconds; what is left then is dropped.
    func drain(within milliseconds: Int32) {
        var patience = milliseconds
        drain()
        while hasWaitingBytes, patience > 0 {
            _ = isWritable(within: 20)
            patience -= 20
            drain()
        }
        waiting = []
        sent = 0
    }

    /// Reads and drops what the terminal sends until it has answered DA1, the last question of a round.
    func awaitAnswers(within milliseconds: Int32) {
        drain(within: milliseconds)
        let deadline = ContinuousClock.now + .milliseconds(Int64(milliseconds))
        var tail: [UInt8] = []
        while case let left = ContinuousClock.now.duration(to: deadline), left > .zero {
            var wait = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, left.pollTimeout) > 0 else { return }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(terminal, &bytes, bytes.count)
            guard count > 0 else { return }
            tail += bytes[..<count]
            let answer = tail.split(separator: 0x1B).last.map(Array.init) ?? []
            if answer.starts(with: "[?".utf8), answer.last == UInt8(ascii: "c") { return }
            tail.removeFirst(max(0, tail.count - 256))
        }
    }

    private func isWritable(within milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        return poll(&wait, 1, milliseconds) == 1
    }
}
