import Testing

@testable import Terminal

/// Frames that a program marks (mode 2026): whole ones at once, and nothing a program does makes them dear.
struct HeldFrameTests {
    private static let begin = "\u{1b}[?2026h"
    private static let end = "\u{1b}[?2026l"

    private func emulator(_ portions: [(String, UInt64)]) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        for (text, time) in portions { emulator.read(text, at: time) }
        return emulator
    }

    static let held: [([(String, UInt64)], String)] = [
        ([(begin + "new", 1)], ""),
        ([(begin + "new", 1), (end, 2)], "new"),
        ([(begin + "new" + end, 1)], "new"),
        ([(begin + "ne", 1), (begin + "w", 2)], ""),
        ([(begin + "ne", 1), (begin + "w" + end, 2)], "new"),
        ([(begin + "ne", 1), ("w", 151_000_000)], "new"),
        ([(begin + "a", 1), ("b", 151_000_000), (begin + "c", 152_000_000)], "abc"),
        ([(begin + "a", 1), ("b" + end + begin + "c", 151_000_000)], "ab"),
        ([(begin + "a", 1), ("b", 151_000_000), (end + begin + "c", 152_000_000)], "ab"),
        ([(begin + "a" + end + begin + "b", 1)], "a"),
        ([(begin + "a" + end + begin + "b", 1), ("c\u{1b}[?20", 2), ("26l" + begin + "d", 3)], "abc"),
        ([(begin + "a" + begin + "b" + end + "c", 1)], "abc"),
        ([(begin + "a\u{1b}[?2026;25l" + "b", 1), ("c", 151_000_000)], "abc"),
    ]

    @Test(arguments: held)
    func `a frame is shown when it is whole or overdue, and its beginning counts once`(
        portions: [(String, UInt64)], shown: String
    ) {
        let emulator = emulator(portions)
        #expect(emulator.screen.text(row: 0) == shown)
        #expect(brokenInvariant(emulator.screen) == nil)
    }

    @Test func `a frame over its limit is shown to its end`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read(Self.begin)
        let portion = String(repeating: "x\r", count: 1 << 15)
        for _ in 0..<31 { emulator.read(portion) }
        #expect(emulator.screen.text(row: 0) == "")
        for _ in 0..<3 { emulator.read(portion) }
        #expect(emulator.screen.text(row: 0) == "x")
        emulator.read(Self.begin + "y")
        #expect(emulator.screen.text(row: 0) == "y")
        emulator.read(Self.end + Self.begin + "\rz")
        #expect(emulator.screen.text(row: 0) == "y")
    }

    /// What would take minutes if every beginning were looked for an end of its own.
    static let floods = [
        begin, begin + "x", begin + "\u{1b}[?2026;25l", begin + "\u{1b}[?25;2026l\r", begin + "x" + end,
    ]

    @Test(arguments: floods)
    func `frames without number cost no more than their bytes`(flood: String) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        var text = String(repeating: flood, count: (4 << 20) / flood.utf8.count)
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                emulator.read(UnsafeBufferPointer(rebasing: rest.prefix(65_520)))
                rest = rest.dropFirst(65_520)
            }
        }
        emulator.releaseFrame()
        let isAtRest = emulator.isAtRest
        #expect(isAtRest)
    }

    @Test func `what is held is shown in portions, as dear bytes are`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read(Self.begin + "abcdef", at: 1)
        Array((Self.end + Self.begin + "g").utf8).withUnsafeBufferPointer { emulator.feed($0, at: 2) }
        let isDue = emulator.showDue(atMost: 2, at: 3)
        #expect(isDue)
        #expect(emulator.screen.text(row: 0) == "ab")
        while emulator.showDue(atMost: 2, at: 3) {}
        #expect(emulator.screen.text(row: 0) == "abcdef")
        let deadline = emulator.frameDeadline
        #expect(deadline != nil)
    }
}

extension Emulator {
    fileprivate mutating func read(_ text: String, at time: UInt64) {
        var text = text
        text.withUTF8 { read($0, at: time) }
    }
}
