import Testing
import Text

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
