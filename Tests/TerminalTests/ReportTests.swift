import Testing

@testable import Terminal

struct ReportTests {
    static let questions: [(String, String)] = [
        ("\u{1b}[5n", "\u{1b}[0n"),
        ("\u{1b}[2;3H\u{1b}[6n", "\u{1b}[2;3R"),
        ("\u{1b}[2;4r\u{1b}[?6h\u{1b}[2;1H\u{1b}[6n", "\u{1b}[2;1R"),
        ("\u{1b}[?6n", "\u{1b}[?1;1;1R"),
        ("\u{1b}[c", "\u{1b}[?64;6;9;15;17;21;22;28c"),
        ("\u{1b}Z", "\u{1b}[?64;6;9;15;17;21;22;28c"),
        ("\u{1b}[>c", "\u{1b}[>41;379;0c"),
        ("\u{1b}[=c", "\u{1b}P!|00000000\u{1b}\\"),
        ("\u{1b}[>q", "\u{1b}P>|Jarvis\u{1b}\\"),
        ("\u{1b}[?7$p", "\u{1b}[?7;1$y"),
        ("\u{1b}[?7l\u{1b}[?7$p", "\u{1b}[?7;2$y"),
        ("\u{1b}[?2026$p", "\u{1b}[?2026;2$y"),
        ("\u{1b}[?2027$p", "\u{1b}[?2027;3$y"),
        ("\u{1b}[?4711$p", "\u{1b}[?4711;0$y"),
        ("\u{1b}[4$p", "\u{1b}[4;2$y"),
        ("\u{1b}[18t", "\u{1b}[8;5;10t"),
        ("\u{1b}[14t", ""),
        ("\u{1b}]10;?\u{7}", "\u{1b}]10;rgb:d0d0/d0d0/d0d0\u{7}"),
        ("\u{1b}]11;?\u{1b}\\", "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\"),
        ("\u{1b}[?996n", "\u{1b}[?997;1n"),
        ("\u{1b}[1;31m\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0;1;31m\u{1b}\\"),
        ("\u{1b}[2;4r\u{1b}P$qr\u{1b}\\", "\u{1b}P1$r2;4r\u{1b}\\"),
        ("\u{1b}[4 q\u{1b}P$q q\u{1b}\\", "\u{1b}P1$r4 q\u{1b}\\"),
    ]

    @Test(arguments: questions)
    func `a program's question is answered`(question: String, expected: String) {
        #expect(answer(question) == expected)
    }

    static let traps: [(String, String)] = [
        ("\u{1b}]2;rm -rf ~\u{7}\u{1b}[21t", "\u{1b}]l\u{1b}\\"),
        ("\u{1b}]0;evil\u{7}\u{1b}[20t\u{1b}[22t\u{1b}[23t", "\u{1b}]L\u{1b}\\"),
        ("\u{1b}P$qevil\u{1b}\\", "\u{1b}P0$r\u{1b}\\"),
        ("\u{1b}P+q6576696c\u{1b}\\", "\u{1b}P0+r\u{1b}\\"),
        ("\u{1b}]52;c;?\u{7}", ""),
        ("\u{5}", ""),
        ("\u{1b}]10;evil\u{7}", ""),
        ("\u{1b}_Gi=1,a=q;AAAA\u{1b}\\", ""),
    ]

    @Test(arguments: traps)
    func `no answer repeats what the program wrote`(text: String, expected: String) {
        #expect(answer(text) == expected)
        var willing = TerminalPolicy()
        willing.clipboard = .allow
        #expect(answer(text, policy: willing) == expected)
    }

    @Test func `answers nobody reads do not pile up`() {
        #expect(answer(String(repeating: "\u{1b}[c", count: 100_000)).utf8.count <= 65_536)
    }
}
