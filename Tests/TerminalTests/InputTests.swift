import Testing

@testable import Terminal

struct InputTests {
    static let keys: [(TerminalKey, TerminalModes, String)] = [
        (TerminalKey(.character("a")), [], "a"),
        (TerminalKey(.character("é")), [], "é"),
        (TerminalKey(.character("a"), .alt), [], "\u{1b}a"),
        (TerminalKey(.character("c"), .control), [], "\u{3}"),
        (TerminalKey(.character("C"), [.control, .shift]), [], "\u{3}"),
        (TerminalKey(.character(" "), .control), [], "\u{0}"),
        (TerminalKey(.character("["), .control), [], "\u{1b}"),
        (TerminalKey(.character("_"), .control), [], "\u{1f}"),
        (TerminalKey(.character("?"), .control), [], "\u{7f}"),
        (TerminalKey(.character("x"), [.control, .alt]), [], "\u{1b}\u{18}"),
        (TerminalKey(.enter), [], "\r"),
        (TerminalKey(.enter), .newLine, "\r\n"),
        (TerminalKey(.tab), [], "\t"),
        (TerminalKey(.tab, .shift), [], "\u{1b}[Z"),
        (TerminalKey(.backspace), [], "\u{7f}"),
        (TerminalKey(.backspace, .control), [], "\u{8}"),
        (TerminalKey(.backspace, .alt), [], "\u{1b}\u{7f}"),
        (TerminalKey(.escape), [], "\u{1b}"),
        (TerminalKey(.up), [], "\u{1b}[A"),
        (TerminalKey(.up), .applicationCursor, "\u{1b}OA"),
        (TerminalKey(.up, .control), .applicationCursor, "\u{1b}[1;5A"),
        (TerminalKey(.left, [.shift, .alt]), [], "\u{1b}[1;4D"),
        (TerminalKey(.home), [], "\u{1b}[H"),
        (TerminalKey(.end), .applicationCursor, "\u{1b}OF"),
        (TerminalKey(.insert), [], "\u{1b}[2~"),
        (TerminalKey(.delete, .control), [], "\u{1b}[3;5~"),
        (TerminalKey(.pageUp), [], "\u{1b}[5~"),
        (TerminalKey(.pageDown, .shift), [], "\u{1b}[6;2~"),
        (TerminalKey(.function(1)), [], "\u{1b}OP"),
        (TerminalKey(.function(4), .shift), [], "\u{1b}[1;2S"),
        (TerminalKey(.function(5)), [], "\u{1b}[15~"),
        (TerminalKey(.function(12), .control), [], "\u{1b}[24;5~"),
        (TerminalKey(.function(20)), [], "\u{1b}[34~"),
        (TerminalKey(.function(99)), [], ""),
        (TerminalKey(.keypad("5")), [], "5"),
        (TerminalKey(.keypad("5")), .applicationKeypad, "\u{1b}Ou"),
        (TerminalKey(.keypad("\r")), [], "\r"),
        (TerminalKey(.keypad("\r")), .applicationKeypad, "\u{1b}OM"),
        (TerminalKey(.keypad("+")), .applicationKeypad, "\u{1b}Ok"),
    ]

    @Test(arguments: keys)
    func `a key becomes the bytes its program expects`(key: TerminalKey, modes: TerminalModes, bytes: String)
    {
        #expect(String(decoding: TerminalInput(modes: modes).bytes(for: key), as: UTF8.self) == bytes)
    }

    static let pastes: [(String, TerminalModes, String)] = [
        ("a\nb", [], "a\rb"),
        ("a\r\nb", [], "a\rb"),
        ("a\nb", .bracketedPaste, "\u{1b}[200~a\rb\u{1b}[201~"),
        ("evil\u{1b}[201~rm -rf ~\n", .bracketedPaste, "\u{1b}[200~evil[201~rm -rf ~\r\u{1b}[201~"),
        ("\u{1b}\u{1b}[201~[201~x", .bracketedPaste, "\u{1b}[200~[201~[201~x\u{1b}[201~"),
        ("a\u{3}\u{4}\u{0}b", [], "ab"),
        ("tab\tbed ünïcödé", [], "tab\tbed ünïcödé"),
    ]

    @Test(arguments: pastes)
    func `pasted text cannot leave its brackets`(text: String, modes: TerminalModes, bytes: String) {
        #expect(String(decoding: TerminalInput(modes: modes).bytes(pasting: text), as: UTF8.self) == bytes)
    }

    static let reports: [(TerminalMouse, TerminalModes, String)] = [
        (TerminalMouse(.press, .left, column: 0, row: 0), [], ""),
        (TerminalMouse(.press, .left, column: 0, row: 0), .mouseButtons, "\u{1b}[M !!"),
        (TerminalMouse(.release, .left, column: 1, row: 2), .mouseButtons, "\u{1b}[M#\"#"),
        (TerminalMouse(.release, .left, column: 1, row: 2), .mousePress, ""),
        (TerminalMouse(.press, .right, column: 9, row: 4), [.mouseButtons, .mouseSGR], "\u{1b}[<2;10;5M"),
        (TerminalMouse(.release, .right, column: 9, row: 4), [.mouseButtons, .mouseSGR], "\u{1b}[<2;10;5m"),
        (
            TerminalMouse(.press, .wheelUp, column: 0, row: 0, modifiers: .control),
            [.mouseButtons, .mouseSGR],
            "\u{1b}[<80;1;1M"
        ),
        (TerminalMouse(.motion, .none, column: 3, row: 3), [.mouseDrag, .mouseSGR], ""),
        (TerminalMouse(.motion, .left, column: 3, row: 3), [.mouseDrag, .mouseSGR], "\u{1b}[<32;4;4M"),
        (TerminalMouse(.motion, .none, column: 3, row: 3), [.mouseMotion, .mouseSGR], "\u{1b}[<35;4;4M"),
        (TerminalMouse(.press, .left, column: 300, row: 0), .mouseButtons, ""),
        (TerminalMouse(.press, .left, column: 299, row: 0), [.mouseButtons, .mouseUTF8], "\u{1b}[M Ō!"),
        (
            TerminalMouse(.press, .left, column: 299, row: 0), [.mouseButtons, .mouseDecimal],
            "\u{1b}[32;300;1M"
        ),
        (
            TerminalMouse(.press, .wheelDown, column: 0, row: 0), [.alternateScreen, .alternateScroll],
            "\u{1b}[B\u{1b}[B\u{1b}[B"
        ),
        (TerminalMouse(.press, .wheelDown, column: 0, row: 0), .alternateScroll, ""),
    ]

    @Test(arguments: reports)
    func `the mouse is reported in the form that was asked for`(
        mouse: TerminalMouse, modes: TerminalModes, bytes: String
    ) {
        #expect(String(decoding: TerminalInput(modes: modes).bytes(for: mouse), as: UTF8.self) == bytes)
    }

    @Test func `the focus is told to who wants to know`() {
        #expect(TerminalInput(modes: .focus).bytes(focused: true) == Array("\u{1b}[I".utf8))
        #expect(TerminalInput(modes: .focus).bytes(focused: false) == Array("\u{1b}[O".utf8))
        #expect(TerminalInput(modes: []).bytes(focused: true) == [])
    }
}
