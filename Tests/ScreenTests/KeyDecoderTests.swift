import Screen
import Testing
import Text

struct KeyDecoderTests {
    private static let escape = "\u{1B}"

    private func keys(_ text: String) -> [Input] {
        var decoder = KeyDecoder()
        return decoder.feed(Array(text.utf8)) + decoder.flush()
    }

    @Test(arguments: [
        ("a", ["a"]), ("A", ["A"]), (" ", ["Space"]), ("ä漢🙂", ["ä", "漢", "🙂"]), ("\r", ["Enter"]),
        ("\t", ["Tab"]),
        ("\u{7F}", ["Backspace"]), ("\u{08}", ["Backspace"]), ("\u{01}\u{1A}", ["C-a", "C-z"]),
        ("\u{00}", ["C-Space"]),
        ("\u{1C}", ["C-\\"]), ("\n", ["C-j"]), ("\u{1B}", ["Esc"]), ("\u{1B}x", ["M-x"]),
        ("\u{1B}ä", ["M-ä"]),
        ("\u{1B}\r", ["M-Enter"]), ("\u{1B}\u{01}", ["C-M-a"]), ("\u{1B}[", ["M-["]), ("\u{1B}O", ["M-O"]),
        ("\u{1B}]", ["M-]"]),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", ["Up", "Down", "Right", "Left"]),
        ("\u{1B}OA\u{1B}OD", ["Up", "Left"]),
        ("\u{1B}[1;5A\u{1B}[1;3C\u{1B}[1;2D", ["C-Up", "M-Right", "S-Left"]), ("\u{1B}[1;6B", ["C-S-Down"]),
        ("\u{1B}\u{1B}[A", ["M-Up"]), ("\u{1B}[a\u{1B}Oa", ["S-Up", "C-Up"]),
        ("\u{1B}[H\u{1B}[F", ["Home", "End"]), ("\u{1B}OH\u{1B}OF", ["Home", "End"]),
        ("\u{1B}[1~\u{1B}[4~", ["Home", "End"]), ("\u{1B}[7~\u{1B}[8~", ["Home", "End"]),
        ("\u{1B}[1;5H", ["C-Home"]), ("\u{1B}[2~\u{1B}[3~", ["Insert", "Delete"]),
        ("\u{1B}[5~\u{1B}[6~", ["PageUp", "PageDown"]), ("\u{1B}[5;5~", ["C-PageUp"]),
        ("\u{1B}[3^\u{1B}[3$\u{1B}[3@", ["C-Delete", "S-Delete", "C-S-Delete"]), ("\u{1B}[Z", ["S-Tab"]),
        ("\u{1B}OP\u{1B}OS", ["F1", "F4"]), ("\u{1B}[11~\u{1B}[15~", ["F1", "F5"]), ("\u{1B}[24~", ["F12"]),
        ("\u{1B}[1;5P", ["C-F1"]), ("\u{1B}[15;2~", ["S-F5"]), ("\u{1B}[[A\u{1B}[[E", ["F1", "F5"]),
        ("\u{1B}[97;5u", ["C-a"]), ("\u{1B}[13;2u", ["S-Enter"]), ("\u{1B}[97;2u", ["A"]),
        ("\u{1B}[27u", ["Esc"]),
        ("\u{1B}[97;1:3u", []), ("\u{1B}[1;1:3A", []), ("\u{1B}[27;5;9~", ["C-Tab"]),
        ("\u{1B}[57441u", ["#57441"]),
        ("\u{1B}Oj\u{1B}OM", ["*", "Enter"]),
    ])
    func `bytes are the keys that terminals mean by them`(bytes: String, names: [String]) {
        #expect(keys(bytes).compactMap(\.key).map(\.description) == names)
    }

    @Test(arguments: [
        "\u{1B}[24;80R", "\u{1B}]52;c;QQ==\u{1B}\\", "\u{1B}]4;1;rgb:0/0/0\u{07}", "\u{1B}]11;?\u{07}",
        "\u{1B}]11;rgb:00000/0/0\u{07}", "\u{1B}P0$r\u{1B}\\", "\u{1B}P1+r5463\u{1B}\\", "\u{1B}_X\u{1B}\\",
        "\u{1B}^p\u{1B}\\", "\u{1B}[?1;2u",
        "\u{1B}[>0;276;0c",
        "\u{1B}[99~", "\u{1B}[57500u", "\u{1B}[0u", "\u{1B}O!", "\u{1B}[1;2;3;4z", "\u{1B}[8;24;80t",
        "\u{1B}[<200;1;1M",
    ])
    func `answers and unknown sequences are swallowed whole`(bytes: String) {
        #expect(keys(bytes + "q").map(\.kind) == [.key(Key("q"))])
    }

    @Test(
        arguments: [
            ("\u{1B}[?62;4;22c", .attributes([62, 4, 22])), ("\u{1B}[?2026;2$y", .mode(2026, state: 2)),
            ("\u{1B}]11;rgb:ffff/8080/0000\u{07}", .color(11, RGB(red: 255, green: 128, blue: 0))),
            ("\u{1B}]12;rgba:f/0/8/f\u{1B}\\", .color(12, RGB(red: 255, green: 0, blue: 136))),
            ("\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\", .rendition("0;48:2::1:2:3")),
            ("\u{1B}P>|WezTerm 20240203\u{1B}\\", .version("WezTerm 20240203")),
            ("\u{1B}_Gi=31;OK\u{1B}\\", .graphics(true)),
            ("\u{1B}_Gi=31;ENOENT\u{1B}\\", .graphics(false)), ("\u{1B}[?997;1n", .scheme(isDark: true)),
            ("\u{1B}[?997;2n", .scheme(isDark: false)), ("\u{1B}[?31u", .keyboard(flags: 31)),
        ] as [(String, TerminalAnswer)])
    func `what a terminal answers is no key`(bytes: String, answer: TerminalAnswer) {
        #expect(keys("a" + bytes + "q").map(\.kind) == [.key(Key("a")), .answer(answer), .key(Key("q"))])
    }

    @Test func `every way to cut a stream gives the same input`() {
        let stream = Array(
            "aä\u{1B}[1;5A\u{1B}[<0;3;4M\u{1B}[200~x\u{1B}[31my\u{1B}[201~\u{1B}OP漢\u{1B}]11;rgb:1/2/3\u{1B}\\\u{1B}]0;t\u{07}\u{1B}[Iz"
                .utf8)
        var whole = KeyDecoder()
        let expected = whole.feed(stream) + whole.flush()
        for size in 1...stream.count {
            var decoder = KeyDecoder()
            var inputs: [Input] = []
            for start in stride(from: 0, to: stream.count, by: size) {
                inputs += decoder.feed(stream[start..<min(start + size, stream.count)])
            }
            #expect(inputs + decoder.flush() == expected)
        }
    }

    @Test func `the bytes of each key are kept`() {
        let inputs = keys("a\u{1B}[1;5Aä\u{1B}OP")
        #expect(
            inputs.map { String(decoding: $0.raw, as: UTF8.self) } == ["a", "\u{1B}[1;5A", "ä", "\u{1B}OP"])
    }

    @Test func `a lone escape waits for its flush, and a sequence in the middle does not`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.flush().map(\.kind) == [.key(Key(.escape))])
        #expect(!decoder.isWaiting)
        #expect(decoder.feed(Array("\u{1B}[1;".utf8)) == [])
        #expect(!decoder.isWaiting)
        #expect(decoder.flush() == [])
        #expect(decoder.feed(Array("5A".utf8)).map(\.kind) == [.key(Key(.up, .control))])
    }

    @Test(arguments: [
        ("\u{1B}[<0;1;1M", Mouse(.press(.left), at: Point(x: 0, y: 0))),
        ("\u{1B}[<2;10;5m", Mouse(.release(.right), at: Point(x: 9, y: 4))),
        ("\u{1B}[<32;300;2M", Mouse(.drag(.left), at: Point(x: 299, y: 1))),
        ("\u{1B}[<35;2;2M", Mouse(.move, at: Point(x: 1, y: 1))),
        ("\u{1B}[<64;1;2M", Mouse(.scrollUp, at: Point(x: 0, y: 1))),
        ("\u{1B}[<81;1;2M", Mouse(.scrollDown, at: Point(x: 0, y: 1), modifiers: .control)),
        ("\u{1B}[M #$", Mouse(.press(.left), at: Point(x: 2, y: 3))),
    ])
    func `mouse reports give action, cell and modifiers`(bytes: String, mouse: Mouse) {
        #expect(keys(bytes).map(\.kind) == [.mouse(mouse)])
    }

    @Test func `focus reports are focus`() {
        #expect(keys("\u{1B}[I\u{1B}[O").map(\.kind) == [.focus(true), .focus(false)])
    }

    @Test func `a paste is one input, whatever sequences it holds`() {
        let text = "rm -rf /\n\u{1B}[A\u{1B}]52;c;x\u{07}ä"
        #expect(
            keys("\u{1B}[200~\(text)\u{1B}[201~q").map(\.kind)
                == [.paste(Paste(bytes: Array(text.utf8))), .key(Key("q"))])
    }

    @Test func `an end mark within a paste does not let the rest be typed`() {
        let inputs = keys("\u{1B}[200~harmless\u{1B}[201~\rrm -rf /\r\u{1B}[201~q\u{1B}[200~two\u{1B}[201~")
        let expected: [Input.Kind] = [
            .paste(Paste(bytes: Array("harmless\rrm -rf /\r".utf8))), .key(Key("q")),
            .paste(Paste(bytes: Array("two".utf8))),
        ]
        #expect(inputs.map(\.kind) == expected)
    }

    @Test(arguments: [1, 5, 4_095, 65_536])
    func `however long a paste goes on behind an end mark in it, nothing of it is typed`(portion: Int) {
        let text = "harmless\u{1B}[201~\r" + String(repeating: "rm -rf /\r", count: 20_000) + "\u{1B}[201~"
        let bytes = Array("\u{1B}[200~\(text)q".utf8)
        var decoder = KeyDecoder()
        var inputs: [Input] = []
        for start in stride(from: 0, to: bytes.count, by: portion) {
            inputs += decoder.feed(bytes[start..<min(start + portion, bytes.count)])
        }
        #expect(inputs == [])
        #expect(decoder.isWaiting)
        let clean = Paste(bytes: Array(text.replacing("\u{1B}[201~", with: "").utf8))
        #expect(decoder.flush().map(\.kind) == [.paste(clean), .key(Key("q"))])
    }

    @Test func `a paste beyond the limit is cut and says so, and typing goes on after it`() {
        var decoder = KeyDecoder()
        var inputs = decoder.feed(Array("\u{1B}[200~".utf8))
        let block = [UInt8](repeating: 0x78, count: 1 << 20)
        for _ in 0..<11 { inputs += decoder.feed(block) }
        #expect(decoder.isPasting)
        inputs += decoder.feed(Array("\u{1B}[201~q".utf8)) + decoder.flush()
        guard case .paste(let paste)? = inputs.first?.kind else {
            Issue.record("no paste")
            return
        }
        #expect(paste.bytes.count == Paste.limit)
        #expect(paste.isTruncated)
        #expect(inputs.last?.kind == .key(Key("q")))
    }

    @Test(arguments: [("", 0), ("a", 0), ("a\n", 1), ("a\r\nb\rc\n\nd", 4)])
    func `a paste knows how often it would press Enter`(text: String, count: Int) {
        let paste = Paste(bytes: Array(text.utf8))
        #expect(paste.lineBreaks == count)
        #expect(paste.hasLineBreak == (count > 0))
    }

    @Test func `bytes that are no UTF-8 become a replacement and lose nothing after them`() {
        var decoder = KeyDecoder()
        let inputs = decoder.feed([0xC3, 0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63])
        let names = inputs.compactMap(\.key).map(\.description)
        #expect(names == ["\u{FFFD}", "a", "\u{FFFD}", "b", "\u{FFFD}", "c"])
    }

    @Test func `no random bytes crash the decoder or grow it without bound`() {
        var random = SeededRandom(seed: 11)
        var decoder = KeyDecoder()
        let interesting: [UInt8] = [
            0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x3C, 0x24, 0x4D, 0x7E, 0x07, 0x32, 0x30, 0x31,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? interesting.randomElement(using: &random) ?? 0
                    : UInt8.random(in: 0...255, using: &random)
            }
            for input in decoder.feed(bytes) { #expect(input.raw.count <= 300) }
            if Bool.random(using: &random) { _ = decoder.flush() }
        }
    }
}
