import Testing

@testable import Terminal

struct SelectionTests {
    private func emulator(_ text: String) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 3))
        emulator.read(text)
        return emulator
    }

    private func selection(_ text: String, _ from: TerminalPosition, _ to: TerminalPosition) -> String {
        let emulator = emulator(text)
        return emulator.screen.text(from: from, to: to)
    }

    private func places(
        _ emulator: borrowing Emulator, _ pattern: String, ignoringCase: Bool = true, limit: Int = 100
    ) -> [TerminalPosition] {
        emulator.screen.search(pattern, ignoringCase: ignoringCase, limit: limit).map(\.start)
    }

    private func place(_ line: Int, _ column: Int) -> TerminalPosition {
        TerminalPosition(line: line, column: column)
    }

    @Test func `wrapped lines are joined, blanks at an end left out`() {
        let text = "abcdefghijklm  \r\nx y   \r\nlast"
        #expect(selection(text, place(0, 0), place(3, 3)) == "abcdefghijklm\nx y\nlast")
        #expect(selection(text, place(3, 1), place(0, 8)) == "ijklm\nx y\nla")
    }

    @Test func `a wide character at a wrap is taken once`() {
        let text = "abcdefghi漢字\r\n"
        #expect(selection(text, place(0, 0), place(1, 9)) == "abcdefghi漢字")
        #expect(selection(text, place(1, 1), place(1, 2)) == "漢字")
    }

    @Test func `places outside are as near as there is text`() {
        #expect(selection("abc", place(-5, 0), place(50, 0)) == "abc\n\n")
        #expect(selection("abc", place(40, 0), place(50, 0)) == "")
    }

    @Test func `a block is cut out of its lines`() {
        let emulator = emulator("abcdef\r\ngh\r\nijklmn")
        let block = emulator.screen.block(from: place(0, 1), to: place(2, 3))
        #expect(block == "bcd\nh\njkl")
    }

    @Test func `search finds text in the scrollback and over a wrap`() {
        let emulator = emulator("needle\r\nxxxxxxxNEEdle\r\n漢needle\r\n\r\nno")
        let ends = emulator.screen.search("needle").map(\.end)
        #expect(places(emulator, "needle") == [place(0, 0), place(1, 7), place(3, 2)])
        #expect(ends == [place(0, 5), place(2, 2), place(3, 7)])
        #expect(places(emulator, "needle", ignoringCase: false) == [place(0, 0), place(3, 2)])
        #expect(places(emulator, "needle", limit: 1) == [place(3, 2)])
        #expect(places(emulator, "") == [])
    }
}
