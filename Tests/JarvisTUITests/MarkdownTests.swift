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
        ("```sh\nls -l\n```\nend", ["ls -l", "end"]), ("a lone ` stays", ["a lone  stays"]),
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

    @Test(arguments: [1, 4, 7, 20, 80])
    func `no line is wider than the room`(width: Int) {
        let text = """
            # A title that is rather long for a narrow window
            Words, 漢字 and 👨‍👩‍👧, a-word-that-is-much-longer-than-any-line-there-is and **bold words** `code`.
            - items that wrap as well, with `some code in them that is long`
            ```
            code that is cut where the window ends and not wrapped at all
            ```
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
