import Testing

@testable import Terminal

struct DumpTests {
    /// A screen of 10 × 4 after a text.
    private func dump(_ text: String, _ format: DumpFormat, scrollback: Bool = false) -> String {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 4))
        emulator.read(text)
        return emulator.screen.dump(format, scrollback: scrollback)
    }

    @Test func `text has a line for every row, without the blanks at its end`() {
        #expect(dump("one  \r\n\r\n 漢字", .text) == "one\n\n 漢字\n\n")
    }

    @Test func `the scrollback comes first where it is wanted`() {
        let text = "1\r\n2\r\n3\r\n4\r\n5\r\n6"
        #expect(dump(text, .text) == "3\n4\n5\n6\n")
        #expect(dump(text, .text, scrollback: true) == "1\n2\n3\n4\n5\n6\n")
        #expect(dump(text + "\u{1b}[?1049h\u{1b}[Hx", .text, scrollback: true) == "x\n\n\n\n")
    }

    @Test func `ANSI clears, draws row by row and ends with the cursor`() {
        #expect(
            dump("\u{1b}[1;31mab\u{1b}[mc\r\n\u{1b}]8;;http://h/\u{1b}\\link\u{1b}]8;;\u{1b}\\ x", .ansi)
                == "\u{1b}[m\u{1b}[H\u{1b}[2J\u{1b}[0;1;31mab\u{1b}[0mc\r\n\u{1b}]8;;http://h/\u{1b}\\link"
                + "\u{1b}]8;;\u{1b}\\ x\r\n\r\n\u{1b}[2;7H")
    }

    /// What SGR can ask for, and how a dump asks for it again.
    @Test(
        arguments: [
            ("1;2;3;5;7;8;9;53", "0;1;2;3;5;7;8;9;53"), ("4", "0;4"), ("4:2", "0;21"), ("4:3", "0;4;4:3"),
            ("4:4", "0;4;4:4"), ("4:5", "0;4;4:5"), ("37;40", "0;37;40"), ("97;100", "0;97;100"),
            ("38;5;16;48;5;255", "0;38;5;16;48;5;255"), ("38:2::1:2:3", "0;38;2;1;2;3"),
            ("48;2;255;0;9", "0;48;2;255;0;9"), ("4;58:5:9", "0;4;58:5:9"),
            ("4;58:2::1:2:3", "0;4;58:2::1:2:3"),
        ])
    func `every look has its sequence`(asked: String, told: String) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 4))
        emulator.read("\u{1b}[\(asked)m")
        let style = emulator.screen.cursor.pen.style
        #expect(style.rendition == told)
        emulator.read("\u{1b}[0m\u{1b}[\(told)m")
        #expect(emulator.screen.cursor.pen.style == style)
    }

    @Test func `an ANSI dump drawn on another screen makes the same screen`() throws {
        let text = String(decoding: FuzzTests.mixture, as: UTF8.self)
        for columns in [7, 11, 40] {
            let size = TerminalSize(columns: columns, rows: 6)
            for end in stride(from: 1, through: text.unicodeScalars.count, by: 3) {
                var original = Emulator(size: size)
                original.read(String(text.unicodeScalars.prefix(end)))
                var copy = Emulator(size: size)
                copy.read(original.screen.dump(.ansi))
                for row in 0..<6 {
                    let cells = original.screen.runs(of: original.screen.line(row)).map { "\($0)" }
                    try #require(copy.screen.runs(of: copy.screen.line(row)).map { "\($0)" } == cells)
                }
                let place = [original.screen.cursor.row, original.screen.cursor.column]
                try #require([copy.screen.cursor.row, copy.screen.cursor.column] == place)
                try #require(copy.screen.cursor.wrapsNext == original.screen.cursor.wrapsNext)
            }
        }
    }

    @Test(arguments: ["🇩\u{1b}[3G🇪", "👍\u{1b}[3G🏽", "👩\u{200d}\u{1b}[3G👩"])
    func `characters that stand apart stay apart`(text: String) {
        var original = Emulator(size: TerminalSize(columns: 10, rows: 4))
        original.read(text)
        var copy = Emulator(size: TerminalSize(columns: 10, rows: 4))
        copy.read(original.screen.dump(.ansi))
        #expect(copy.screen.dump(.json) == original.screen.dump(.json))
    }

    @Test func `JSON tells size, cursor, modes and runs in a fixed order`() {
        let text =
            "\u{1b}]0;A \"title\"\u{7}\u{1b}[?25l\u{1b}[2;3r\u{1b}[4 q\u{1b}[32;48;5;200;58:2::1:2:3;4:3mab漢\u{1b}[mcdefgh"
        #expect(
            dump(text, .json) == """
                {
                "version": 1,
                "size": {"columns": 10, "rows": 4},
                "cursor": {"row": 0, "column": 9, "visible": false, "shape": "underline", "blinking": false, "pendingWrap": true},
                "pen": {},
                "title": "A \\"title\\"",
                "modes": ["autowrap", "alternateScroll"],
                "margins": {"top": 1, "bottom": 2, "left": 0, "right": 9},
                "scrollback": 0,
                "screen": [
                {"runs": [{"text": "ab", "cells": 2, "style": {"foreground": "green", "background": 200, \
                "underline": "curly", "underlineColor": "#010203"}}, \
                {"text": "漢", "cells": 2, "wide": true, "style": {"foreground": "green", "background": 200, \
                "underline": "curly", "underlineColor": "#010203"}}, {"text": "cdefgh", "cells": 6}]},
                {},
                {},
                {}
                ]
                }

                """)
    }

    @Test func `JSON has the scrollback's lines, wrapped ones marked, links and hidden characters escaped`() {
        let text = "\u{1b}]8;;http://h/\u{1b}\\0123456789👩\u{200d}👩\u{1b}]8;;\u{1b}\\\r\n\r\n\r\n\r\n"
        let document = dump(text, .json, scrollback: true)
        #expect(
            document.hasSuffix(
                """
                "scrollback": 2,
                "history": [
                {"wrapped": true, "runs": [{"text": "0123456789", "cells": 10, "link": "http://h/"}]},
                {"runs": [{"text": "👩\\u200d👩", "cells": 2, "wide": true, "link": "http://h/"}]}
                ],
                "screen": [
                {},
                {},
                {},
                {}
                ]
                }

                """), "\(document)")
    }
}

struct SnapshotTests {
    /// A screen without its scrollback and the marks of wrapped lines, which a snapshot does not bring.
    private func comparable(_ screen: borrowing TerminalScreen) -> String {
        screen.dump(.json).replacing(#/"scrollback": \d+/#, with: "").replacing(
            "\"wrapped\": true, ", with: "")
    }

    private static let programs = [
        "\u{1b}]2;name\u{7}one\r\n\u{1b}[1;31mtwo\u{1b}7\u{1b}[2;4r\u{1b}[3;3H漢\u{1b}[4hx\u{1b}8y\n\n\n",
        "\u{1b}[?1h\u{1b}[?1000h\u{1b}[?1006h\u{1b}[?2004h\u{1b}[?25l\u{1b}[5 q0123456789012345678901234",
        "main\u{1b}[2;3H\u{1b}[?1049h\u{1b}[44malt\u{1b}[K\u{1b}[2;4r\u{1b}[?1049l behind\u{1b}[r end",
        "\u{1b}[?69h\u{1b}[3;8s\u{1b}[2;5r\u{1b}[2;3Habcdefgh\u{1b}[?7lijklmnopqrst\u{1b}[m\u{1b}[?69l",
    ]

    @Test(arguments: programs)
    func `a blank terminal with the snapshot shows the same and goes on as the original`(program: String) {
        let size = TerminalSize(columns: 12, rows: 6)
        let scalars = Array(program.unicodeScalars)
        for end in 0...scalars.count {
            var original = Emulator(size: size)
            var head = String.UnicodeScalarView()
            head.append(contentsOf: scalars[..<end])
            original.read(String(head))
            guard original.isAtRest else { continue }
            var copy = Emulator(size: size)
            copy.read(original.screen.snapshot())
            #expect(comparable(copy.screen) == comparable(original.screen), "after \(end)")
            var tail = String.UnicodeScalarView()
            tail.append(contentsOf: scalars[end...])
            original.read(String(tail))
            copy.read(String(tail))
            #expect(comparable(copy.screen) == comparable(original.screen), "after \(end) and the rest")
        }
    }
}
