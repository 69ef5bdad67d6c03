import Testing
import Text

@testable import Terminal

struct SearchTests {
    private func emulator(_ text: String, columns: Int = 10, rows: Int = 3) -> Emulator {
        var emulator = Emulator(size: TerminalSize(columns: columns, rows: rows))
        emulator.read(text)
        return emulator
    }

    /// All matches, oldest first.
    private func matches(_ emulator: borrowing Emulator, _ pattern: String) throws -> [TerminalMatch] {
        var search = TerminalSearch(try SearchPattern(pattern))
        for _ in 0..<10_000 where !search.isComplete { search.advance(on: emulator.screen, for: .seconds(1)) }
        #expect(search.isComplete)
        return (0..<search.count).map { search[$0] }
    }

    /// The texts that a pattern matches in a line.
    private func found(_ pattern: String, in line: String) throws -> [String] {
        let emulator = emulator(line, columns: 60)
        return try matches(emulator, pattern).map { emulator.screen.text(from: $0.start, to: $0.end) }
    }

    @Test func `text is found in the scrollback, on the screen and over a wrap`() throws {
        let emulator = emulator("needle\r\nxxxxxxxneedle\r\n漢needle\r\n\r\nno")
        #expect(
            try matches(emulator, "needle") == [
                TerminalMatch(start: place(0, 0), end: place(0, 5)),
                TerminalMatch(start: place(1, 7), end: place(2, 2)),
                TerminalMatch(start: place(3, 2), end: place(3, 7)),
            ])
    }

    @Test(arguments: [
        ("ab", "ABab aB", ["AB", "ab", "aB"]), ("aB", "ABab aB", ["aB"]), ("ärger", "ÄRGER", ["ÄRGER"]),
        ("\\W+", "ab, cd", [", "]), ("[[:upper:]]", "aBc", ["B"]),
    ])
    func `a pattern without a capital ignores case`(pattern: String, line: String, texts: [String]) throws {
        #expect(try found(pattern, in: line) == texts)
    }

    @Test(arguments: [
        ("a.c", "abc a\u{e9}c ac", ["abc", "a\u{e9}c"]), ("ab*", "a abb b", ["a", "abb"]),
        ("ab+?", "abbb", ["ab"]), ("(ab|a)(c|bcd)", "abcd", ["abc"]), ("x{2,3}", "xxxxx", ["xxx", "xx"]),
        ("x{2}", "xxxxx", ["xx", "xx"]), ("x{2,}", "xxxxx", ["xxxxx"]), ("[^a-c ]+", "abcd ef", ["d", "ef"]),
        ("^a|b$", "a a b b", ["a", "b"]), ("\\bin\\b", "in inn pin in", ["in", "in"]),
        ("\\d+\\.\\d+", "1.25 10.x", ["1.25"]), ("[]x]", "a]x", ["]", "x"]), ("a{,2}", "a{,2}", ["a{,2}"]),
        ("(foo|bar)baz", "foobaz barbaz", ["foobaz", "barbaz"]), ("x*", "aaxxa", ["xx"]),
        ("[[:digit:]]+", "vm-101", ["101"]), ("\\Bin", "in pin", ["in"]), ("a?", "ba", ["a"]),
        ("[\\W5]", "a5b-", ["5", "-"]), ("[日本]+", "x日本y", ["日本"]), ("e\u{301}", "e\u{301}x", ["e\u{301}"]),
        ("\\$\\(", "echo $(ls)", ["$("]), ("\\/", "a/b", ["/"]),
    ])
    func `patterns match as extended regular expressions do`(
        pattern: String, line: String, texts: [String]
    ) throws {
        #expect(try found(pattern, in: line) == texts)
    }

    @Test(arguments: [
        ("(a", SearchPatternError.unbalancedParenthesis), ("a)", .unbalancedParenthesis), ("[a", .openClass),
        ("[z-a]", .reversedRange(from: "z", to: "a")), ("*a", .nothingToRepeat("*")),
        ("a{5,2}", .badCount("{5,2}")), ("a{999}", .badCount("{999}")), ("\\q", .unknownEscape("\\q")),
        ("(a)\\1", .unknownEscape("\\1")), ("a\\", .unknownEscape("\\")), ("(?i)a", .unknownGroup),
        ("((a{200}){200}){200}", .tooLarge), (String(repeating: "(", count: 500), .tooLarge),
        (String(repeating: "a", count: 1_001), .tooLarge),
    ])
    func `what is no pattern is told`(pattern: String, error: SearchPatternError) {
        #expect(throws: error) { try SearchPattern(pattern) }
        #expect(error.description.hasSuffix("."))
    }

    @Test func `a literal means exactly its characters`() throws {
        #expect(try found(SearchPattern.literal("a.b[c"), in: "a.b[c axb[c") == ["a.b[c"])
        #expect(try found(SearchPattern.literal("in", isWord: true), in: "in inn") == ["in"])
        #expect(try found(SearchPattern.literal("-v", isWord: true), in: "-v -vv") == ["-v"])
    }

    @Test func `the newest matches come first and the rest later`() throws {
        let emulator = emulator((0..<2_000).map { "line \($0)\r\n" }.joined(), columns: 20)
        var search = TerminalSearch(try SearchPattern("line"))
        search.advance(on: emulator.screen, for: .zero)
        #expect((0..<search.count).map { search[$0].start.line } == [1_998, 1_999])
        #expect(!search.isComplete)
        for _ in 0..<100_000 where !search.isComplete {
            search.advance(on: emulator.screen, for: .microseconds(50))
        }
        #expect(search.isComplete)
        #expect((0..<search.count).map { search[$0].start.line } == Array(0..<2_000))
    }

    @Test func `output that comes later is found too, and what it pushed out is forgotten`() throws {
        var policy = TerminalPolicy()
        policy.scrollbackLines = 10
        var emulator = Emulator(size: TerminalSize(columns: 20, rows: 3), policy: policy)
        var search = TerminalSearch(try SearchPattern("x"))
        for number in 0..<40 {
            emulator.read("x \(number)\r\n")
            search.advance(on: emulator.screen, for: .seconds(1))
            let lines = (0..<search.count).map { search[$0].start.line }
            #expect(lines == Array(emulator.screen.firstLine...number))
        }
    }

    @Test func `a new layout is searched anew`() throws {
        var emulator = emulator((0..<20).map { "abcdef \($0)\r\n" }.joined())
        var search = TerminalSearch(try SearchPattern("f \\d+"))
        search.advance(on: emulator.screen, for: .seconds(1))
        emulator.resize(TerminalSize(columns: 4, rows: 3))
        search.advance(on: emulator.screen, for: .seconds(1))
        let texts = (0..<search.count).map {
            emulator.screen.text(from: search[$0].start, to: search[$0].end)
        }
        #expect(texts == (0..<20).map { "f \($0)" })
    }

    @Test func `a program on the alternate screen is searched alone`() throws {
        var emulator = emulator("one\r\none\r\none\r\none\r\n\u{1b}[?1049h\u{1b}[Hone")
        #expect(try matches(emulator, "one").count == 1)
        emulator.read("\u{1b}[?1049l")
        #expect(try matches(emulator, "one").count == 4)
    }

    @Test func `a pattern that drives others mad ends in time`() throws {
        let line = String(repeating: "a", count: 2_000)
        let emulator = emulator(line, columns: 50)
        for pattern in ["(a+)+b", "(a|aa)+b", "(a*)*b", "(.*)*(.*)*(.*)*x{200}"] {
            #expect(try matches(emulator, pattern).isEmpty)
        }
    }

    @Test func `the matches of some rows are told with their numbers`() throws {
        let emulator = emulator("aa\r\nxxxxxxxxxaa\r\naa\r\n")
        var search = TerminalSearch(try SearchPattern("aa"))
        search.advance(on: emulator.screen, for: .seconds(1))
        #expect(search.matches(in: 2..<3).map(\.index) == [1])
        #expect(search.matches(in: 2..<4).map(\.index) == [1, 2])
        #expect(search.index(from: place(1, 0)) == 1)
        #expect(search.index(from: place(9, 0)) == 3)
    }

    @Test func `no more matches are kept than the newest ten thousand`() throws {
        let emulator = emulator(
            (0..<400).map { _ in String(repeating: "a", count: 60) }.joined(), columns: 60)
        let matches = try matches(emulator, "a")
        #expect(matches.count == TerminalSearch.matchLimit)
        #expect(matches.last?.start == place(399, 59))
    }
}
