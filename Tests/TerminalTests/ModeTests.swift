import Testing

@testable import Terminal

struct ModeTests {
    private func emulator(_ text: String) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read(text)
        return emulator
    }

    @Test(arguments: [47, 1_047, 1_049])
    func `the primary screen comes back as it was`(mode: Int) {
        let text = "main\u{1b}[?\(mode)h\u{1b}[Halternate\u{1b}[?\(mode)l"
        #expect(picture(text).rows[0] == "main")
    }

    @Test func `mode 1049 brings the cursor back, mode 47 does not`() {
        #expect(
            picture("main\u{1b}[?1049h\u{1b}[3;3H\u{1b}[?1049lX") == Picture(["mainX"], column: 5, row: 0))
        #expect(
            picture("main\u{1b}[?47h\u{1b}[3;3H\u{1b}[?47lX")
                == Picture(["main", "", "  X"], column: 3, row: 2))
    }

    @Test func `leaving the alternate screen where it is not shown brings the cursor back too`() {
        #expect(picture("ab\u{1b}7cd\u{1b}[?1049lX") == Picture(["abXd"], column: 3, row: 0))
        #expect(picture("abcd\u{1b}[?1049lX") == Picture(["Xbcd"], column: 1, row: 0))
    }

    @Test func `mode 1049 shows a blank screen, mode 47 what was left there`() {
        #expect(picture("\u{1b}[?47hleft\u{1b}[?47l\u{1b}[?47h").rows[0] == "left")
        #expect(picture("\u{1b}[?47hleft\u{1b}[?47l\u{1b}[?1049h").rows[0] == "")
        #expect(picture("\u{1b}[?1047hleft\u{1b}[?1047l\u{1b}[?47h").rows[0] == "")
    }

    @Test func `the alternate screen leaves nothing in the scrollback`() {
        let emulator = emulator("\u{1b}[?1049h1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\u{1b}[?1049l")
        #expect(emulator.screen.scrollback == 0)
    }

    @Test func `132 columns are refused, and clear only when mode 40 allows it`() {
        #expect(picture("text\u{1b}[?3h") == Picture(["text"], column: 4, row: 0))
        #expect(picture("text\u{1b}[?40h\u{1b}[?3h") == Picture([], column: 0, row: 0))
    }

    static let cursors: [(Int, TerminalCursor.Shape, Bool)] = [
        (0, .block, true), (1, .block, true), (2, .block, false), (3, .underline, true),
        (4, .underline, false),
        (5, .bar, true), (6, .bar, false),
    ]

    @Test(arguments: cursors)
    func `DECSCUSR gives the cursor a shape`(style: Int, shape: TerminalCursor.Shape, blinks: Bool) {
        let cursor = emulator("\u{1b}[\(style) q").screen.cursorState
        #expect(
            cursor == TerminalCursor(column: 0, row: 0, shape: shape, isBlinking: blinks, isVisible: true))
    }

    /// What is shown of a text whose last portion comes at a time, in nanoseconds.
    private func shown(_ portions: [String], last time: UInt64) -> String {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        for portion in portions.dropLast() {
            Array(portion.utf8).withUnsafeBufferPointer { emulator.read($0, at: 1_000) }
        }
        Array((portions.last ?? "").utf8).withUnsafeBufferPointer { emulator.read($0, at: time) }
        return emulator.screen.text(row: 0)
    }

    static let frames: [([String], UInt64, String)] = [
        (["a\u{1b}[?2026hb"], 1_000, "a"),
        (["a\u{1b}[?2026hb", "c\u{1b}[?2026ld"], 1_000, "abcd"),
        (["a\u{1b}[?2026hb\u{1b}[?20", "26lc"], 1_000, "abc"),
        (["a\u{1b}[?2026hb\u{1b}[?2026lc\u{1b}[?2026hd"], 1_000, "abc"),
        (["a\u{1b}[?2026hb\u{1b}[?2026l\u{1b}[?2026hc", "\u{1b}[?2026ld"], 1_000, "abcd"),
        (["a\u{1b}[?2026hb\u{1b}[?2026lc\u{1b}[?2026hd\u{1b}[?2026le"], 1_000, "abcde"),
        (["a\u{1b}[?2026hb", "c"], 150_000_999, "a"),
        (["a\u{1b}[?2026hb", "c"], 150_001_000, "abc"),
        (["\u{1b}[?2026ha", "\u{1b}[?25;2026lb", ""], 150_001_000, "ab"),
    ]

    @Test(arguments: frames)
    func `a frame is shown when it is whole, or after 150 ms`(
        portions: [String], time: UInt64, expected: String
    ) {
        #expect(shown(portions, last: time) == expected)
    }

    @Test func `a frame of more than 2 MB is shown as it comes`() {
        let much = String(repeating: "\rx", count: 2 << 20)
        #expect(shown(["a\u{1b}[?2026hb", much], last: 1_000) == "xb")
    }

    @Test func `a later mode of the mouse takes the place of an earlier one`() {
        #expect(emulator("\u{1b}[?1000h\u{1b}[?1003h").screen.modes.intersection(.anyMouse) == .mouseMotion)
        #expect(emulator("\u{1b}[?1003h\u{1b}[?1003l").screen.modes.isDisjoint(with: .anyMouse))
    }

    @Test func `RIS sets every mode back`() {
        let text = "\u{1b}[?1;5;6;9;45;66;1004;1006;2004h\u{1b}[4;20h\u{1b}[?7;25l\u{1b}c"
        #expect(emulator(text).screen.modes == .initial)
    }
}
