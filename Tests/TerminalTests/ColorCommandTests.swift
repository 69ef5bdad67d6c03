import Testing
import Text

@testable import Terminal

/// OSC 4, 5, 10–19 and their resets (xterm's ctlseqs, "Operating System Commands").
struct ColorCommandTests {
    static let questions: [(String, String)] = [
        ("]4;1;?\u{7}", "]4;1;rgb:cdcd/0000/0000\u{7}"),
        ("]4;1;?\u{1b}\\", "]4;1;rgb:cdcd/0000/0000\u{1b}\\"),
        (
            "]4;16;?;231;?;232;?;255;?\u{7}",
            "]4;16;rgb:0000/0000/0000\u{7}]4;231;rgb:ffff/ffff/ffff\u{7}]4;232;rgb:0808/0808/0808\u{7}]4;255;rgb:eeee/eeee/eeee\u{7}"
        ),
        ("]4;1;#123456;1;?\u{7}", "]4;1;rgb:1212/3434/5656\u{7}"),
        ("]4;1;#123456\u{7}]104;1\u{7}]4;1;?\u{7}", "]4;1;rgb:cdcd/0000/0000\u{7}"),
        (
            "]4;1;red;2;red\u{7}]104\u{7}]4;1;?;2;?\u{7}",
            "]4;1;rgb:cdcd/0000/0000\u{7}]4;2;rgb:0000/cdcd/0000\u{7}"
        ),
        ("]5;0;#123456;0;?\u{7}", "]5;0;rgb:1212/3434/5656\u{7}"),
        ("]5;0;#123456\u{7}]4;256;?\u{7}", "]4;256;rgb:1212/3434/5656\u{7}"),
        (
            "]4;260;#123456\u{7}]5;4;?\u{7}]105\u{7}]5;4;?\u{7}",
            "]5;4;rgb:1212/3434/5656\u{7}]5;4;rgb:d0d0/d0d0/d0d0\u{7}"
        ),
        (
            "]5;0;red;1;red\u{7}]105;0\u{7}]5;0;?;1;?\u{7}",
            "]5;0;rgb:d0d0/d0d0/d0d0\u{7}]5;1;rgb:ffff/0000/0000\u{7}"
        ),
        ("]5;5;?\u{7}]4;261;?\u{7}]4;300;?\u{7}]4;-1;?\u{7}]4;x;?\u{7}", ""),
        ("]10;?\u{7}", "]10;rgb:d0d0/d0d0/d0d0\u{7}"),
        (
            "]10;?;?;?\u{1b}\\",
            "]10;rgb:d0d0/d0d0/d0d0\u{1b}\\]11;rgb:0000/0000/0000\u{1b}\\]12;rgb:d0d0/d0d0/d0d0\u{1b}\\"
        ),
        ("]10;red;blue\u{7}]11;?\u{7}]10;?\u{7}", "]11;rgb:0000/0000/ffff\u{7}]10;rgb:ffff/0000/0000\u{7}"),
        ("]10;;blue\u{7}]10;?;?\u{7}", "]10;rgb:d0d0/d0d0/d0d0\u{7}]11;rgb:0000/0000/ffff\u{7}"),
        ("]11;red\u{7}]111\u{7}]11;?\u{7}", "]11;rgb:0000/0000/0000\u{7}"),
        ("]12;red\u{7}]112;\u{7}]12;?\u{7}", "]12;rgb:d0d0/d0d0/d0d0\u{7}"),
        ("]13;red\u{7}]13;?;?\u{7}", "]13;rgb:ffff/0000/0000\u{7}]14;rgb:0000/0000/0000\u{7}"),
        (
            "]17;?\u{7}]18;?\u{7}]19;?;?\u{7}",
            "]17;rgb:d0d0/d0d0/d0d0\u{7}]18;rgb:d0d0/d0d0/d0d0\u{7}]19;rgb:0000/0000/0000\u{7}"
        ),
        ("]11;red\u{7}c]11;?\u{7}", "]11;rgb:0000/0000/0000\u{7}"),
        ("]10;no such colour\u{7}]10;?\u{7}", "]10;rgb:d0d0/d0d0/d0d0\u{7}"),
    ]

    @Test(arguments: questions)
    func `colours are set, told and given back`(commands: String, expected: String) {
        func spelled(_ text: String) -> String {
            text.replacing("]", with: "\u{1b}]").replacing("\u{7}c", with: "\u{7}\u{1b}c")
        }
        #expect(answer(spelled(commands)) == spelled(expected))
    }

    static let specifications: [(String, UInt32?)] = [
        ("rgb:1/2/3", 0x112233), ("rgb:12/34/56", 0x123456), ("rgb:123/456/789", 0x124578),
        ("rgb:1234/5678/9abc", 0x12569a), ("RGB:FF/00/ff", 0xff00ff), ("rgb:f/ff/ffff", 0xffffff),
        ("#123", 0x102030), ("#123456", 0x123456), ("#123456789", 0x124578), ("#123456789abc", 0x12569a),
        ("rgbi:0/0.5/1", 0x0080ff), ("rgbi:1.0/1e-9/.25", 0xff0040),
        ("red", 0xff0000), ("Dark Green", 0x006400), ("gray50", 0x7f7f7f), ("grey", 0xbebebe),
        ("rgb:12345/0/0", nil), ("rgb:1/2", nil), ("rgb:1/2/3/4", nil), ("rgb:/1/2", nil),
        ("rgb:+1/2/3", nil),
        ("#12", nil), ("#12345", nil), ("#xyz", nil), ("#+12", nil), ("rgbi:2/0/0", nil),
        ("rgbi:nan/0/0", nil),
        ("rgbi:-1/0/0", nil), ("gray101", nil), ("nocolour", nil), ("", nil),
        (String(repeating: "f", count: 100_000), nil),
    ]

    @Test(arguments: specifications)
    func `a colour is read as XParseColor reads it`(text: String, value: UInt32?) {
        #expect(ColorSpecification.color(Array(text.utf8)[...]) == value.map { RGB($0) })
    }

    @Test func `a changed colour takes the place of its name, on all that was and will be printed`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{1b}[31;42mx")
        _ = emulator.takeDamage()
        emulator.read("\u{1b}]4;1;#010203\u{7}\u{1b}]11;#040506\u{7}\u{1b}]10;#070809\u{7}")
        #expect(emulator.takeDamage().rows == [0, 1, 2, 3, 4])
        let cell = emulator.screen.line(0).cells[0]
        let colors = emulator.screen.colors
        #expect(
            colors.applied(to: emulator.screen.style(of: cell))
                == TerminalStyle(foreground: .rgb(1, 2, 3), background: .palette(2)))
        #expect(
            colors.applied(to: .plain) == TerminalStyle(foreground: .rgb(7, 8, 9), background: .rgb(4, 5, 6)))
        emulator.read("\u{1b}]104\u{7}\u{1b}]110\u{7}\u{1b}]111\u{7}")
        #expect(emulator.screen.colors.isUnchanged)
    }

    @Test func `a new theme answers in its own colours and is told to who asked for that`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        let light = StandardColors(
            foreground: RGB(0x101010), background: RGB(0xfefefe),
            basic: [RGB(0x123456)])
        emulator.use(light)
        #expect(emulator.takeReplies() == [])
        emulator.read("\u{1b}[?2031h\u{1b}[?996n\u{1b}]11;?\u{7}\u{1b}]4;0;?;1;?\u{7}")
        #expect(
            String(decoding: emulator.takeReplies(), as: UTF8.self)
                == "\u{1b}[?997;2n\u{1b}]11;rgb:fefe/fefe/fefe\u{7}\u{1b}]4;0;rgb:1212/3434/5656\u{7}"
                + "\u{1b}]4;1;rgb:cdcd/0000/0000\u{7}")
        emulator.use(light)
        #expect(emulator.takeReplies() == [])
        emulator.use(StandardColors())
        #expect(String(decoding: emulator.takeReplies(), as: UTF8.self) == "\u{1b}[?997;1n")
    }
}
