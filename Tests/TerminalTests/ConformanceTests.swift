import Testing

@testable import Terminal

/// DECSCL, S7C1T and S8C1T, the answers of DSR and DECRQSS by level (VT420 Programmer Reference, DEC STD 070), and
/// protected areas (ECMA-48, DECSCA).
struct ConformanceTests {
    static let answers: [(String, String)] = [
        ("\u{1b}P$q\"p\u{1b}\\", "\u{1b}P1$r64;1\"p\u{1b}\\"),
        ("\u{1b}[62;1\"p\u{1b}P$q\"p\u{1b}\\", "\u{1b}P1$r62;1\"p\u{1b}\\"),
        ("\u{1b}[61\"p\u{1b}P$q\"p\u{1b}\\", "\u{1b}P0$r\u{1b}\\"),
        ("\u{1b}[65;1\"p\u{1b}P$q\"p\u{1b}\\", "\u{1b}P1$r64;1\"p\u{1b}\\"),
        ("\u{1b}[62;1\"p\u{1b}[4$p", ""),
        ("\u{1b}[63;1\"p\u{1b}[4$p", "\u{1b}[4;2$y"),
        ("\u{1b}[63;1\"p\u{1b}[?69h\u{1b}[?69$p", "\u{1b}[?69;0$y"),
        ("\u{1b}[63;1\"p\u{1b}[?6n", "\u{1b}[?1;1R"),
        ("\u{1b}[62;1\"p\u{1b}[?26n", "\u{1b}[?27;1n"),
        ("\u{1b}[63;1\"p\u{1b}[?26n", "\u{1b}[?27;1;0n"),
        ("\u{1b}[?26n", "\u{1b}[?27;1;0;0n"),
        ("\u{1b}[61\"p\u{1b}[?15n", ""),
        ("\u{1b}[?15n", "\u{1b}[?13n"),
        ("\u{1b}[?25n", "\u{1b}[?21n"),
        ("\u{1b}[?55n", "\u{1b}[?53n"),
        ("\u{1b}[?56n", "\u{1b}[?57;0n"),
        ("\u{1b}[?62n", "\u{1b}[0*{"),
        ("\u{1b}[?63;12n", "\u{1b}P12!~0000\u{1b}\\"),
        ("\u{1b}[?75n", "\u{1b}[?70n"),
        ("\u{1b}[?85n", "\u{1b}[?83n"),
        ("\u{1b}[?69h\u{1b}[3;6s\u{1b}P$qs\u{1b}\\", "\u{1b}P1$r3;6s\u{1b}\\"),
        ("\u{1b}[1\"q\u{1b}P$q\"q\u{1b}\\", "\u{1b}P1$r1\"q\u{1b}\\"),
        ("\u{1b}P$qt\u{1b}\\", "\u{1b}P1$r5t\u{1b}\\"),
        ("\u{1b}P$q$|\u{1b}\\", "\u{1b}P1$r10$|\u{1b}\\"),
        ("\u{1b}P$q*|\u{1b}\\", "\u{1b}P1$r5*|\u{1b}\\"),
        ("\u{1b}[2*x\u{1b}P$q*x\u{1b}\\", "\u{1b}P1$r2*x\u{1b}\\"),
        ("\u{1b}P$q$~\u{1b}\\", "\u{1b}P1$r0$~\u{1b}\\"),
        ("\u{1b}[4;21;38;5;208;58;5;9;107m\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0;21;38:5:208;107;58:5:9m\u{1b}\\"),
    ]

    static let states: [(String, String)] = [
        ("\u{1b}[1$w", "\u{1b}P1$u1;1;1;@;@;@;0;2;@;BBBB\u{1b}\\"),
        (
            "\u{1b}[2;3H\u{1b}[1;4;5;7m\u{1b}[1\"q\u{1b})0\u{1b}-A\u{1b}*%5\u{e}\u{1b}~\u{1b}N\u{1b}[1$w",
            "\u{1b}P1$u2;3;1;O;A;B;1;1;B;BA%5B\u{1b}\\"
        ),
        ("\u{1b}P1$t2;3;1;O;A;@;1;1;B;BA%5B\u{1b}\\\u{1b}[1$w", "\u{1b}P1$u2;3;1;O;A;@;1;1;B;BA%5B\u{1b}\\"),
        ("\u{1b}P1$t99;99;1;@;@;H;0;2;@;BBBB\u{1b}\\\u{1b}[1$w", "\u{1b}P1$u5;10;1;@;@;H;0;2;@;BBBB\u{1b}\\"),
        ("\u{1b}P1$tnonsense\u{1b}\\\u{1b}[1$w", "\u{1b}P1$u1;1;1;@;@;@;0;2;@;BBBB\u{1b}\\"),
        ("\u{1b}[2$w", "\u{1b}P2$u9\u{1b}\\"),
        ("\u{1b}P2$t3/5/99/x\u{1b}\\\u{1b}[2$w", "\u{1b}P2$u3/5\u{1b}\\"),
        ("\u{1b}[62\"p\u{1b}[1$w", ""),
        ("\u{1b}[?1;1;0S", "\u{1b}[?1;3S"),
        ("\u{1b}[1;31m\u{1b}[#{\u{1b}[m\u{1b}[4m\u{1b}[#}\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0;1;31m\u{1b}\\"),
        ("\u{1b}[1;31m\u{1b}[1#p\u{1b}[m\u{1b}[4m\u{1b}[#q\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0;1;4m\u{1b}\\"),
        ("\u{1b}[1m\u{1b}[30;4#{\u{1b}[0;4;31m\u{1b}[#}\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\"),
        ("\u{1b}[#}\u{1b}P$qm\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\"),
        ("\u{1b}[1;31ma\u{1b}[4mb\u{1b}[1;1;1;2#|", "\u{1b}[0;1;31m"),
    ]

    @Test(arguments: states)
    func `presentation state is told, brought back, put aside and taken back`(text: String, expected: String)
    {
        #expect(answer(text) == expected)
    }

    @Test(arguments: answers)
    func `a level answers what it knows`(question: String, expected: String) {
        #expect(answer(question) == expected)
    }

    static let eightBit: [(String, [UInt8])] = [
        ("\u{1b} G\u{1b}[5n", [0x9b] + Array("0n".utf8)),
        ("\u{1b} G\u{1b}P$qr\u{1b}\\", [0x90] + Array("1$r1;5r".utf8) + [0x9c]),
        ("\u{1b}[62;2\"p\u{1b}[5n", [0x9b] + Array("0n".utf8)),
        ("\u{1b} G\u{1b} F\u{1b}[5n", Array("\u{1b}[0n".utf8)),
        ("\u{1b}[61\"p\u{1b} G\u{1b}[5n", Array("\u{1b}[0n".utf8)),
    ]

    @Test(arguments: eightBit)
    func `S8C1T answers with 8-bit controls`(question: String, expected: [UInt8]) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read(question)
        #expect(emulator.takeReplies() == expected)
    }

    static let protected = [
        Scene("SPA and EPA protect from ED", "a\u{1b}Vb\u{1b}Wc\u{1b}[2J", [" b"], at: 3, 0),
        Scene("SPA and EPA protect from EL", "a\u{1b}Vb\u{1b}Wc\u{1b}[1K", [" b"], at: 3, 0),
        Scene("SPA and EPA protect from ECH", "a\u{1b}Vb\u{1b}Wc\r\u{1b}[3X", [" b"], at: 0, 0),
        Scene("DECSCA does not protect from ED", "a\u{1b}[1\"qb\u{1b}[2\"qc\u{1b}[2J", [], at: 3, 0),
        Scene("DECSTR ends protection", "a\u{1b}[1\"qb\u{1b}[!p\u{1b}[?2K", [], at: 2, 0),
        Scene("what is protected can be overwritten", "\u{1b}[1\"qb\u{1b}[0\"q\rX", ["X"], at: 1, 0),
    ]

    @Test(arguments: protected)
    func `protected characters outlive the erasures of their kind`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    static let swallowed = [
        "\u{1b}P1;1;1{ @????/????\u{1b}\\",  // DECDLD
        "\u{1b}P0;1|17/41\u{1b}\\",  // DECUDK
        "\u{1b}Pq#0;2;0;0;0~~@@\u{1b}\\",  // sixels
        "\u{1b}P1pS(E)W(I1)\u{1b}\\",  // ReGIS
        "\u{1b}Pq" + String(repeating: "~", count: 2 << 20) + "\u{1b}\\",
        "\u{1b}_Gi=1;AAAA\u{1b}\\", "\u{1b}^private\u{1b}\\", "\u{1b}Xstring\u{1b}\\",
        "\u{1b}[5i", "\u{1b}[30t", "\u{1b}[36*|", "\u{1b}[132$|", "\u{1b}[1q", "\u{1b}[2;1y", "\u{1b}[?2l",
        "\u{1b}[1;2'z", "\u{1b}[2$~", "\u{1b}#9", "\u{1b}%!0", "\u{1b}$)A",
    ]

    @Test(arguments: swallowed)
    func `what there is no use for is read to its end and leaves nothing`(text: String) {
        #expect(picture(text + "x") == Picture(["x"], column: 1, row: 0))
        #expect(answer(text) == "")
    }

    static let titles: [(String, String, String)] = [
        ("\u{1b}]0;a\u{7}\u{1b}[22t\u{1b}]0;b\u{7}\u{1b}[23t", "a", "a"),
        ("\u{1b}]0;a\u{7}\u{1b}[22;1t\u{1b}]0;b\u{7}\u{1b}[23t", "a", "a"),
        ("\u{1b}]0;a\u{7}\u{1b}[22t\u{1b}]0;b\u{7}\u{1b}[23;1t", "b", "a"),
        ("\u{1b}]0;a\u{7}\u{1b}[22t\u{1b}]0;b\u{7}\u{1b}[23;2t", "a", "b"),
        ("\u{1b}]0;a\u{7}\u{1b}[22t\u{1b}]0;b\u{7}\u{1b}[22;2t\u{1b}]0;c\u{7}\u{1b}[23t", "b", "a"),
        ("\u{1b}]0;a\u{7}\u{1b}[23t", "a", "a"),
    ]

    @Test(arguments: titles)
    func `XTWINOPS 22 and 23 put titles aside and take them back`(text: String, title: String, icon: String) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read(text)
        #expect(emulator.screen.title == title)
        #expect(emulator.screen.iconTitle == icon)
    }

    @Test func `a stack of titles keeps the newest ten`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        for number in 0..<100 { emulator.read("\u{1b}]2;\(number)\u{7}\u{1b}[22t") }
        for _ in 0..<100 { emulator.read("\u{1b}[23t") }
        #expect(emulator.screen.title == "90")
    }

    static let windows: [(String, String)] = [
        ("11", "\u{1b}[1t"), ("13", "\u{1b}[3;0;0t"), ("14", "\u{1b}[4;100;90t"), ("15", "\u{1b}[5;100;90t"),
        ("16", "\u{1b}[6;20;9t"), ("18", "\u{1b}[8;5;10t"), ("19", "\u{1b}[9;5;10t"),
        ("20", "\u{1b}]L\u{1b}\\"), ("21", "\u{1b}]l\u{1b}\\"), ("8;9;9", ""), ("24", ""), ("2", ""),
    ]

    @Test(arguments: windows)
    func `XTWINOPS tells sizes and moves nothing`(operation: String, expected: String) {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5, pixelWidth: 90, pixelHeight: 100))
        emulator.read("\u{1b}[\(operation)t")
        #expect(String(decoding: emulator.takeReplies(), as: UTF8.self) == expected)
        #expect(emulator.screen.size.columns == 10)
    }
}
