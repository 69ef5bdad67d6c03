import Testing

@testable import Terminal

struct CharacterTests {
    static let clusters: [(String, Int)] = [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("😀", 2),
        ("❤\u{fe0f}", 2), ("1\u{fe0f}\u{20e3}", 2), ("❤", 1), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🏳\u{fe0f}\u{200d}🌈", 2),
        ("🇩🇪", 2), ("a\u{200b}", 1), ("ก\u{e31}", 1), ("\u{1fae0}", 2),
    ]

    @Test(arguments: clusters)
    func `a character fills its columns`(text: String, width: Int) {
        #expect(picture(text + "|").rows[0] == text + "|")
        #expect(picture(text + "|").column == width + 1)
    }

    static let strings: [(String, Int)] = [
        ("🇩🇪🇫🇷", 4), ("👨‍a", 3), ("a\u{200d}b", 2), ("漢\u{301}字", 4), ("😀😀", 4), ("🏽", 2), ("a🏽", 3),
    ]

    @Test(arguments: strings)
    func `characters that only look joined stay apart`(text: String, width: Int) {
        #expect(picture(text).column == width)
    }

    @Test func `a character keeps no more than sixteen marks`() {
        let marks = String(repeating: "\u{301}", count: 40)
        #expect(
            picture("e" + marks + "x").rows[0] == "e"
                + marks.unicodeScalars.prefix(16).map(String.init).joined() + "x")
    }

    @Test func `a mark goes onto the last column's character while the wrap waits`() {
        #expect(picture("abcdefghie\u{301}").rows[0] == "abcdefghie\u{301}")
    }

    @Test func `an emoji selector widens a character in place`() {
        #expect(picture("❤\u{fe0f}x\u{1b}[1;2HY").rows[0] == " Yx")
    }

    static let decodings: [([UInt8], String)] = [
        ([0xff, 0x61], "\u{fffd}a"),
        ([0xc3, 0x28], "\u{fffd}("),
        ([0xe6, 0xbc, 0x41], "\u{fffd}A"),
        ([0xf0, 0x9f, 0x98, 0x41], "\u{fffd}A"),
        ([0xed, 0xa0, 0x80], "\u{fffd}\u{fffd}\u{fffd}"),
        ([0xc0, 0xaf], "\u{fffd}\u{fffd}"),
        ([0xf5, 0x80], "\u{fffd}\u{fffd}"),
        ([0xe2, 0x82, 0xac], "€"),
        ([0xc2, 0x9b, 0x33, 0x31, 0x6d], "31m"),
        ([0x9b, 0x41], "\u{fffd}A"),
        ([0xe2, 0x1b, 0x5b, 0x6d, 0x78], "\u{fffd}x"),
    ]

    @Test(arguments: decodings)
    func `wrong UTF-8 becomes one replacement a longest part`(bytes: [UInt8], text: String) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        bytes.withUnsafeBufferPointer { emulator.read($0) }
        #expect(emulator.screen.text(row: 0) == text)
    }

    static let sets: [(String, String)] = [
        ("\u{1b}(0lqk\u{1b}(Bq", "┌─┐q"),
        ("\u{1b})0a\u{e}q\u{f}q", "a─q"),
        ("\u{1b}(A#\u{1b}(B#", "£#"),
        ("\u{1b}*0\u{1b}Nqq", "─q"),
        ("\u{1b})0\u{e}\u{1b}7\u{f}\u{1b}8q", "─"),
        ("\u{1b}+0\u{1b}oq", "─"),
    ]

    @Test(arguments: sets)
    func `character sets`(text: String, expected: String) {
        #expect(picture(text).rows[0] == expected)
    }
}

struct DecodingTests {
    /// The bounds of every range of the decoder's table, and bytes that nothing begins with.
    static let bytes: [UInt8] = [
        0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0,
        0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ]

    /// What the standard library makes of bytes, which replaces maximal subparts too; without C1 controls.
    private func repaired(_ bytes: [UInt8]) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
        where !(0x80..<0xa0).contains(scalar.value) {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    @Test(arguments: bytes)
    func `every wrong form becomes one replacement a maximal subpart`(first: UInt8) {
        var whole = Emulator(size: TerminalSize(columns: 20, rows: 1))
        var parts = Emulator(size: TerminalSize(columns: 20, rows: 1))
        let thirds: [UInt8] = first >= 0xe0 ? Self.bytes : [0x41]
        let fourths: [UInt8] = first >= 0xf0 && first < 0xf5 ? [0x41, 0x80, 0xbf, 0xc2] : [0x41]
        for second in Self.bytes {
            for third in thirds {
                for fourth in fourths {
                    let bytes: [UInt8] = [0x78, first, second, third, fourth, 0x78]
                    whole.read("\u{1b}[H\u{1b}[2K")
                    bytes.withUnsafeBufferPointer { whole.read($0) }
                    parts.read("\u{1b}[H\u{1b}[2K")
                    for byte in bytes {
                        withUnsafePointer(to: byte) { parts.read(UnsafeBufferPointer(start: $0, count: 1)) }
                    }
                    #expect(whole.screen.text(row: 0) == repaired(bytes), "\(bytes)")
                    #expect(parts.screen.text(row: 0) == repaired(bytes), "\(bytes) one by one")
                }
            }
        }
    }
}
