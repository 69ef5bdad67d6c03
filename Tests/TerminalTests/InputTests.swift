import Testing

@testable import Terminal

struct InputTests {
    static let pastes: [(String, TerminalModes, String)] = [
        ("a\nb", [], "a\rb"),
        ("a\r\nb", [], "a\rb"),
        ("a\nb", .bracketedPaste, "\u{1b}[200~a\rb\u{1b}[201~"),
        ("evil\u{1b}[201~rm -rf ~\n", .bracketedPaste, "\u{1b}[200~evil[201~rm -rf ~\r\u{1b}[201~"),
        ("\u{1b}\u{1b}[201~[201~x", .bracketedPaste, "\u{1b}[200~[201~[201~x\u{1b}[201~"),
        ("a\u{3}\u{4}\u{0}b", [], "ab"),
        ("a\u{1b}[2Jb\u{8}\u{7f}c", [], "a[2Jbc"),
        ("evil\u{9b}201~", .bracketedPaste, "\u{1b}[200~evil201~\u{1b}[201~"),
        ("tab\tbed ünïcödé", [], "tab\tbed ünïcödé"),
    ]

    @Test(arguments: pastes)
    func `pasted text cannot leave its brackets`(text: String, modes: TerminalModes, bytes: String) {
        #expect(String(decoding: TerminalInput(modes: modes).bytes(pasting: text), as: UTF8.self) == bytes)
    }

    @Test func `the focus is told to who wants to know`() {
        #expect(TerminalInput(modes: .focus).bytes(focused: true) == Array("\u{1b}[I".utf8))
        #expect(TerminalInput(modes: .focus).bytes(focused: false) == Array("\u{1b}[O".utf8))
        #expect(TerminalInput(modes: []).bytes(focused: true) == [])
    }
}

/// Mouse reports (ctlseqs, "Mouse Tracking") of a screen of 100 × 50 cells of 10 × 20 pixels.
struct MouseTests {
    static let left = TerminalMouse(.press, .left, column: 9, row: 4)

    private static func mouse(
        _ action: TerminalMouse.Action, _ button: TerminalMouse.Button,
        _ modifiers: TerminalKey.Modifiers = []
    ) -> TerminalMouse {
        TerminalMouse(action, button, column: 9, row: 4, modifiers: modifiers)
    }

    static let reports: [(String, TerminalMouse, String)] = [
        ("", left, ""),
        // X10: presses of three buttons, without modifiers.
        ("E[?9h", left, "E[M *%"),
        ("E[?9h", mouse(.press, .right, [.shift, .alt, .control]), "E[M\"*%"),
        ("E[?9h", mouse(.release, .left), ""),
        ("E[?9h", mouse(.press, .wheelUp), ""),
        ("E[?9h", mouse(.motion, .left), ""),
        // 1000: releases without their button, and modifiers.
        ("E[?1000h", left, "E[M *%"),
        ("E[?1000h", mouse(.press, .middle), "E[M!*%"),
        ("E[?1000h", mouse(.release, .middle), "E[M#*%"),
        ("E[?1000h", mouse(.press, .left, .shift), "E[M$*%"),
        ("E[?1000h", mouse(.press, .left, .alt), "E[M(*%"),
        ("E[?1000h", mouse(.press, .left, .meta), "E[M(*%"),
        ("E[?1000h", mouse(.press, .left, .control), "E[M0*%"),
        ("E[?1000h", mouse(.press, .left, [.shift, .alt, .control]), "E[M<*%"),
        ("E[?1000h", mouse(.press, .wheelUp), "E[M`*%"),
        ("E[?1000h", mouse(.press, .wheelDown), "E[Ma*%"),
        ("E[?1000h", mouse(.press, .wheelLeft), "E[Mb*%"),
        ("E[?1000h", mouse(.press, .wheelRight), "E[Mc*%"),
        ("E[?1000h", mouse(.release, .wheelUp), ""),
        ("E[?1000h", mouse(.motion, .left), ""),
        // 1002 and 1003: motion.
        ("E[?1002h", mouse(.motion, .left), "E[M@*%"),
        ("E[?1002h", mouse(.motion, .none), ""),
        ("E[?1003h", mouse(.motion, .none), "E[MC*%"),
        ("E[?1003h", mouse(.motion, .right, .control), "E[MR*%"),
        // 1006: SGR.
        ("E[?1000;1006h", left, "E[<0;10;5M"),
        ("E[?1000;1006h", mouse(.release, .right), "E[<2;10;5m"),
        ("E[?1000;1006h", mouse(.press, .wheelRight, .control), "E[<83;10;5M"),
        ("E[?1000;1006h", mouse(.press, .extra(8)), "E[<128;10;5M"),
        ("E[?1000;1006h", mouse(.release, .extra(9)), "E[<129;10;5m"),
        ("E[?1003;1006h", mouse(.motion, .none), "E[<35;10;5M"),
        ("E[?9;1006h", left, "E[<0;10;5M"),
        // 1015: urxvt.
        ("E[?1000;1015h", left, "E[32;10;5M"),
        ("E[?1000;1015h", mouse(.release, .left), "E[35;10;5M"),
        // 1005: UTF-8.
        ("E[?1000;1005h", left, "E[M *%"),
        ("E[?1000;1005h", mouse(.press, .extra(8)), "E[M\u{a0}*%"),
        // 1016: pixels, in the middle of the cell.
        ("E[?1000;1016h", left, "E[<0;96;91M"),
        ("E[?1000;1016h", mouse(.release, .left), "E[<0;96;91m"),
        // A later form takes the place of an earlier one.
        ("E[?1000;1006;1015h", left, "E[32;10;5M"),
        ("E[?1000;1006hE[?1006l", left, "E[M *%"),
        ("E[?1000hE[?1000l", left, ""),
        // Outside the screen.
        ("E[?1002;1006h", TerminalMouse(.motion, .left, column: -3, row: 900), "E[<32;1;50M"),
        ("E[?1002;1016h", TerminalMouse(.motion, .left, column: 900, row: 0), "E[<32;996;11M"),
        // 1007: the wheel as keys.
        ("E[?1049h", mouse(.press, .wheelUp), "E[AE[AE[A"),
        ("E[?1049;1h", mouse(.press, .wheelDown), "EOBEOBEOB"),
        ("E[?1049hE[?1007l", mouse(.press, .wheelUp), ""),
        ("", mouse(.press, .wheelUp), ""),
        ("E[?1049h", mouse(.press, .wheelLeft), ""),
    ]

    @Test(arguments: reports)
    func `the mouse is reported in the form that was asked for`(
        setting: String, mouse: TerminalMouse, expected: String
    ) {
        var emulator = Emulator(
            size: TerminalSize(columns: 100, rows: 50, pixelWidth: 1_000, pixelHeight: 1_000))
        emulator.read(setting.replacing("E", with: "\u{1b}"))
        let bytes = TerminalInput(for: emulator.screen).bytes(for: mouse)
        #expect(String(decoding: bytes, as: UTF8.self).replacing("\u{1b}", with: "E") == expected)
    }

    static let far: [(TerminalModes, String)] = [
        (.mouseButtons, ""), ([.mouseButtons, .mouseUTF8], "\u{1b}[M Ō!"),
        ([.mouseButtons, .mouseDecimal], "\u{1b}[32;300;1M"),
        ([.mouseButtons, .mouseSGR], "\u{1b}[<0;300;1M"),
    ]

    @Test(arguments: far)
    func `a place beyond what a form can say is not reported`(modes: TerminalModes, bytes: String) {
        let mouse = TerminalMouse(.press, .left, column: 299, row: 0)
        #expect(String(decoding: TerminalInput(modes: modes).bytes(for: mouse), as: UTF8.self) == bytes)
    }

    @Test func `pixels are refused where the size of a cell is not known`() {
        #expect(answer("\u{1b}[?1006h\u{1b}[?1016h\u{1b}[?1016$p") == "\u{1b}[?1016;2$y")
    }

    @Test func `a new size is told to who asked, at once and as it changes`() {
        var emulator = Emulator(size: TerminalSize(columns: 80, rows: 24))
        emulator.resize(TerminalSize(columns: 81, rows: 24))
        emulator.read("\u{1b}[?2048h")
        emulator.resize(TerminalSize(columns: 81, rows: 24))
        emulator.resize(TerminalSize(columns: 100, rows: 50, pixelWidth: 1_000, pixelHeight: 900))
        emulator.read("\u{1b}[?2048l")
        emulator.resize(TerminalSize(columns: 80, rows: 24))
        #expect(
            String(decoding: emulator.takeReplies(), as: UTF8.self)
                == "\u{1b}[48;24;81;0;0t\u{1b}[48;50;100;900;1000t")
    }
}
