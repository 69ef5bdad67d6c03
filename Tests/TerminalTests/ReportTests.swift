import Testing
import Text

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

/// DECRQM and DECRPM, XTSAVE and XTRESTORE (VT420 Programmer Reference, chapter 13; xterm's ctlseqs).
struct ModeReportTests {
    static let switched =
        [2, 4, 12, 20].map { "\($0)" }
        + [
            1, 3, 4, 5, 6, 7, 9, 12, 18, 19, 25, 40, 41, 42, 45, 47, 66, 69, 1_000, 1_002, 1_003, 1_004,
            1_005,
            1_006, 1_007, 1_015, 1_045, 1_046, 1_047, 1_049, 2_004, 2_031,
        ].map { "?\($0)" }

    @Test(arguments: switched)
    func `a mode tells whether it is set`(mode: String) {
        let name = mode.hasPrefix("?") ? String(mode.dropFirst()) : mode
        let marker = mode.hasPrefix("?") ? "?" : ""
        let question = "\u{1b}[\(mode)$p"
        let text = "\u{1b}[?40h\u{1b}[\(mode)h\(question)\u{1b}[\(mode)l\(question)"
        #expect(answer(text) == "\u{1b}[\(marker)\(name);1$y\u{1b}[\(marker)\(name);2$y")
    }

    static let fixed: [(String, Int)] = [
        ("1", 4), ("3", 4), ("19", 4), ("?2", 3), ("?8", 3), ("?60", 4), ("?2027", 3), ("?95", 0),
        ("?4711", 0),
        ("99", 0),
    ]

    @Test(arguments: fixed)
    func `a mode that cannot be switched says so`(mode: String, state: Int) {
        #expect(answer("\u{1b}[\(mode)h\u{1b}[\(mode)l\u{1b}[\(mode)$p") == "\u{1b}[\(mode);\(state)$y")
    }

    static let saved: [(String, String)] = [
        ("\u{1b}[?7s\u{1b}[?7l\u{1b}[?7r\u{1b}[?7$p", "\u{1b}[?7;1$y"),
        ("\u{1b}[?7l\u{1b}[?7s\u{1b}[?7h\u{1b}[?7r\u{1b}[?7$p", "\u{1b}[?7;2$y"),
        ("\u{1b}[?7;25s\u{1b}[?7;25l\u{1b}[?25r\u{1b}[?7$p\u{1b}[?25$p", "\u{1b}[?7;2$y\u{1b}[?25;1$y"),
        ("\u{1b}[?7l\u{1b}[?7r\u{1b}[?7$p", "\u{1b}[?7;2$y"),
        ("\u{1b}[?1000h\u{1b}[?1000;1002s\u{1b}[?1000l\u{1b}[?1000;1002r\u{1b}[?1000$p", "\u{1b}[?1000;1$y"),
        ("\u{1b}[?4711s\u{1b}[?4711r\u{1b}[?4711$p", "\u{1b}[?4711;0$y"),
        ("\u{1b}[?1048$p\u{1b}7\u{1b}[?1048$p", "\u{1b}[?1048;2$y\u{1b}[?1048;1$y"),
    ]

    @Test(arguments: saved)
    func `XTSAVE puts modes aside and XTRESTORE takes them back`(text: String, expected: String) {
        #expect(answer(text) == expected)
    }

    static let scenes = [
        Scene(
            "DECCOLM in mode 40 clears and takes the margins away",
            "text\u{1b}[2;4r\u{1b}[?69h\u{1b}[3;6s\u{1b}[?40h\u{1b}[?3h\u{1b}[1;6HXY", ["     XY"], at: 7, 0),
        Scene("DECCOLM without mode 40 does nothing", "text\u{1b}[?3h\u{1b}[?3lX", ["textX"], at: 5, 0),
        Scene("mode 1046 refuses the alternate screen", "a\u{1b}[?1046l\u{1b}[?1049hb", ["ab"], at: 2, 0),
        Scene("mode 1046 leaves the alternate screen", "a\u{1b}[?47hb\u{1b}[?1046lc", ["a c"], at: 3, 0),
        Scene("HPR passes the margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;4H\u{1b}[4aX", ["       X"], at: 8, 0),
        Scene("VPR passes the margin", "\u{1b}[2;3r\u{1b}[2;1H\u{1b}[2eX", ["", "", "", "X"], at: 1, 3),
        Scene(
            "VPR stops at the margin in origin mode", "\u{1b}[2;3r\u{1b}[?6h\u{1b}[9eX", ["", "", "X"], at: 1,
            2),
        Scene("DECST8C sets a stop every eight columns", "\u{1b}[3g\u{1b}[?5W\tX", ["        X"], at: 9, 0),
        Scene(
            "ANSI mode 20 returns on VT and FF too", "\u{1b}[20hab\u{b}c\u{c}d", ["ab", "c", "d"], at: 1, 2),
        Scene("SCORC is DECRC", "\u{1b}[1;3H\u{1b}7\u{1b}[H\u{1b}[uX", ["  X"], at: 3, 0),
    ]

    @Test(arguments: scenes)
    func `modes and what else they do`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    @Test func `RIS takes the scrollback too, as in xterm`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read("a\r\nb\r\nc\r\nd\u{1b}c")
        #expect(emulator.screen.scrollback == 0)
        #expect(Picture(emulator.screen) == Picture([], column: 0, row: 0, height: 2))
    }

    @Test func `RIS clears both screens`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read("main\u{1b}[?1047hother\u{1b}[44m\u{1b}[2J\u{1b}[mother\u{1b}c")
        #expect(Picture(emulator.screen) == Picture([], column: 0, row: 0, height: 2))
        emulator.read("\u{1b}[?47h")
        #expect(Picture(emulator.screen) == Picture([], column: 0, row: 0, height: 2))
        #expect(emulator.screen.line(0).cells.isEmpty)
    }

    @Test func `DECSCL takes the levels above a VT420's as that`() {
        #expect(
            answer("\u{1b}[62;1\"p\u{1b}[65;1\"p\u{1b}P$q\"p\u{1b}\\\u{1b}[?69$p")
                == "\u{1b}P1$r64;1\"p\u{1b}\\\u{1b}[?69;2$y")
        #expect(answer("\u{1b}[62;1\"p\u{1b}[66;1\"p\u{1b}P$q\"p\u{1b}\\") == "\u{1b}P1$r62;1\"p\u{1b}\\")
    }

    @Test func `DECSTR sets the cursor's shape back`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 2))
        emulator.read("\u{1b}[6 q\u{1b}[?25l\u{1b}[!p")
        #expect(
            emulator.screen.cursorState
                == TerminalCursor(column: 0, row: 0, shape: .block, isBlinking: true, isVisible: true))
    }
}
