import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct MarkdownTableTests {
    private static func words(_ text: String, width: Int, glyphs: GlyphSet = .rich) -> [String] {
        Markdown(ink: .plain, glyphs: glyphs, width: width).lines(text).map { line in
            var text = line.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    private static let guests = """
        | name | state | memory |
        |:-----|:-----:|-------:|
        | web | running | 512 M |
        | database | off | 16 G |
        """

    @Test func `columns are as wide as what is in them and set as the rule says`() {
        #expect(
            Self.words(Self.guests, width: 60) == [
                "name       state   memory", "─────────────────────────", "web       running   512 M",
                "database    off      16 G",
            ])
        #expect(Self.words(Self.guests, width: 60, glyphs: .ascii)[1] == String(repeating: "-", count: 25))
    }

    @Test func `cells of the widest column are wrapped where the room is narrow`() {
        let text =
            "| name | what it does for us |\n|---|---|\n| web | serves pages to those who ask |\n| db | keeps |"
        #expect(
            Self.words(text, width: 22) == [
                "name  what it does for", "      us", "──────────────────────", "web   serves pages to",
                "      those who ask",
                "db    keeps",
            ])
    }

    @Test func `where words would be broken each row becomes names and values`() {
        #expect(
            Self.words(Self.guests, width: 16) == [
                "name: web", "state: running", "memory: 512 M", "", "name: database", "state: off",
                "memory: 16 G", "",
            ])
        #expect(
            Self.words("| a | b |\n|-|-|\n| x | one two three four five |", width: 6).prefix(3)
                == ["a: x", "b:", "  one"])
    }

    @Test(arguments: [
        ("| a | b |\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
        ("a | b\n--- | ---\n1 | 2", ["a  b", "────", "1  2"]),
        ("| a | b |\n|---|", ["| a | b |", "|---|"]),
        ("| a |\n|---|\n| 1 |\n\nend", ["a", "─", "1", "", "end"]),
        ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", ["a  b", "────────", "1", "1  2 | 3"]),
        ("| a | b |\n|---|---|\n| x \\| y | `p|q` |", ["a      b", "──────────", "x | y  p|q"]),
        ("| a | b |\n|---|---|\nend", ["a  b", "────", "end"]), ("a || b", ["a || b"]),
    ])
    func `what is a table, and what is none`(text: String, lines: [String]) {
        #expect(Self.words(text, width: 40) == lines)
    }

    @Test func `a table without an end is drawn as it comes, in the widths of its beginning`() {
        let rows = (0..<300).map { "| \($0) | \($0 < 200 ? "x" : "a wide one, later") |" }
        let lines = Self.words("| n | what |\n|--:|---|\n" + rows.joined(separator: "\n"), width: 40)
        #expect(lines.prefix(2) == ["         n  what", String(repeating: "─", count: 24)])
        #expect(lines[101...102] == ["        99  x", "       100  x"])
        #expect(lines.suffix(2) == ["       299  a wide one,", "            later"])
    }

    @Test(arguments: [2, 5, 11, 23, 58])
    func `no line is wider than the room, whatever the cells hold`(width: Int) {
        for text in Widths.texts {
            let cell = Untrusted(text).line
            let lines = Self.words("| \(cell) | b |\n|---|--:|\n| 1 | \(cell) \(cell) |", width: width)
            for line in lines where width > 4 { #expect(line.columns <= width, "\(line)") }
        }
    }
}
