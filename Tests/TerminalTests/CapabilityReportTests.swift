import Testing

@testable import Terminal

/// XTGETTCAP (xterm's ctlseqs, "Device-Control functions").
struct CapabilityReportTests {
    static let questions: [(String, String)] = [
        ("5463", "\u{1b}P1+r5463\u{1b}\\"),  // Tc
        ("524742", "\u{1b}P1+r524742=382F382F38\u{1b}\\"),  // RGB: 8/8/8
        ("4d73", "\u{1b}P1+r4D73=1B5D35323B25703125733B25703225731B5C\u{1b}\\"),  // Ms: OSC 52
        ("4D73", "\u{1b}P1+r4D73=1B5D35323B25703125733B25703225731B5C\u{1b}\\"),
        ("5375", "\u{1b}P1+r5375\u{1b}\\"),  // Su
        ("436f", "\u{1b}P1+r436F=323536\u{1b}\\"),  // Co: 256
        ("696e646e", "\u{1b}P1+r696E646E=1B5B257031256453\u{1b}\\"),  // indn
        ("544e", "\u{1b}P1+r544E=787465726D2D323536636F6C6F72\u{1b}\\"),  // TN: xterm-256color
        ("5463;6576696c;5375", "\u{1b}P1+r5463\u{1b}\\\u{1b}P0+r\u{1b}\\\u{1b}P1+r5375\u{1b}\\"),
        ("6576696c", "\u{1b}P0+r\u{1b}\\"),
        ("evil", "\u{1b}P0+r\u{1b}\\"),
        ("", "\u{1b}P0+r\u{1b}\\"),
    ]

    @Test(arguments: questions)
    func `capabilities are told from the table, and nothing else`(name: String, expected: String) {
        #expect(answer("\u{1b}P+q\(name)\u{1b}\\") == expected)
    }

    @Test func `every value is fixed and goes into one string`() {
        for known in CapabilityReport.all {
            #expect(known.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
            #expect(known.value.map { $0.utf8.count < 128 } ?? true)
        }
        #expect(Set(CapabilityReport.all.map(\.name)).count == CapabilityReport.all.count)
    }

    @Test func `graphics are told to be missing: DA1 has no 4, and the query no answer before it`() {
        let query = "\u{1b}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\\u{1b}[c"
        #expect(answer(query) == "\u{1b}[?64;6;9;15;17;21;22;28c")
    }
}
