import CPOSIX
import Glibc
import Screen

/// The way of a picture from a frame to a terminal that keeps up: time of the drawing thread, and bytes.
enum Drawing {
    static func measure(rounds: Int) throws -> [Finding] {
        var findings: [Finding] = []
        for size in [Size(width: 80, height: 24), Size(width: 200, height: 50), Size(width: 300, height: 80)]
        {
            for scene in Scene.all {
                findings.append(try measure(scene, size, rounds: rounds))
            }
        }
        return findings
    }

    private static func measure(_ scene: Scene, _ size: Size, rounds: Int) throws -> Finding {
        let line = try Line(size)
        let environment = ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"]
        let terminal = try TTYDescription(environment: environment)
        let display = try Display(descriptor: line.slave, terminal: terminal)
        defer { display.restore() }
        let frames = (0..<8).map { scene.frame(size, $0) }
        line.show(frames[7], on: display)
        let before = display.bytesWritten
        let times = (0..<rounds).map { line.show(frames[$0 % 8], on: display) }
        let bytes = (display.bytesWritten - before) / rounds
        let median = Samples(times).median
        let isLarge = size == Size(width: 200, height: 50)
        let bound = isLarge ? scene.bound : nil
        return Finding(
            what: "drawing \(scene.name), \(size.width)×\(size.height)",
            bound: bound.map { "≤ \(($0 / .milliseconds(1)).rounded(to: 1)) ms" } ?? "",
            value: "\((median.milliseconds * 1_000).rounded(to: 0)) µs, \(bytes) bytes",
            isKept: bound.map { median <= $0 }, beside: "")
    }
}

/// A series of eight pictures that goes round.
private struct Scene: Sendable {
    let name: String
    /// The longest that a picture of 200×50 may take.
    let bound: Duration?
    let frame: @Sendable (Size, Int) -> Frame

    static let all = [
        Scene(name: "another text in every cell", bound: .milliseconds(4), frame: text),
        Scene(name: "other colours in every cell", bound: .milliseconds(4), frame: colors),
        Scene(name: "one key", bound: .microseconds(200), frame: key),
        Scene(name: "a log that scrolls by a line", bound: nil, frame: log),
    ]

    /// Words in eight styles, as of a highlighted source.
    @Sendable private static func text(_ size: Size, _ step: Int) -> Frame {
        var frame = Frame(size)
        for y in 0..<size.height {
            var x = 0
            while x < size.width {
                let number = x &* 31 &+ y &* 17 &+ step &* 7
                let style = Style(
                    foreground: .palette(UInt8(1 + number % 7)), attributes: number % 5 == 0 ? .bold : [])
                let word = String(number &* 7919 % 99_991 + 100_000 + step * 111_111 % 900_000).prefix(
                    3 + number % 5)
                frame.put(String(word), at: Point(x: x, y: y), style: style)
                x += word.count + 1
            }
        }
        return frame
    }

    @Sendable private static func colors(_ size: Size, _ step: Int) -> Frame {
        var frame = Frame(size)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let color = UInt32(
                    truncatingIfNeeded: (x &* 7_919 &+ y &* 104_729 &+ step &* 1_299_709) & 0xFF_FFFF)
                let style = Style(foreground: .rgb(color), background: .rgb(~color & 0xFF_FFFF))
                frame.put(
                    String(Unicode.Scalar(UInt8(33 + (x + y + step) % 90))), at: Point(x: x, y: y),
                    style: style)
            }
        }
        return frame
    }

    @Sendable private static func key(_ size: Size, _ step: Int) -> Frame {
        var frame = text(size, 0)
        frame.put(String(repeating: "k", count: 1 + step), at: Point(x: 3, y: size.height / 2))
        frame.put(" ", at: Point(x: 4 + step, y: size.height / 2))
        frame.cursor = Cursor(at: Point(x: 4 + step, y: size.height / 2))
        return frame
    }

    @Sendable private static func log(_ size: Size, _ step: Int) -> Frame {
        var frame = Frame(size)
        let lines = size.height + 8
        for y in 0..<size.height {
            let line = (y + step) % lines
            let words =
                "Nov 21 08:\(line + 10):00 pve\(line % 4) pvedaemon[\(line * 7919 % 9973)]: end task \(line * 104_729) OK"
            frame.put(words, at: Point(x: 0, y: y))
            frame.put("pve\(line % 4)", at: Point(x: 16, y: y), style: Style(foreground: .palette(6)))
        }
        return frame
    }
}

/// A pseudo-terminal whose other end is read by the same thread, between two writes.
private final class Line {
    private let master: Int32
    let slave: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ size: Size) throws(BenchmarkError) {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, nil) == 0 else {
            throw .system("open a pseudo-terminal", code: errno)
        }
        (master, slave) = ends
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        var window = winsize(
            ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    deinit {
        close(master)
        close(slave)
    }

    /// Shows a frame and returns what that took, reading the bytes left out.
    @discardableResult
    func show(_ frame: Frame, on display: Display) -> Duration {
        let clock = ContinuousClock()
        var outcome = Display.Outcome.waiting
        var time = clock.measure { outcome = display.present(frame) }
        drainMaster()
        while outcome == .waiting {
            time += clock.measure { outcome = display.drain() }
            drainMaster()
        }
        return time
    }

    private func drainMaster() {
        while read(master, &buffer, buffer.count) > 0 {}
    }
}
