import Glibc
import Testing
import Text

@testable import Screen

extension DisplayTests {
    /// What becomes of what a terminal says of itself; here as terminfo's globals are shared with the displays.
    @Suite struct OuterTerminals {
        private func outer(_ answers: [TerminalAnswer]) -> OuterTerminal {
            answers.reduce(into: OuterTerminal()) { $0.learn($1) }
        }

        private func described(
            _ environment: [String: String], _ answers: [TerminalAnswer]
        ) throws -> TTYDescription {
            let terminal = try TTYDescription(
                environment: environment.merging(["LANG": "C.UTF-8"]) { own, _ in own })
            return terminal.informed(by: outer(answers))
        }

        @Test(
            arguments: [
                ([.rendition("0;48:2::1:2:3")], .trueColor), ([.rendition("48;2;1;2;3")], .trueColor),
                ([.rendition("0;48:2:1:2:3")], .trueColor), ([.rendition("48:5:16")], .indexed),
                ([.rendition("0")], .indexed), ([.version("VTE(7600)")], .trueColor),
                ([.version("XTerm(379)")], .indexed), ([.version("iTerm2 3.5.0")], .trueColor),
                ([], .indexed),
            ] as [([TerminalAnswer], ColorDepth)])
        func `a terminal behind ssh shows the colours it says it keeps`(
            answers: [TerminalAnswer], depth: ColorDepth
        ) throws {
            #expect(try described(["TERM": "xterm-256color"], answers).depth == depth)
        }

        @Test func `no answer gives colours that the user or a multiplexer takes away`() throws {
            let answers: [TerminalAnswer] = [.rendition("48:2::1:2:3")]
            #expect(try described(["TERM": "xterm-256color", "NO_COLOR": "1"], answers).depth == .monochrome)
            #expect(try described(["TERM": "tmux-256color"], answers).depth == .indexed)
            let lowered = try TTYDescription(environment: ["TERM": "xterm-256color"], depth: .eight)
            #expect(lowered.informed(by: outer(answers)).depth == .eight)
        }

        @Test func `modes it knows and its name give it features`() throws {
            let answers: [TerminalAnswer] = [
                .mode(2026, state: 2), .mode(2027, state: 0), .mode(2031, state: 4), .version("foot(1.16.2)"),
            ]
            #expect(outer(answers).modes == [2026])
            let features = try described(["TERM": "xterm-256color"], answers).features
            #expect(features.isSuperset(of: [.synchronizedUpdates, .clusters, .underlineStyles]))
            #expect(
                !(try described(["TERM": "xterm-256color"], [.mode(2027, state: 0)]).features.contains(
                    .clusters)))
        }

        @Test(arguments: ["xterm-ghostty", "foot", "wezterm", "rio", "contour", "xterm-rio"])
        func `a type without an entry that is like xterm is taken for it, and told`(type: String) throws {
            let terminal = try TTYDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
            #expect(terminal.substitute == "xterm-256color")
            #expect(terminal.type == type)
            #expect(terminal.depth >= .indexed)
        }

        @Test(arguments: ["xterm-nobody", "nosuch", "xterm-"])
        func `a type without an entry that nobody knows is an error`(type: String) {
            #expect(throws: ScreenError.self) {
                try TTYDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
            }
        }

        @Test func `a display asks once, and draws for what it was told`() throws {
            let pty = try Pseudoterminal(Size(width: 20, height: 3))
            let terminal = try TTYDescription(environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
            let display = try Display(descriptor: pty.slave, terminal: terminal)
            display.drain()
            let first = String(decoding: pty.read(), as: UTF8.self)
            #expect(first.contains("\u{1B}[?2026$p") && first.contains("\u{1B}[c"))
            #expect(!display.learn(.rendition("48:2::1:2:3")))
            #expect(!display.learn(.mode(2031, state: 2)))
            #expect(display.learn(.attributes([64])))
            #expect(display.terminal.depth == .trueColor)
            #expect(String(decoding: pty.read(), as: UTF8.self).contains("\u{1B}[?2031h"))
            #expect(!display.learn(.scheme(isDark: false)))
            #expect(String(decoding: pty.read(), as: UTF8.self).contains("\u{1B}]11;?"))
            #expect(display.learn(.color(11, RGB(0xFFFFFF))))
            #expect(display.outer.background == RGB(0xFFFFFF))
            display.restore()
            let last = String(decoding: pty.read(), as: UTF8.self)
            #expect(last.contains("\u{1B}[?2031l") && !last.contains("\u{1B}[c"))
        }

        @Test func `an answer on its way when the terminal is given back is not typed into the shell`()
            async throws
        {
            let pty = try Pseudoterminal(Size(width: 20, height: 3))
            let terminal = try TTYDescription(environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
            let display = try Display(descriptor: pty.slave, terminal: terminal)
            let side = pty.side
            let answering = Task { @concurrent in
                try await Task.sleep(for: .milliseconds(60))
                let answer = "\u{1B}]11;rgb:0/0/0\u{1B}\\\u{1B}[?64;1c"
                write(side, answer, answer.utf8.count)
            }
            display.restore()
            try await answering.value
            #expect(pty.unread == 0)
        }

        @Test(arguments: [("xterm-256color", 1), ("xterm-kitty", 5)])
        func `a family is drawn whole where the terminal counts in clusters`(type: String, scalars: Int)
            throws
        {
            let pty = try Pseudoterminal(Size(width: 20, height: 3))
            let terminal = try TTYDescription(environment: ["TERM": type, "LANG": "C.UTF-8"])
            let display = try Display(descriptor: pty.slave, terminal: terminal)
            _ = pty.read()
            var frame = Frame(Size(width: 20, height: 3))
            frame.put("👩‍👩‍👧x", at: Point(x: 2, y: 1), style: .plain)
            _ = display.present(frame)
            let drawn = String(decoding: pty.read(), as: UTF8.self)
            let family = "👩‍👩‍👧".unicodeScalars
            #expect(drawn.contains(String(String.UnicodeScalarView(family.prefix(scalars)))))
            #expect(drawn.unicodeScalars.contains("\u{200D}") == (scalars > 1))
            // The letter behind it is placed, whatever the terminal made of the family.
            #expect(drawn.contains("\u{1B}[2;5H") || drawn.contains("\u{1B}[5G"))
        }

        @Test func `nothing is repeated up to the last column`() throws {
            let pty = try Pseudoterminal(Size(width: 20, height: 3))
            let terminal = try TTYDescription(environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
            let display = try Display(descriptor: pty.slave, terminal: terminal)
            _ = pty.read()
            var frame = Frame(Size(width: 20, height: 3))
            frame.put(String(repeating: "=", count: 20), at: Point(x: 0, y: 1), style: .plain)
            _ = display.present(frame)
            let drawn = String(decoding: pty.read(), as: UTF8.self)
            #expect(drawn.contains("=\u{1B}[17b=="), "\(drawn.debugDescription)")
        }
    }
}
