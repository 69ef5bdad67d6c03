import Testing

@testable import Terminal

/// DECSC, SCOSC, ?1048 and ?1049: what was saved is a place in the text, and goes where the text goes.
struct SavedCursorTests {
    /// What is written, the sizes that follow one another, and the rows once the place is gone back to and marked.
    static let scenes: [(String, [(Int, Int)], [String])] = [
        ("abcdefg\u{1b}7", [(10, 4), (5, 4)], ["abcde", "fg!", "", ""]),
        ("abcdefg\u{1b}7", [(5, 4), (10, 4)], ["abcdefg!", "", "", ""]),
        ("abcdefghi\r\njk\u{1b}7\r\nnext", [(10, 6), (5, 6)], ["abcde", "fghi", "jk!", "next", "", ""]),
        ("abcdefghi\r\njk\u{1b}7\r\nnext", [(5, 6), (10, 6)], ["abcdefghi", "jk!", "next", "", "", ""]),
        ("1\r\n2\r\n3\r\n4\r\nab\u{1b}7", [(10, 3), (10, 6)], ["1", "2", "3", "4", "ab!", ""]),
        ("1\r\nab\u{1b}7\r\n3\r\n4", [(10, 4), (10, 3)], ["ab!", "3", "4"]),
        ("ab\u{1b}7\r\n2\r\n3\r\n4", [(10, 4), (10, 2), (10, 4)], ["ab!", "2", "3", "4"]),
        ("ab\u{1b}7\r\n2\r\n3\r\n4", [(10, 4), (5, 2), (20, 1), (10, 4)], ["ab!", "2", "3", "4"]),
        ("abcde\u{1b}7\r\n2", [(5, 3), (10, 3)], ["abcde!", "2", ""]),
        ("abc漢\u{1b}7字", [(10, 3), (4, 3)], ["abc", "漢!", ""]),
        ("\u{1b}[5;3H\u{1b}7\u{1b}[Hab", [(10, 6), (10, 7)], ["ab", "", "", "", "  !", "", ""]),
        ("abcdefg\u{1b}[4;3H\u{1b}7\u{1b}[H", [(10, 6), (5, 6)], ["abcde", "fg", "", "", "  !", ""]),
        ("abcdefg\u{1b}[?1049hfull", [(10, 4), (5, 4)], ["abcde", "fg!", "", ""]),
        ("abcdefg\u{1b}7\u{1b}[?47hfull", [(10, 4), (5, 4)], ["abcde", "fg!", "", ""]),
    ]

    static let ways: [(String, String, String)] = [
        ("DECSC", "\u{1b}7", "\u{1b}8"), ("SCOSC", "\u{1b}[s", "\u{1b}[u"),
        ("?1048", "\u{1b}[?1048h", "\u{1b}[?1048l"),
    ]

    @Test(arguments: scenes, ways)
    func `the saved place follows its character`(
        scene: (text: String, sizes: [(Int, Int)], rows: [String]),
        way: (name: String, save: String, restore: String)
    ) {
        let sizes = scene.sizes.map { TerminalSize(columns: $0.0, rows: $0.1) }
        var emulator = Emulator(size: sizes[0])
        emulator.read(
            scene.text.split(separator: "\u{1b}7", omittingEmptySubsequences: false).joined(
                separator: way.save))
        for size in sizes.dropFirst() {
            emulator.resize(size)
            #expect(brokenInvariant(emulator.screen) == nil)
        }
        let leaving = scene.text.contains("?1049h") ? "\u{1b}[?1049l" : "\u{1b}[?47l" + way.restore
        emulator.read(leaving + "!")
        #expect(Picture(emulator.screen).rows == scene.rows)
    }

    @Test func `a place that nothing remembers any more is the nearest one`() {
        var policy = TerminalPolicy()
        policy.scrollbackLines = 2
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 4), policy: policy)
        emulator.read("ab\u{1b}7\r\n2\r\n3\r\n4")
        emulator.resize(TerminalSize(columns: 10, rows: 2))
        emulator.read("\u{1b}[3J\u{1b}[?1049h")
        emulator.resize(TerminalSize(columns: 10, rows: 4))
        #expect(brokenInvariant(emulator.screen) == nil)
        emulator.read("\u{1b}8!")
        #expect(brokenInvariant(emulator.screen) == nil)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `sizes there and back leave it on its character`(seed: UInt64) {
        var noise = Noise(seed: seed)
        var text = ""
        for line in 0..<noise.below(30) + 2 {
            text += "line \(line) " + String(repeating: "x", count: noise.below(40)) + "\r\n"
        }
        let size = TerminalSize(columns: noise.below(50) + 20, rows: noise.below(20) + 4)
        var emulator = Emulator(size: size)
        emulator.read(text + "before αafter\r\nand more\u{1b}[A\u{1b}[8G\u{1b}7\u{1b}[B")
        for _ in 0..<8 {
            emulator.resize(TerminalSize(columns: noise.below(60) + 2, rows: noise.below(30) + 1))
            #expect(brokenInvariant(emulator.screen) == nil)
        }
        emulator.resize(size)
        emulator.read("\u{1b}8β")
        #expect(logicalText(emulator.screen).contains("before βafter"), "seed \(seed)")
    }
}
