import Testing

@testable import Text

struct UntrustedTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("\u{1B}]52;c;eA==\u{07}", "␛]52;c;eA==␇"),
        ("a\u{0}b\tc\nd\re\u{7F}", "a␀b␉c␊d␍e␡"),
        ("\u{9B}31m\u{9D}", "‹U+009B›31m‹U+009D›"),
        ("gpj.\u{202E}exe", "gpj.‹U+202E›exe"),
        ("\u{2066}\u{2069}\u{200E}\u{61C}", "‹U+2066›‹U+2069›‹U+200E›‹U+061C›"),
        ("ad\u{200B}min\u{FEFF}\u{2060}\u{AD}", "ad‹U+200B›min‹U+FEFF›‹U+2060›‹U+00AD›"),
        ("a\u{200D}b", "a‹U+200D›b"),
        ("x\u{E0041}\u{E007F}", "x‹U+E0041›‹U+E007F›"),
        ("x\u{FE0F}\u{FE01}\u{E0101}", "x‹U+FE0F›‹U+FE01›‹U+E0101›"),
        ("1\u{FE0F}", "1‹U+FE0F›"),
        ("\u{2028}\u{2029}\u{3164}\u{180E}", "‹U+2028›‹U+2029›‹U+3164›‹U+180E›"),
        ("\u{10FFFE}\u{E0000}", "‹U+10FFFE›‹U+E0000›"),
        ("\u{301}x", "◌\u{301}x"),
        ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}\u{304}‹U+0305›"),
    ])
    func `what could steer, reorder or hide is shown by a stand-in`(raw: String, visible: String) {
        #expect(Untrusted(raw).line == visible)
    }

    /// Quadratic work takes many minutes for a text of this length, and the limit is far beyond what work in line with it takes.
    @Test(.timeLimit(.minutes(1)), arguments: ["\u{202E}", "\u{301}", "👩‍", "\u{200B}x"])
    func `hundreds of thousands of hidden characters are made visible in time that grows with them`(
        part: String
    ) {
        let text = "a" + String(repeating: part, count: 400_000)
        #expect(Untrusted(text).lines().count == 1)
        #expect(Untrusted(bytes: text.utf8).line.utf8.count >= text.utf8.count)
    }

    @Test(arguments: [
        "Grüße, 世界 नि ไทย שלום ✓", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "👨‍👩‍👧", "🏳️‍🌈", "👩🏽‍🚀", "🇩🇪", "⣿ ▁ ╭", "a\u{A0}b",
    ])
    func `writing and emoji stay as they are`(text: String) {
        #expect(Untrusted(text).line == text)
    }

    @Test func `no scalar survives that a terminal could obey or that cannot be seen`() {
        let hostile = (UInt32(0)...0x10_FFFF).compactMap(Unicode.Scalar.init)
            .filter { scalar in
                let visible = Untrusted("a" + String(scalar) + "b").line.unicodeScalars
                return visible.contains { left in
                    left.properties.generalCategory == .control || left.properties.generalCategory == .format
                        || left.properties.isDefaultIgnorableCodePoint
                }
            }
        #expect(hostile == [])
    }

    @Test func `made visible twice is made visible once`() {
        let text = "\u{1B}[2J\u{202E}a\u{200B}👨‍👩‍👧\u{301}\u{9B}"
        #expect(Untrusted(Untrusted(text).line).line == Untrusted(text).line)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a‹xFF›b"), ([0xED, 0xA0, 0x80], "‹xED›‹xA0›‹x80›"), ([0xC3], "‹xC3›"),
            ([0xC0, 0x80], "‹xC0›‹x80›"), ([0xF0, 0x9F, 0x99, 0x82], "🙂"), ([0x9B, 0x33], "‹x9B›3"),
            ([0xE2, 0x82, 0x41], "‹xE2›‹x82›A"), ([], ""),
        ] as [([UInt8], String)])
    func `bytes that are not UTF-8 are shown one by one`(bytes: [UInt8], visible: String) {
        #expect(Untrusted(bytes: bytes).line == visible)
    }

    @Test func `lines break at LF, tabs fill to the stop, and a lone CR is shown`() {
        #expect(Untrusted("a\tb\r\n漢\tc\nx\ry\n").lines() == ["a       b", "漢      c", "x␍y"])
        #expect(Untrusted("").lines() == [""])
        #expect(Untrusted("\n\n").lines(tabWidth: 4) == ["", ""])
    }

    @Test(arguments: [
        ("jellyfin", "jellyfin"), ("A, 111 web", "A‹,› 111 web"), ("web.example_1", "web.example_1"),
        ("a\nOperator: yes", "a␊Operator: yes"),
        ("**bold** `x` [y](z)", "‹*›‹*›bold‹*›‹*› ‹`›x‹`› ‹[›y‹]›(z)"),
        (
            String(repeating: "w", count: 3000),
            String(repeating: "w", count: 32) + "…" + String(repeating: "w", count: 31)
        ),
    ])
    func `a name within a sentence is one line of 64 columns without Markdown`(raw: String, visible: String) {
        #expect(Untrusted(raw).name == visible)
        #expect(Untrusted(raw).name.columns <= 64)
    }

    @Test func `a comma of a sentence is one, and that of a name within it stays marked`() {
        #expect(Untrusted("first, second").words() == "first, second")
        #expect(Untrusted(Untrusted("A, B").name).words() == "A‹,› B")
        #expect(Untrusted(Untrusted("A, B").name).name == "A‹,› B")
    }

    @Test func `a title draws no border, and letters and signs in it stay`() {
        #expect(Untrusted("vim ─╮█╭ ✓ é 漢 → █▄🬂 ⎯").title == "vim ···· ✓ é 漢 → ··· ·")
        #expect(Untrusted("a\u{1b}b").title == "a␛b")
    }
}
