import Testing

@testable import Terminal

struct ReflowTests {
    /// Writes at one size and shows at another.
    private func picture(_ text: String, from: (Int, Int), to: (Int, Int)) -> Picture {
        var emulator = Emulator(size: TerminalSize(columns: from.0, rows: from.1))
        emulator.read(text)
        emulator.resize(TerminalSize(columns: to.0, rows: to.1))
        return Picture(emulator.screen)
    }

    @Test func `a long line is wrapped anew`() {
        #expect(
            picture("abcdefghijklm\r\n$ ", from: (10, 5), to: (5, 5))
                == Picture(["abcde", "fghij", "klm", "$"], column: 2, row: 3))
        #expect(
            picture("abcdefghijklm\r\n$ ", from: (5, 5), to: (20, 5))
                == Picture(["abcdefghijklm", "$"], column: 2, row: 1))
    }

    @Test func `lines come back from the scrollback on a larger screen`() {
        #expect(
            picture("1\r\n2\r\n3\r\n4", from: (10, 2), to: (10, 4))
                == Picture(["1", "2", "3", "4"], column: 1, row: 3, height: 4))
    }

    @Test func `a lower screen pushes lines into the scrollback, blank rows first`() {
        #expect(
            picture("1\r\n2\r\n3\r\n4", from: (10, 4), to: (10, 2))
                == Picture(["3", "4"], column: 1, row: 1, height: 2))
        #expect(
            picture("1\r\n2", from: (10, 5), to: (10, 3))
                == Picture(["1", "2"], column: 1, row: 1, height: 3))
    }

    @Test func `a wide character is not cut`() {
        #expect(
            picture("abc漢字", from: (10, 3), to: (4, 3))
                == Picture(["abc", "漢字"], column: 3, row: 1, height: 3))
        #expect(
            picture("abc漢字", from: (4, 3), to: (10, 3)) == Picture(["abc漢字"], column: 7, row: 0, height: 3))
    }

    @Test func `the cursor stays behind its character`() {
        #expect(picture("abcdefgh\u{1b}[1;7HX", from: (10, 3), to: (4, 3)).rows == ["abcd", "efXh", ""])
        #expect(
            picture("abcdefgh\u{1b}[1;7H", from: (10, 3), to: (4, 3))
                == Picture(["abcd", "efgh"], column: 2, row: 1, height: 3))
    }

    @Test func `there and back again is the same`() {
        let text = "The quick brown fox jumps over the lazy dog.\r\n\r\n漢字かな交じり文 and more text\r\n$ "
        let before = picture(text, from: (30, 8), to: (30, 8))
        for columns in [1, 2, 3, 7, 13, 29, 31, 80] {
            var emulator = Emulator(size: TerminalSize(columns: 30, rows: 8))
            emulator.read(text)
            if columns > 1 { emulator.resize(TerminalSize(columns: columns, rows: 8)) }
            emulator.resize(TerminalSize(columns: 30, rows: 8))
            #expect(Picture(emulator.screen) == before, "by way of \(columns) columns")
        }
    }

    @Test func `one column has no room for a wide character, and no half of it comes back`() {
        var emulator = Emulator(size: TerminalSize(columns: 20, rows: 6))
        emulator.read("漢")
        for (columns, rows) in [(1, 1), (29, 12), (1, 3), (20, 6)] {
            emulator.resize(TerminalSize(columns: columns, rows: rows))
            #expect(brokenInvariant(emulator.screen) == nil)
        }
    }

    @Test func `the alternate screen is cut, the primary behind it laid out anew`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 3))
        emulator.read("abcdefghij\u{1b}[?1049h\u{1b}[H0123456789")
        emulator.resize(TerminalSize(columns: 5, rows: 3))
        #expect(Picture(emulator.screen).rows == ["01234", "", ""])
        emulator.read("\u{1b}[?1049l")
        #expect(Picture(emulator.screen).rows == ["abcde", "fghij", ""])
    }

    @Test func `blanks at the end of a wrapped row stay in the line`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 4))
        emulator.read("\u{1b}[10GX")
        for columns in [6, 3, 10] { emulator.resize(TerminalSize(columns: columns, rows: 4)) }
        #expect(Picture(emulator.screen).rows == ["         X", "", "", ""])
        emulator.resize(TerminalSize(columns: 6, rows: 4))
        let all = TerminalSelection(.lines, from: place(0, 0), to: place(0, 0))
        #expect(emulator.screen.text(of: all) == "         X")
    }

    @Test func `a line erased in colour does not grow`() {
        #expect(
            picture("ab\u{1b}[44m\u{1b}[K\r\n\u{1b}[K\r\nc", from: (10, 4), to: (4, 4))
                == Picture(["ab", "", "c"], column: 1, row: 2, height: 4))
    }

    @Test func `margins are gone and tab stops go on`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{1b}[2;3r")
        emulator.resize(TerminalSize(columns: 30, rows: 5))
        emulator.read("\u{1b}[H\t\tX")
        #expect(Picture(emulator.screen) == Picture(["                X"], column: 17, row: 0))
    }
}

/// Whatever the widths, no character is lost or doubled, and the cursor stays on its own.
struct ReflowPropertyTests {
    private static let words = [
        "plain", "漢字", "e\u{301}", "👩‍👩‍👧", "🇩🇪", "x", "한국어", "a  b", "\u{1b}[31mred\u{1b}[m",
        "\u{1b}[44m\u{1b}[K\u{1b}[m",
    ]

    /// Lines of words, some much longer than the screen is wide.
    private func text(_ noise: inout Noise) -> String {
        var text = ""
        for line in 0..<noise.below(40) + 4 {
            if line > 0 { text += "\r\n" }
            for _ in 0..<noise.below(noise.below(5) == 0 ? 60 : 8) {
                text += Self.words[noise.below(Self.words.count)] + (noise.below(3) == 0 ? "" : " ")
            }
        }
        return text
    }

    /// The character the cursor is on.
    private func underCursor(_ screen: borrowing TerminalScreen) -> String {
        let place = TerminalPosition(
            line: screen.topLine + screen.cursorState.row, column: screen.cursorState.column)
        return screen.text(from: place, to: place)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `widths there and back keep the text, and the cursor on its character`(seed: UInt64) {
        var noise = Noise(seed: seed)
        let size = TerminalSize(columns: noise.below(70) + 10, rows: noise.below(20) + 3)
        var emulator = Emulator(size: size)
        // The cursor goes back onto a character that is there once only.
        emulator.read(text(&noise) + "αβγ\u{8}\u{8}")
        let (text, before) = (logicalText(emulator.screen), underCursor(emulator.screen))
        #expect(["α", "β", "γ"].contains(before))
        for round in 0..<12 {
            let other = TerminalSize(columns: noise.below(90) + 2, rows: noise.below(30) + 1)
            emulator.resize(round == 11 ? size : other)
            #expect(logicalText(emulator.screen) == text, "round \(round), \(emulator.screen.size)")
            #expect(underCursor(emulator.screen) == before, "round \(round), \(emulator.screen.size)")
            #expect(brokenInvariant(emulator.screen) == nil)
        }
    }
}
