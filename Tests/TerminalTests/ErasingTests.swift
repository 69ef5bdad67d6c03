import Testing

@testable import Terminal

struct ErasingTests {
    @Test func `what is protected moves on whole when a column is inserted before it`() {
        var emulator = Emulator(size: TerminalSize(columns: 8, rows: 2))
        emulator.read("\u{1b}V漢字\u{1b}W\r\u{1b}6")
        #expect(brokenInvariant(emulator.screen) == nil)
        #expect(emulator.screen.text(row: 0) == " 漢字")
    }

    private static let rows = "\u{1b}[Haaaaa\r\nbbbbb\r\nccccc\u{1b}[2;3H"

    static let scenes = [
        Scene("EL 0", rows + "\u{1b}[K", ["aaaaa", "bb", "ccccc"], at: 2, 1),
        Scene("EL 1", rows + "\u{1b}[1K", ["aaaaa", "   bb", "ccccc"], at: 2, 1),
        Scene("EL 2", rows + "\u{1b}[2K", ["aaaaa", "", "ccccc"], at: 2, 1),
        Scene("ED 0", rows + "\u{1b}[J", ["aaaaa", "bb"], at: 2, 1),
        Scene("ED 1", rows + "\u{1b}[1J", ["", "   bb", "ccccc"], at: 2, 1),
        Scene("ED 2", rows + "\u{1b}[2J", [], at: 2, 1),
        Scene("ECH", rows + "\u{1b}[2X", ["aaaaa", "bb  b", "ccccc"], at: 2, 1),
        Scene("ICH", rows + "\u{1b}[2@", ["aaaaa", "bb  bbb", "ccccc"], at: 2, 1),
        Scene("ICH drops what leaves", "abcdefghij\u{1b}[1;3H\u{1b}[3@", ["ab   cdefg"], at: 2, 0),
        Scene("DCH", "abcdefghij\u{1b}[1;3H\u{1b}[3P", ["abfghij"], at: 2, 0),
        Scene("DCH of more than there is", "abcdefghij\u{1b}[1;3H\u{1b}[99P", ["ab"], at: 2, 0),
        Scene("insert mode", "abc\u{1b}[1;2H\u{1b}[4hXY\u{1b}[4lZ", ["aXYZc"], at: 4, 0),
        Scene("REP", "a\u{1b}[3b", ["aaaa"], at: 4, 0),
        Scene("REP repeats a wide character", "漢\u{1b}[2b", ["漢漢漢"], at: 6, 0),
        Scene("overwriting a wide one's left half", "漢\rX", ["X"], at: 1, 0),
        Scene("overwriting a wide one's right half", "漢\u{1b}[1;2HX", [" X"], at: 2, 0),
        Scene("ECH on a wide one's right half", "a漢b\u{1b}[1;3H\u{1b}[X", ["a  b"], at: 2, 0),
        Scene("DCH through a wide one", "a漢b\u{1b}[1;3H\u{1b}[P", ["a b"], at: 2, 0),
        Scene("DCH pulls a wide one from the edge", "abcdefgh漢\u{1b}[H\u{1b}[P", ["bcdefgh漢"], at: 0, 0),
        Scene("ICH pushes a wide one over the edge", "abcdefgh漢\u{1b}[H\u{1b}[@", [" abcdefgh"], at: 0, 0),
        Scene("DECSED keeps what is protected", "a\u{1b}[1\"qb\u{1b}[0\"qc\u{1b}[?2J", [" b"], at: 3, 0),
        Scene("DECSEL keeps what is protected", "a\u{1b}[1\"qb\u{1b}[0\"qc\u{1b}[?1K", [" b"], at: 3, 0),
        Scene("EL erases what is protected", "a\u{1b}[1\"qb\u{1b}[2K", [], at: 2, 0),
        Scene("DECALN", "\u{1b}#8", Array(repeating: "EEEEEEEEEE", count: 5), at: 0, 0),
        Scene("RIS", rows + "\u{1b}[1m\u{1b}[?6h\u{1b}c", [], at: 0, 0),
    ]

    @Test(arguments: scenes)
    func `erasing and shifting`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    @Test func `erased cells take the background and nothing else of the pen`() {
        #expect(
            styles("\u{1b}[1;4;31;44m\u{1b}[2X", columns: 2)
                == Array(repeating: TerminalStyle(background: .palette(4)), count: 2))
    }

    @Test func `clearing the primary screen keeps its text in the scrollback`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("one\r\ntwo\u{1b}[2J")
        #expect(emulator.screen.scrollback == 2)
        emulator.read("\u{1b}[3J")
        #expect(emulator.screen.scrollback == 0)
    }
}
