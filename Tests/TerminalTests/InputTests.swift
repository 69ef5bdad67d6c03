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
