import Testing
import Text

struct WrappingTests {
    @Test(arguments: [
        ("", 5, [""]),
        ("the node is down", 8, ["the node", "is down"]),
        ("the node is down", 9, ["the node", "is down"]),
        ("the  node", 9, ["the  node"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("a\n\nb", 4, ["a", "", "b"]),
        ("a\r\nb\n", 4, ["a", "b", ""]),
        ("  indented text", 10, ["  indented", "text"]),
        ("漢字漢字", 3, ["漢", "字", "漢", "字"]),
        ("漢", 1, ["漢"]),
        ("trailing   ", 20, ["trailing"]),
        ("one two", 0, ["o", "n", "e", "t", "w", "o"]),
    ])
    func `text breaks at words within the limit`(text: String, limit: Int, lines: [String]) {
        #expect(text.wrapped(toColumns: limit) == lines)
    }

    @Test func `no line is wider than the limit and no word is lost`() {
        let text = "Quorum is 3 of 4 votes; 漢字 node agent1 answers after 80 ms, 👨‍👩‍👧 waits."
        let letters = text.filter { $0 != " " }
        for limit in 2...80 {
            let lines = text.wrapped(toColumns: limit)
            #expect(lines.allSatisfy { $0.columns <= limit })
            #expect(lines.joined().filter { $0 != " " } == letters)
        }
    }
}
