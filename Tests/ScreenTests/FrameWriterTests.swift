import Counterparts
import Onlooker
import Screen
import Terminal
import Testing

extension DisplayTests {
    /// What is sent for the difference of two frames, read by the terminal of this house.
    @Suite struct Updates {
        private static let size = Size(width: 60, height: 14)

        /// A display and the terminal it draws on.
        private final class Pair {
            let pty: Pseudoterminal
            let display: Display
            var emulator: Emulator
            var stream: [UInt8] = []

            init(_ type: String, _ extra: [String: String] = [:], glyphs: GlyphSet = .rich) throws {
                let size = Updates.size
                pty = try Pseudoterminal(size)
                display = try Display(
                    descriptor: pty.slave,
                    terminal: TerminalTypes.describe(type, glyphs: glyphs, extra: extra))
                emulator = Emulator(size: TerminalSize(columns: size.width, rows: size.height))
            }

            @discardableResult
            func show(_ frame: Frame) -> String {
                let bytes = pty.show(frame, on: display)
                stream += bytes
                bytes.withUnsafeBufferPointer { emulator.read($0) }
                return String(decoding: bytes, as: UTF8.self)
            }

            var picture: Picture { Picture(emulator.screen) }
        }

        @Test(
            arguments: TerminalTypes.all + ["ansi", "rxvt-unicode-256color"],
            [[:], ["COLORTERM": "truecolor", "TERM_PROGRAM": "ghostty"]])
        func `an update leaves the picture that a drawing from nothing gives`(
            type: String, extra: [String: String]
        ) throws {
            let (live, fresh) = (try Pair(type, extra), try Pair(type, extra))
            var random = SeededRandom(seed: 11)
            var frame = Frame(Self.size)
            for step in 0..<60 {
                if Int.random(in: 0..<3, using: &random) == 0 {
                    RandomPicture.scroll(&frame, using: &random)
                } else {
                    RandomPicture.change(&frame, using: &random)
                }
                live.show(frame)
                fresh.display.redraw()
                fresh.show(frame)
                try #require(live.picture.differences(from: fresh.picture) == [], "step \(step)")
            }
            #expect(SequenceCheck(live.stream).forbidden == [])
            // Where the last cell would scroll the screen it stays blank.
            if type == "ansi" {
                frame.put(" ", at: Point(x: Self.size.width - 1, y: Self.size.height - 1))
            }
            let text = RandomPicture.lines(of: frame).map { String($0.map { $0 == "\u{FFFD}" ? "?" : $0 }) }
            let shown = (0..<Self.size.height).map { live.emulator.screen.text(row: $0) }
            #expect(shown == text)
        }

        @Test func `what the terminal holds looks as the frame does`() throws {
            let pair = try Pair("xterm-256color", ["TERM_PROGRAM": "ghostty", "COLORTERM": "truecolor"])
            var frame = Frame(Self.size)
            let looks: [(Style, TerminalStyle)] = [
                (Style(attributes: .curlyUnderline), TerminalStyle(underline: .curly)),
                (Style(attributes: [.underline, .doubleUnderline]), TerminalStyle(underline: .double)),
                (
                    Style(attributes: .dottedUnderline, underlineColor: .rgb(0x123456)),
                    TerminalStyle(underlineColor: .rgb(0x12, 0x34, 0x56), underline: .dotted)
                ),
                (
                    Style(attributes: .dashedUnderline, underlineColor: .palette(9)),
                    TerminalStyle(underlineColor: .palette(9), underline: .dashed)
                ),
                (
                    Style(
                        foreground: .palette(12), background: .rgb(0x010203), attributes: [.bold, .reverse]),
                    TerminalStyle(
                        foreground: .palette(12), background: .rgb(1, 2, 3), attributes: [.bold, .inverse])
                ),
                (
                    Style(attributes: [.strikethrough, .dim, .italic]),
                    TerminalStyle(attributes: [.strikethrough, .faint, .italic])
                ),
            ]
            for (row, look) in looks.enumerated() {
                frame.put("a漢", at: Point(x: 4, y: row), style: look.0)
            }
            pair.show(frame)
            for (row, look) in looks.enumerated() {
                let cells = pair.emulator.screen.line(row).cells
                let found = [4, 5].map { pair.emulator.screen.style(of: cells[$0]) }
                #expect(found == [look.1, look.1], "\(row)")
            }
        }

        @Test(
            arguments: [
                ("xterm-256color", [:], "4mx"), ("linux", [:], "4mx"), ("tmux-256color", [:], "4:3mx"),

                (
                    "xterm-256color", ["TERM_PROGRAM": "ghostty", "COLORTERM": "truecolor"],
                    "4:3;58:2::1:2:3mx"
                ),
                ("xterm-256color", ["TERM_PROGRAM": "WezTerm"], "4:3;58:2::1:2:3mx"),
                ("xterm-256color", ["VTE_VERSION": "7006"], "4:3;58:2::1:2:3mx"),
                ("tmux-256color", ["VTE_VERSION": "7006"], "4:3mx"),
                ("linux", ["TERM_PROGRAM": "WezTerm"], "4mx"),
            ] as [(String, [String: String], String)])
        func `an underline is what the terminal has of it`(
            type: String, extra: [String: String], expected: String
        ) throws {
            let pair = try Pair(type, extra)
            var frame = Frame(Self.size)
            let style = Style(attributes: .curlyUnderline, underlineColor: .rgb(0x010203))
            frame.put("x", at: Point(x: 3, y: 3), style: style)
            let update = pair.show(frame)
            #expect(update.contains("\u{1B}[\(expected)"), "\(update.debugDescription)")
        }

        @Test(arguments: TerminalTypes.all)
        func `a hyperlink is opened and closed where the terminal swallows it`(type: String) throws {
            let pair = try Pair(type)
            var frame = Frame(Self.size)
            let link = try #require(LinkAddress("https://pve.example/a b"))
            let brush = frame.brush(Style(attributes: .underline), link: link)
            for (x, scalar) in "node".unicodeScalars.enumerated() {
                frame.put(scalar, isWide: false, at: Point(x: 2 + x, y: 1), with: brush)
            }
            let update = pair.show(frame)
            let isSwallowed = type.hasPrefix("xterm") || type.hasPrefix("tmux")
            #expect(update.contains("\u{1B}]8;id=") == isSwallowed)
            #expect(update.contains("node"))
            #expect(SequenceCheck(Array(update.utf8), hasLinks: isSwallowed).forbidden == [])
            let cells = pair.emulator.screen.line(1).cells
            let links = (1...6).map {
                pair.emulator.screen.link(of: cells[min($0, cells.count - 1)])?.address
            }
            let address = isSwallowed ? "https://pve.example/a%20b" : nil
            #expect(links[1...4] == [address, address, address, address])
            #expect(links[0] == nil)
        }

        @Test(arguments: [("vt100", "\u{0E}l\u{0F}"), ("xterm", "\u{1B}(0l\u{1B}(B"), ("tmux", "+-+")])
        func `lines are drawn without Unicode where the terminal has a charset for them`(
            type: String, expected: String
        ) throws {
            let pair = try Pair(type, ["LANG": "C"], glyphs: .ascii)
            var frame = Frame(Self.size)
            frame.put("╭─┐│a·b", at: Point(x: 0, y: 0))
            #expect(pair.show(frame).contains(expected))
            let shown = pair.emulator.screen.text(row: 0)
            #expect(shown == (type == "tmux" ? "+-+|a.b" : "┌─┐│a·b"))
        }

        @Test func `a log that scrolls costs the line that is new`() throws {
            let pair = try Pair("xterm-256color")
            func frame(_ first: Int) -> Frame {
                var frame = Frame(Self.size)
                frame.put("a title that stays", at: Point(x: 0, y: 0))
                for row in 1..<13 {
                    frame.put("\(first + row): line \((first + row) &* 7919)", at: Point(x: 0, y: row))
                }
                frame.put("a foot that stays", at: Point(x: 0, y: 13))
                return frame
            }
            pair.show(frame(100))
            let update = pair.show(frame(101))
            #expect(update.contains("\u{1B}[2;13r"))
            #expect(update.utf8.count < 60, "\(update.debugDescription)")
            #expect(pair.picture.text(row: 12).hasPrefix("113: line "))
        }

        @Test(arguments: ["x", ""])
        func `a key that is echoed costs its letter, and no key nothing`(typed: String) throws {
            let pair = try Pair("xterm-256color")
            var frame = Frame(Self.size, style: Style(foreground: .palette(3), background: .palette(4)))
            frame.put("$ l", at: Point(x: 0, y: 0), style: Style(foreground: .palette(2)))
            frame.cursor = Cursor(at: Point(x: 3, y: 0))
            pair.show(frame)
            frame.put(typed, at: Point(x: 3, y: 0), style: Style(foreground: .palette(2)))
            frame.cursor = Cursor(at: Point(x: 3 + typed.count, y: 0))
            #expect(pair.show(frame) == typed)
        }
    }
}
