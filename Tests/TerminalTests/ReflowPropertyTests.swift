import Testing

@testable import Terminal

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
