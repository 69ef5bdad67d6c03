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
