import Testing

@testable import Text

struct ColumnsTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("ä", 1), ("e\u{301}", 1), ("\u{301}", 0), ("漢字", 4), ("ｶ", 1), ("Ｆ", 2),
        ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("नि", 2), ("क्ष", 2), ("ไทย", 3), ("שלום", 4),
        ("🙂", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2),
        ("🇩🇪", 2), ("🇩", 2), ("⌚", 2), ("─", 1), ("█", 1), ("⣿", 1), ("\u{AD}", 1), ("\u{200B}", 0),
        ("\u{1F7F0}", 2), ("\u{1FAE9}", 2), ("☰", 2), ("\u{07}", 0), ("a\tb", 2), ("\u{1B}[0m", 3),
        ("\r\n", 0),
    ])
    func `text fills the columns its clusters fill`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test func `the table knows every scalar as the ranges say`() {
        let wide = Set(
            stride(from: 0, to: WidthRanges.wide.count, by: 2).flatMap {
                WidthRanges.wide[$0]...WidthRanges.wide[$0 + 1]
            })
        let zero = Set(
            stride(from: 0, to: WidthRanges.zero.count, by: 2).flatMap {
                WidthRanges.zero[$0]...WidthRanges.zero[$0 + 1]
            })
        #expect(wide.isDisjoint(with: zero))
        let wrong = (UInt32(0xA0)..<0x11_0000).filter { value in
            let expected = wide.contains(value) ? 2 : zero.contains(value) ? 0 : 1
            return WidthTable.unicode[value] != expected
        }
        #expect(wrong.isEmpty)
    }
}

struct ClippingTests {
    @Test(arguments: [
        ("agent1", 6, "agent1"), ("agent1", 5, "agen…"), ("agent1", 1, "…"), ("agent1", 0, ""),
        ("agent1", -3, ""),
        ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 3, ""),
    ])
    func `the start stays and an ellipsis marks the cut`(text: String, limit: Int, clipped: String) {
        #expect(text.clipped(toColumns: limit) == clipped)
    }

    @Test(arguments: [
        (ClippingSide.start, "UPID:p…"), (.end, "…@pam!t"), (.middle, "UPI…m!t"),
    ])
    func `the chosen side survives`(side: ClippingSide, clipped: String) {
        #expect("UPID:pve:0001:root@pam!t".clipped(toColumns: 7, keeping: side) == clipped)
    }

    @Test func `an ellipsis that does not fit is left out`() {
        #expect("abcdef".clipped(toColumns: 2, ellipsis: "...") == "ab")
        #expect("abcdef".clipped(toColumns: 4, ellipsis: "...") == "a...")
    }

    @Test func `no cut is ever wider than its limit`() {
        let text = "a漢e\u{301}👨‍👩‍👧❤\u{FE0F}b🇩🇪निc"
        for limit in 0...text.columns + 1 {
            for side in ClippingSide.allCases {
                #expect(text.clipped(toColumns: limit, keeping: side).columns <= limit)
            }
        }
    }

    @Test(arguments: [(Alignment.left, "漢  "), (.center, " 漢 "), (.right, "  漢")])
    func `padding fills the width exactly`(alignment: Alignment, padded: String) {
        #expect("漢".padded(toColumns: 4, alignment: alignment) == padded)
    }

    @Test func `padding clips what is too long and fills the column a wide character left`() {
        #expect("漢字".padded(toColumns: 3) == "漢…")
        #expect("漢字漢".padded(toColumns: 4) == "漢… ")
    }

    @Test func `bytes are cut between scalars`() {
        #expect("abc".prefix(bytes: 2) == "ab" && "abc".suffix(bytes: 2) == "bc")
        #expect("aäb".prefix(bytes: 2) == "a" && "aäb".suffix(bytes: 2) == "b")
        #expect("👩🏽‍🚀".prefix(bytes: 5) == "👩" && "👩🏽‍🚀".suffix(bytes: 5) == "🚀")
        for count in [-1, 0] { #expect("ä".prefix(bytes: count) == "" && "ä".suffix(bytes: count) == "") }
        #expect("ä".prefix(bytes: 9) == "ä" && "ä".suffix(bytes: 9) == "ä")
    }
}

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

    @Test func `plain text breaks where the same text with an accent does`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<400 {
            let text = String(
                (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    "e  -".randomElement(using: &random) ?? "e"
                })
            let limit = Int.random(in: 1...20, using: &random)
            let accented = text.replacing("e", with: "é").replacing("-", with: "–")
            let lines = accented.wrapped(toColumns: limit)
                .map { $0.replacing("é", with: "e").replacing("–", with: "-") }
            #expect(text.wrapped(toColumns: limit) == lines, "\(text) in \(limit) columns")
        }
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
