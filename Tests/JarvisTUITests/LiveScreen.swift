import Glibc
import Onlooker
import Screen
import Terminal
import Testing

/// A display on a real terminal: frames go in as the program shows them, and what the terminal then holds comes out.
final class LiveScreen {
    /// What the last frame cost, in bytes for the terminal.
    private(set) var lastCost = 0
    /// Every byte for the terminal since it was taken over.
    private(set) var stream: [UInt8] = []
    private let master: Int32
    private let slave: Int32
    private let display: Display
    private var emulator: Emulator

    init(_ size: Size, type: String = "xterm-256color") throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        try #require(openpty(&ends.master, &ends.slave, nil, nil, nil) == 0)
        (master, slave) = ends
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        Self.set(size, of: master)
        let terminal = try TTYDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
        emulator = Emulator(size: TerminalSize(size))
        display = try Display(descriptor: slave, terminal: terminal)
    }

    deinit {
        display.restore()
        close(master)
        close(slave)
    }

    /// The characters this terminal is drawn with.
    var glyphs: GlyphSet { display.terminal.glyphs }

    /// How many colours it has.
    var depth: ColorDepth { display.terminal.depth }

    /// What the terminal holds.
    var picture: Picture { Picture(emulator.screen) }

    func resize(to size: Size) {
        Self.set(size, of: master)
        emulator.resize(TerminalSize(size))
        display.resize(to: display.terminalSize)
    }

    /// Shows a frame, reading as a terminal that keeps up.
    func show(_ frame: Frame) {
        let before = stream.count
        var outcome = display.present(frame)
        read()
        while outcome == .waiting {
            outcome = display.drain()
            read()
        }
        lastCost = stream.count - before
    }

    /// Shows a frame drawn from an empty screen.
    func showAnew(_ frame: Frame) {
        display.redraw()
        show(frame)
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            stream += buffer[..<count]
            buffer.withUnsafeBufferPointer { emulator.read(UnsafeBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private static func set(_ size: Size, of terminal: Int32) {
        var window = winsize(
            ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
    }
}

extension TerminalSize {
    fileprivate init(_ size: Size) {
        self.init(columns: size.width, rows: size.height)
    }
}
