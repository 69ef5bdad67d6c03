import Testing

@testable import Terminal

struct SelectionTests {
    private func emulator(_ text: String) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 3))
        emulator.read(text)
        return emulator
    }

    private func text(_ text: String, _ from: TerminalPosition, _ to: TerminalPosition) -> String {
        let emulator = emulator(text)
        return emulator.screen.text(from: from, to: to)
    }

    private func selected(
        _ text: String, _ kind: TerminalSelection.Kind, _ from: TerminalPosition, _ to: TerminalPosition
    ) -> String {
        let emulator = emulator(text)
        return emulator.screen.text(of: TerminalSelection(kind, from: from, to: to))
    }

    private func columns(
        _ text: String, _ kind: TerminalSelection.Kind, _ from: TerminalPosition, _ to: TerminalPosition
    ) -> [Range<Int>] {
        let emulator = emulator(text)
        let selection = TerminalSelection(kind, from: from, to: to)
        return (0..<3).map { emulator.screen.columns(of: selection, line: $0) }
    }

    @Test func `wrapped lines are joined, blanks at an end left out`() {
        let lines = "abcdefghijklm  \r\nx y   \r\nlast"
        #expect(text(lines, place(0, 0), place(3, 3)) == "abcdefghijklm\nx y\nlast")
        #expect(text(lines, place(3, 1), place(0, 8)) == "ijklm\nx y\nla")
    }

    @Test func `a wide character at a wrap is taken once`() {
        #expect(text("abcdefghi漢字\r\n", place(0, 0), place(1, 9)) == "abcdefghi漢字")
        #expect(text("abcdefghi漢字\r\n", place(1, 1), place(1, 2)) == "漢字")
    }

    @Test func `places outside are as near as there is text`() {
        #expect(text("abc", place(-5, 0), place(50, 0)) == "abc\n\n")
        #expect(text("abc", place(40, 0), place(50, 0)) == "")
    }

    @Test func `a block is cut out of its lines`() {
        #expect(selected("abcdef\r\ngh\r\nijklmn", .block, place(0, 1), place(2, 3)) == "bcd\nh\njkl")
        #expect(selected("abcdef\r\ngh\r\nijklmn", .block, place(2, 3), place(0, 1)) == "bcd\nh\njkl")
        #expect(columns("abcdef\r\ngh", .block, place(0, 3), place(1, 1)) == [1..<4, 1..<4, 0..<0])
    }

    @Test func `a block takes a wide character at its edge whole`() {
        #expect(selected("a漢b\r\nabcd", .block, place(0, 2), place(1, 2)) == "漢\nc")
        #expect(columns("a漢b\r\nabcd", .block, place(0, 2), place(1, 2)) == [1..<3, 2..<3, 0..<0])
        #expect(columns("a漢b\r\nabcd", .block, place(0, 1), place(1, 1)) == [1..<3, 1..<2, 0..<0])
    }

    @Test func `lines are taken with their continuations`() {
        let lines = "one\r\nabcdefghijklm\r\n"
        #expect(selected(lines, .lines, place(2, 1), place(2, 1)) == "abcdefghijklm")
        #expect(selected(lines, .lines, place(0, 2), place(1, 0)) == "one\nabcdefghijklm")
    }

    @Test(arguments: [
        ("an item", 4, "item"), ("an item", 2, " "), ("f(a,b)", 1, "("),
        ("/etc/hosts:3", 5, "/etc/hosts"), ("日本語 x", 1, "日本語"), ("x\u{301}y z", 0, "x\u{301}y"),
    ])
    func `a word is chosen as a whole`(text: String, column: Int, word: String) {
        #expect(selected(text, .words, place(0, column), place(0, column)) == word)
    }

    @Test func `a word goes on over a wrap`() {
        #expect(selected("go abcdefghi.tar", .words, place(1, 2), place(1, 2)) == "abcdefghi.tar")
        #expect(selected("xx abcdefghi.tar yy", .words, place(0, 0), place(1, 0)) == "xx abcdefghi.tar")
    }

    @Test func `a new width keeps places at their characters`() {
        var emulator = emulator("abcdefghijklmnop\r\n漢字漢字漢字\r\nx")
        let places = [place(0, 3), place(1, 2), place(2, 2), place(4, 0)]
        let letters = ["d", "m", "字", "x"]
        for columns in [4, 7, 30, 3, 10] {
            let moved = emulator.resize(TerminalSize(columns: columns, rows: 4), keeping: places)
            #expect(moved.map { emulator.screen.text(from: $0, to: $0) } == letters)
            let back = emulator.resize(TerminalSize(columns: 10, rows: 3), keeping: moved)
            #expect(back.map { emulator.screen.text(from: $0, to: $0) } == letters)
        }
    }

    @Test func `places on the alternate screen keep their row`() {
        var emulator = emulator("a\r\nb\r\nc\r\nd\u{1b}[?1049h\u{1b}[2;3Hx")
        let top = emulator.screen.topLine
        let moved = emulator.resize(TerminalSize(columns: 5, rows: 2), keeping: [place(top + 1, 2)])
        #expect(moved == [place(emulator.screen.topLine + 1, 2)])
    }

    @Test(arguments: [TerminalSelection.Kind.characters, .words, .lines, .block])
    func `a selection that is no more on the screen has no text`(kind: TerminalSelection.Kind) {
        let emulator = Emulator(size: TerminalSize(columns: 10, rows: 3))
        let away = TerminalSelection(
            kind, from: TerminalPosition(line: 50, column: 70), to: TerminalPosition(line: 60, column: 80))
        #expect(emulator.screen.text(of: away).allSatisfy { $0 == "\n" })
    }
}

/// A cell of a line.
func place(_ line: Int, _ column: Int) -> TerminalPosition {
    TerminalPosition(line: line, column: column)
}
