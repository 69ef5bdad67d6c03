import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct MarkdownTests {
    private static func lines(_ text: String, width: Int = 20) -> [[Span]] {
        Markdown(ink: .plain, glyphs: .rich, width: width).lines(text)
    }

    private static func words(_ text: String, width: Int = 20) -> [String] {
        lines(text, width: width).map { $0.map(\.text).joined() }
    }

    @Test(arguments: [
        ("plain", ["plain"]), ("**bold** and `code`", ["bold and code"]), ("# Title", ["Title"]),
        ("- one\n* two", ["• one", "• two"]), ("one\n\ntwo", ["one", "", "two"]),
        ("```sh\nls -l\n```\nend", ["sh", "ls -l", "end"]), ("a lone ` stays", ["a lone ` stays"]),
        ("````\n```\n````\nend", ["```", "end"]), ("~~~\na\n~~~\nb", ["a", "b"]),
        ("#1 of 3", ["#1 of 3"]), ("### Deep **title**", ["Deep title"]),
        ("2 * 3 ** 4 * 5", ["2 * 3 ** 4 * 5"]), ("\\*not\\* it, C:\\new", ["*not* it, C:\\new"]),
        ("**a *b* c** ~~d~~", ["a b c d"]), ("``a ` b`` c", ["a ` b c"]), ("`` a", ["`` a"]),
        ("---", ["────────────────────"]), ("- - -", ["────────────────────"]),
        ("1. one two three four five\n10) six", ["1. one two three", "   four five", "10) six"]),
        ("- a\n  - b c d e f g h i j k l m", ["• a", "  • b c d e f g h i", "    j k l m"]),
        ("> one two three four five", ["│ one two three four", "│ five"]),
        ("> a\n> > b\nc", ["│ a", "│ │ b", "c"]), ("> ```\n> x\nout", ["│ x", "out"]),
        ("```\n0123456789012345678901234\n```", ["01234567890123456789", "↳ 01234"]),
        ("one two three four five six", ["one two three four", "five six"]),
        ("- one two three four five", ["• one two three four", "  five"]),
    ])
    func `the little Markdown there is becomes lines`(text: String, lines: [String]) {
        #expect(Self.words(text).map { $0.trimmed } == lines)
    }

    @Test func `emphasis is a style and not a character`() {
        let bold = Self.lines("a **b** c")[0].filter { $0.style == Ink.plain.text.bold }
        #expect(bold.map(\.text) == ["b"])
        let code = Self.lines("a `b` c")[0].filter { $0.style == Ink.plain.code }
        #expect(code.map(\.text) == ["b"])
    }

    @Test(arguments: [
        ("[site](https://a.io/x)", "site (https://a.io/x)"), ("[a.io](https://a.io/)", "a.io"),
        ("[a](b(c)) d", "a (b(c)) d"), ("[a](b \"t\")", "a (b)"), ("[x] and [y] (z)", "[x] and [y] (z)"),
        ("[`a`](b) [](c)", "a (b) [](c)"),
    ])
    func `a link is underlined and says its address where that is another`(text: String, said: String) {
        #expect(Self.words(text, width: 80) == [said])
        let underlined = Self.lines(text, width: 80)[0].filter { $0.style.attributes.contains(.underline) }
        #expect(underlined.isEmpty == text.hasPrefix("[x]"))
        #expect(underlined.allSatisfy { $0.style.foreground == Ink.plain.accent.foreground })
    }

    @Test(arguments: ["a*b*c**d**", "`x`", "[a](b)", "~~a~~", "\\*a\\*", "a|b", "| a | b |"])
    func `a name within a sentence is never Markdown`(name: String) {
        let said = Untrusted(name).name
        #expect(
            Self.lines("| The name \(said) |", width: 200).map { $0.map(\.text) } == [
                ["| The name \(said) |"]
            ])
        let cell = Self.words("| name | of |\n|---|---|\n| \(said) | 1 |", width: 200).last ?? ""
        #expect(cell.hasPrefix(said) && cell.hasSuffix("  1"))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["*", "**a ", "[", "[a](", "`", "`a``", "> ", "|", "~~", "\\", "1. "])
    func `a line of nothing but marks is read in a moment`(part: String) {
        let lines = Self.lines("x" + String(repeating: part, count: 32_768 / part.count), width: 60)
        #expect(!lines.isEmpty)
    }

    @Test(arguments: [1, 4, 7, 20, 80])
    func `no line is wider than the room`(width: Int) {
        let text = """
            # A title that is rather long for a narrow window
            Words, 漢字 and 👨‍👩‍👧, a-word-that-is-much-longer-than-any-line-there-is and **bold words** `code`.
            - items that wrap as well, with `some code in them that is long`
            ```
            code that is wrapped where the window ends
            ```
            > quoted words, which are as many as are needed for a second line
            | a table | with two columns |
            |---|---:|
            | of words-that-are-long-enough | and some that are not |
            10. [a link](https://example.com/with/an/address/that/is/long)
            ---
            """
        for line in Self.lines(text, width: width) where width >= 12 {
            #expect(line.reduce(0) { $0 + $1.text.columns } <= width, "\(line.map(\.text))")
        }
        #expect(!Self.lines(text, width: width).isEmpty)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
