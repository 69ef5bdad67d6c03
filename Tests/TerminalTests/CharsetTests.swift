import Testing

@testable import Terminal

/// SCS, shifts, national sets and 8-bit input (ISO 2022, VT420 Programmer Reference, chapter 2).
struct CharsetTests {
    /// What a program's bytes, of which those above 0x7F are written as `\u{80}` to `\u{FF}`, show in the first row.
    private func shown(_ text: String) -> String {
        var emulator = Emulator(size: TerminalSize(columns: 20, rows: 2))
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        bytes.withUnsafeBufferPointer { emulator.read($0) }
        return emulator.screen.text(row: 0)
    }

    static let sets: [(String, String)] = [
        ("\u{1b}(B#q", "#q"),
        ("\u{1b}(A#q", "£q"),
        ("\u{1b}(0lqk\u{1b}(Blqk", "┌─┐lqk"),
        ("\u{1b})0\u{e}q\u{f}q", "─q"),
        ("\u{1b}*0\u{1b}Nqq", "─q"),
        ("\u{1b}+0\u{1b}Oqq", "─q"),
        ("\u{1b}*0\u{1b}nqq", "──"),
        ("\u{1b}+0\u{1b}oq\u{f}q", "─q"),
        ("\u{1b}-A\u{e}i\u{7f}\u{f}\u{7f}x", "éÿx"),
        ("\u{1b}(>a|", "α↑"),
        ("\u{1b}(<ii", "éé"),
        ("\u{1b}(%5W", "Œ"),
        ("\u{1b}(K[", "["),
        ("\u{1b}[?42h\u{1b}(K@[]~", "§ÄÜß"),
        ("\u{1b}[?42h\u{1b}(4#[|", "£ĳƒ"),
        ("\u{1b}[?42h\u{1b}(5{`", "äé"),
        ("\u{1b}[?42h\u{1b}(R{~", "é¨"),
        ("\u{1b}[?42h\u{1b}(Q^`", "îô"),
        ("\u{1b}[?42h\u{1b}(Y`~", "ùì"),
        ("\u{1b}[?42h\u{1b}(E[\\", "ÆØ"),
        ("\u{1b}[?42h\u{1b}(%6[}", "Ãõ"),
        ("\u{1b}[?42h\u{1b}(Z|", "ñ"),
        ("\u{1b}[?42h\u{1b}(7@", "É"),
        ("\u{1b}[?42h\u{1b}(=#_", "ùè"),
        ("\u{1b}(0q\u{1b}(?q", "─q"),
        ("\u{1b}[61\"p\u{1b}(>a", "a"),
        ("\u{1b}(0q\u{1b}7\u{1b}(Bq\u{1b}8q", "──"),
        ("\u{1b}*0\u{1b}N\u{1b}7\u{1b}8qq", "─q"),
        ("\u{1b}(0\u{1b}[!pq", "q"),
    ]

    @Test(arguments: sets)
    func `a set is designated and shown`(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    static let eightBit: [(String, String)] = [
        ("\u{1b}%@\u{e9}", "é"),
        ("\u{1b}%@a\u{9b}3Gb", "a b"),
        ("\u{1b}%@a\u{84}b", "a"),
        ("\u{1b}%@\u{9d}0;title\u{9c}b", "b"),
        ("\u{1b}%@\u{90}anything\u{9c}b", "b"),
        ("\u{1b}%@\u{1b}*0q\u{f1}", "q─"),
        ("\u{1b}%@\u{1b}-A\u{1b}~\u{e9}", "é"),
        ("\u{1b}%@\u{1b}+0\u{1b}|\u{f1}", "─"),
        ("\u{1b}%@\u{e9}\u{1b}%G\u{c3}\u{a9}", "éé"),
        ("\u{1b}[?42h\u{e9}\u{1b}[?42l\u{c3}\u{a9}", "éé"),
        ("\u{1b}[?42h\u{1b}[3\u{9b}4Gb", "   b"),
        ("\u{9b}3Gb", "\u{fffd}3Gb"),
    ]

    @Test(arguments: eightBit)
    func `8-bit controls and characters are read only when UTF-8 is not`(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test func `DECDWL is remembered with its line and makes it no wider`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read("\u{1b}#6abcdefghij\u{1b}[2;1H\u{1b}#3x\u{1b}#5")
        #expect(emulator.screen.line(0).size == .doubleWidth)
        #expect(emulator.screen.line(1).size == .single)
        #expect(emulator.screen.text(row: 0) == "abcdefghij")
    }
}
