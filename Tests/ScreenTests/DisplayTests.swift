import Counterparts
import Glibc
import Screen
import Testing
import Text

/// Terminfo has one terminal at a time, so displays are tried one after the other.
@Suite(.serialized)
struct DisplayTests {
    private static let size = Size(width: 60, height: 14)

    @Test(
        .enabled(if: Tmux.isInstalled, "tmux is not installed"),
        arguments: TerminalTypes.all, [Size(width: 60, height: 14), Size(width: 133, height: 43)])
    func `a terminal shows what random frames hold, one after the other`(type: String, size: Size) throws {
        let tmux = try Tmux()
        var random = SeededRandom(seed: 7)
        let pty = try Pseudoterminal(size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
        var stream: [UInt8] = []
        var frame = Frame(size)
        for round in 0..<13 {
            RandomPicture.change(&frame, using: &random)
            stream += pty.show(frame, on: display)
            guard round % 4 == 0 else { continue }
            #expect(try tmux.lines(after: stream, size: size) == RandomPicture.lines(of: frame))
        }
        #expect(SequenceCheck(stream).forbidden == [])
        display.restore()
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"), arguments: TerminalTypes.all)
    func `text that scrolls between borders arrives whole`(type: String) throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
        var frame = Frame(Self.size)
        var stream: [UInt8] = []
        for round in 0..<25 {
            for row in 0..<Self.size.height {
                let text = "\(row + round) 漢字 task log of the node, line \((row + round) &* 7919 % 997)"
                frame.put(text.padded(toColumns: 60), at: Point(x: 0, y: row))
            }
            if round > 12 {
                frame.box(Rect(x: 10, y: 2, width: 30, height: 8), style: Style(), glyphs: .rich)
            }
            stream += pty.show(frame, on: display)
        }
        #expect(try Tmux().lines(after: stream, size: Self.size) == RandomPicture.lines(of: frame))
    }

    @Test(arguments: [10_000, 65_535])
    func `of a terminal that says it is huge no more is drawn on than a bound`(side: Int) throws {
        let (huge, bound) = (Size(width: side, height: side), Size(width: 2_000, height: 2_000))
        let pty = try Pseudoterminal(huge)
        let display = try Display(
            descriptor: pty.slave, terminal: TerminalTypes.describe("xterm-256color"))
        #expect(display.size == bound && display.terminalSize == bound)
        display.resize(to: Self.size)
        #expect(display.size == Self.size)
        display.resize(to: huge)
        #expect(display.size == bound)
        // The rest of a larger frame is cut, and that of a smaller one blank.
        var frame = Frame(Self.size)
        frame.put("drawn", at: Point(x: 0, y: 0))
        #expect(String(decoding: pty.show(frame, on: display), as: UTF8.self).contains("drawn"))
        display.restore()
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `after a storm of resizes the screen is that of a fresh start`() throws {
        var random = SeededRandom(seed: 3)
        let pty = try Pseudoterminal(Size(width: 80, height: 24))
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("tmux-256color"))
        var frame = Frame(display.size)
        for round in 0..<300 {
            let size =
                round % 50 == 7
                ? Size(width: 1, height: 1)
                : Size(
                    width: .random(in: 1...200, using: &random), height: .random(in: 1...60, using: &random))
            pty.resize(to: size)
            display.resize(to: display.terminalSize)
            #expect(display.size == size)
            frame = Frame(size)
            RandomPicture.change(&frame, using: &random)
            _ = pty.show(frame, on: display)
        }
        let final = Size(width: 90, height: 30)
        pty.resize(to: final)
        display.resize(to: display.terminalSize)
        frame = Frame(final)
        for _ in 0..<5 { RandomPicture.change(&frame, using: &random) }
        let stream = pty.show(frame, on: display)
        #expect(try Tmux().lines(after: stream, size: final) == RandomPicture.lines(of: frame))
    }

    @Test(arguments: TerminalTypes.all)
    func `no hostile text gets a sequence of its own to the terminal`(type: String) throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
        var frame = Frame(Self.size)
        for (row, text) in HostileText.all.enumerated() {
            frame.put(text, at: Point(x: 0, y: row % Self.size.height), style: Style(attributes: .bold))
            for (x, character) in text.enumerated() {
                frame.set(Cell(character, style: Style(), columns: 1), at: Point(x: x % 60, y: row % 14))
            }
            let bytes = pty.show(frame, on: display)
            #expect(SequenceCheck(bytes).forbidden == [], "\(text.debugDescription)")
        }
        display.suspend()
        display.resume()
        #expect(SequenceCheck(pty.read() + pty.show(frame, on: display)).forbidden == [])
        display.restore()
        #expect(SequenceCheck(pty.read()).forbidden == [])
    }

    @Test(arguments: TerminalTypes.all)
    func `restoring puts settings and modes back, once`(type: String) throws {
        let pty = try Pseudoterminal(Self.size)
        let before = pty.settings
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
        #expect(pty.settings != before)
        var frame = Frame(Self.size)
        frame.cursor = Cursor(at: Point(x: 1, y: 1), shape: .bar)
        var modes = ModeLedger(pty.show(frame, on: display))
        display.restore()
        modes.add(pty.read())
        #expect(pty.settings == before)
        #expect(modes.left == [])
        display.restore()
        #expect(pty.read() == [])
    }

    @Test func `an unchanged frame sends nothing, and a changed cell little`() throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm-256color"))
        var frame = Frame(Self.size)
        frame.put("quorum 3/4", at: Point(x: 2, y: 2))
        _ = pty.show(frame, on: display)
        #expect(pty.show(frame, on: display) == [])
        frame.put("4", at: Point(x: 9, y: 2))
        #expect(pty.show(frame, on: display).count < 20)
    }

    @Test func `a terminal that takes no bytes misses frames and holds nobody up`() throws {
        let pty = try Pseudoterminal(Size(width: 200, height: 60))
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm-256color"))
        var random = SeededRandom(seed: 1)
        var outcomes: Set<Display.Outcome> = []
        var frame = Frame(display.size)
        for round in 0..<40 {
            frame.fill(frame.bounds, with: round % 2 == 0 ? "x" : "y", style: Style())
            RandomPicture.change(&frame, using: &random)
            outcomes.insert(display.present(frame))
        }
        #expect(outcomes.contains(.waiting))
        // What was written last is whole: the screen is right once the terminal reads again.
        while display.drain() == .waiting { _ = pty.read() }
        display.redraw()
        let stream = pty.show(frame, on: display)
        guard Tmux.isInstalled else { return }
        #expect(try Tmux().lines(after: stream, size: display.size) == RandomPicture.lines(of: frame))
    }

    @Test func `named rows are drawn, and all of them where the terminal does not show the frame before`()
        throws
    {
        let pty = try Pseudoterminal(Size(width: 200, height: 60))
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm-256color"))
        var frame = Frame(display.size)
        func shown(_ rows: [Int]) -> String {
            String(decoding: pty.show(frame, on: display, rows: rows), as: UTF8.self)
        }
        frame.put("first", at: Point(x: 0, y: 0))
        frame.put("second", at: Point(x: 0, y: 30))
        let whole = shown([0])
        #expect(whole.contains("first") && whole.contains("second"))
        frame.put("third", at: Point(x: 0, y: 40))
        frame.put("e\u{301}", at: Point(x: 10, y: 40))
        #expect(shown([40]).contains("third"))
        #expect(shown([40]) == "")
        display.redraw()
        let again = shown([])
        #expect(again.contains("first") && again.contains("third"))
        // A frame that the terminal missed.
        for round in 0..<100 where display.drain() == .shown {
            let style = Style(foreground: .palette(UInt8(round)))
            frame.fill(frame.bounds, with: round % 2 == 0 ? "x" : "y", style: style)
            _ = display.present(frame)
        }
        frame.put("missed", at: Point(x: 0, y: 50))
        #expect(display.present(frame, rows: [50]) == .waiting)
        while display.drain() == .waiting { _ = pty.read() }
        #expect(shown([]).contains("missed"))
    }

    @Test func `a terminal that is gone is told so`() throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm"))
        pty.hangUp()
        #expect(display.present(Frame(Self.size)) == .hungUp)
        display.restore()
    }

    @Test func `displays follow each other on different terminals`() throws {
        for (round, type) in (TerminalTypes.all + TerminalTypes.all).enumerated() {
            let pty = try Pseudoterminal(Self.size)
            let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
            var frame = Frame(Self.size)
            frame.put("display \(round)", at: Point(x: 0, y: 0))
            #expect(
                String(decoding: pty.show(frame, on: display), as: UTF8.self).contains("display \(round)"))
            display.restore()
        }
    }

    @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
    func `what others wrote on the screen goes with a redraw, also after a pause`() throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm-256color"))
        var frame = Frame(Self.size)
        frame.put("before", at: Point(x: 3, y: 3))
        var stream = pty.show(frame, on: display)
        stream += Array("\u{1B}[5;5Hgarbage".utf8)
        display.suspend()
        stream += pty.read() + Array("shell prompt".utf8)
        display.resume()
        frame.put("after", at: Point(x: 3, y: 4))
        stream += pty.show(frame, on: display)
        #expect(try Tmux().lines(after: stream, size: Self.size) == RandomPicture.lines(of: frame))
    }

    @Test(arguments: ["xterm-256color", "tmux-256color"])
    func `a terminal with true colour gets them, and its palette by index`(type: String) throws {
        let terminal = try TerminalTypes.describe(type, extra: ["COLORTERM": "truecolor"])
        #expect(terminal.depth == .trueColor)
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: terminal)
        var frame = Frame(Self.size)
        let colors: [Color] = [.rgb(0xFFB937), .rgb(0x000003), .palette(3), .palette(11), .palette(208)]
        for (row, color) in colors.enumerated() {
            frame.put("x", at: Point(x: 0, y: row), style: Style(foreground: color, background: color))
        }
        let bytes = pty.show(frame, on: display)
        #expect(SequenceCheck(bytes).forbidden == [])
        let text = String(decoding: bytes, as: UTF8.self)
        for parameters in [
            "38;2;255;185;55;48;2;255;185;55", "38;2;0;0;3;48;2;0;0;3", "33;43", "93;103",
            "38;5;208;48;5;208",
        ] {
            #expect(text.contains("\(parameters)m"), "\(parameters)")
        }
        display.restore()
    }

    @Test(arguments: [
        (GlyphSet.ascii, "+?? a? ?  o ?"), (.console, "┌─? é? ?  ○ ?"),
    ])
    func `characters a terminal has not become the nearest in the same columns`(
        glyphs: GlyphSet, row: String
    ) throws {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(
            descriptor: pty.slave, terminal: TerminalTypes.describe("xterm", glyphs: glyphs))
        var frame = Frame(Self.size)
        frame.put(
            "\(glyphs == .ascii ? "+╠" : "┌─")⣿ \(glyphs == .ascii ? "a" : "é")ǅ 漢 \(glyphs[.info]) 👨‍👩‍👧 ",
            at: Point(x: 0, y: 0))
        frame.put(glyphs.ellipsis, at: Point(x: 15, y: 0))
        let text = String(decoding: pty.show(frame, on: display), as: UTF8.self)
        #expect(text.contains(row), "\(text.debugDescription)")
        // Behind what terminals give different widths the column is named.
        #expect(text.hasSuffix("\u{1B}[16G\(glyphs.ellipsis)"))
    }

    @Test func `more colours than the terminal has pairs for are still drawn`() throws {
        let pty = try Pseudoterminal(Size(width: 200, height: 60))
        let terminal = try TerminalTypes.describe("xterm-256color")
        let display = try Display(descriptor: pty.slave, terminal: terminal)
        var frame = Frame(display.size)
        var bytes: [UInt8] = []
        for round in 0..<4 {
            for y in 0..<60 {
                for x in 0..<200 {
                    let (one, other) = (UInt8(x + 16), UInt8((y + round * 60) % 240 + 16))
                    let style = Style(foreground: .palette(one), background: .palette(other))
                    frame.put("x", at: Point(x: x, y: y), style: style)
                }
            }
            bytes = pty.show(frame, on: display)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("38;5;215m") || text.contains("38;5;215"))
        guard Tmux.isInstalled else { return }
        display.redraw()
        let shown = try Tmux().lines(after: pty.show(frame, on: display), size: display.size)
        #expect(shown == RandomPicture.lines(of: frame))
    }
}
