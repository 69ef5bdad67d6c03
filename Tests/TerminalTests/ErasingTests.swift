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

/// Rows that are one cell throughout, which are kept as that cell until somebody asks for the others.
struct FilledRowTests {
    /// The same, filled at once and in halves.
    private static let fillings: [(String, String)] = [
        ("\u{1b}[1;31m\u{1b}[88$x", "\u{1b}[1;31m\u{1b}[88;1;1;5;5$x\u{1b}[88;1;6;5;10$x"),
        ("\u{1b}[44m\u{1b}[2J", "\u{1b}[44m\u{1b}[1;1;5;5$z\u{1b}[1;6;5;10$z"),
        ("\u{1b}[44m\u{1b}[3;1H\u{1b}[2K", "\u{1b}[44m\u{1b}[3;1H\u{1b}[3;1;3;5$z\u{1b}[3;6;3;10$z"),
        (
            "\u{1b}[2*x\u{1b}[1;1;;;1;5$r\u{1b}[1;1;;;0;1$t",
            "\u{1b}[2*x\u{1b}[1;1;5;5;1;5$r\u{1b}[1;6;5;10;1;5$r\u{1b}[1;1;5;5;0;1$t\u{1b}[1;6;5;10;0;1$t"
        ),
    ]

    /// What a program may do to such rows.
    private static let deeds = [
        "a", "漢", "\u{1b}[3;4Hab漢", "\u{1b}[3;4H\u{1b}[2@", "\u{1b}[3;4H\u{1b}[2P", "\u{1b}[3;4H\u{1b}[2X",
        "\u{1b}[3;4H\u{1b}[K", "\u{1b}[m\u{1b}[3;4H\u{1b}[J", "\u{1b}[m\u{1b}[2J", "\u{1b}[42m\u{1b}[2J",
        "\u{1b}[3;4H\u{1b}[1K", "\u{1b}[2;4r\u{1b}[4;1H\n\n", "\u{1b}[5;1H\r\n\r\nx", "\u{1b}[2S",
        "\u{1b}[2T",
        "\u{1b}[3;1H\u{1b}[L", "\u{1b}[3;1H\u{1b}[M", "\u{1b}[4h\u{1b}[3;4Hab", "\u{1b}[3;4H\u{1b}['}",
        "\u{1b}[3;4H\u{1b}['~", "\u{1b}[89;2;3;4;6$x", "\u{1b}[89$x", "\u{1b}[1;1;3;10;1;3;1$v",
        "\u{1b}[1;1;3;5;1;2;4$v", "\u{1b}[1;1;;;1;2;2;1$v", "\u{1b}[2;2H漢\u{1b}[1;1;3;10;1;3;1$v",
        "\u{1b}[2*x\u{1b}[2;3;4;6;7$r", "\u{1b}[2*x\u{1b}[7$r", "\u{1b}[2;3;4;5;7$t", "\u{1b}[2;3;4;6${",
        "\u{1b}[3;4H\u{301}", "\u{1b}[3;10Ha\u{301}b", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[2S", "\u{1b}#8",
        "\u{1b}[?1049h\u{1b}[Hx\u{1b}[?1049l", "\u{1b}[1;1;5;10#|x",
    ]

    @Test(arguments: fillings, deeds)
    func `a row that is filled is what one is that was written`(filling: (String, String), deed: String) {
        let size = TerminalSize(columns: 10, rows: 5)
        var filled = Emulator(size: size)
        var written = Emulator(size: size)
        let before = "old text\r\ntwo lines"
        filled.read(before + filling.0 + "\u{1b}[3J" + deed)
        written.read(before + filling.1 + "\u{1b}[3J" + deed)
        #expect(transcript(filled.screen) == transcript(written.screen))
        #expect(brokenInvariant(filled.screen) == nil)
        #expect(filled.takeDamage() == written.takeDamage())
        for size in [TerminalSize(columns: 7, rows: 4), TerminalSize(columns: 12, rows: 6)] {
            filled.resize(size)
            written.resize(size)
            #expect(transcript(filled.screen) == transcript(written.screen))
        }
    }

    @Test func `a filled row is told to have changed`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 3))
        _ = emulator.takeDamage()
        emulator.read("\u{1b}[88;2;1;2;10$x")
        #expect(emulator.takeDamage().rows == [1])
        emulator.read("\u{1b}[88;2;1;2;10$x")
        #expect(emulator.takeDamage().rows == [1])
        emulator.read("\u{1b}[2;1;2;10;1;3;1$v")
        #expect(emulator.takeDamage().rows == [2])
    }
}
