import Testing

@testable import Terminal

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
