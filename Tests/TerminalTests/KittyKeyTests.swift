import Testing

@testable import Terminal

/// The keyboard protocol of https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
struct KittyKeyTests {
    private static func character(
        _ scalar: Unicode.Scalar, _ modifiers: TerminalKey.Modifiers = [],
        action: TerminalKey.Action = .press, shifted: Unicode.Scalar? = nil, base: Unicode.Scalar? = nil
    ) -> TerminalKey {
        TerminalKey(.character(scalar), modifiers, action: action, shifted: shifted, base: base)
    }

    /// `CSI = 1 u`: disambiguate.
    static let disambiguated: [KeyRow] = [
        KeyRow(
            "E[=1u", .character("a"),
            ["a", "A", "E[97;3u", "E[97;4u", "E[97;5u", "E[97;6u", "E[97;7u", "E[97;8u"]),
        KeyRow(
            "E[=1u", .character("3"), shifted: "#",
            ["3", "#", "E[51;3u", "E[51;4u", "E[51;5u", "E[51;6u", "E[51;7u", "E[51;8u"]),
        KeyRow(
            "E[=1u", .character(" "),
            [" ", " ", "E[32;3u", "E[32;4u", "E[32;5u", "E[32;6u", "E[32;7u", "E[32;8u"]),
        KeyRow(
            "E[=1u", .escape,
            ["E[27u", "E[27;2u", "E[27;3u", "E[27;4u", "E[27;5u", "E[27;6u", "E[27;7u", "E[27;8u"]),
        KeyRow(
            "E[=1u", .enter,
            ["\r", "E[13;2u", "E[13;3u", "E[13;4u", "E[13;5u", "E[13;6u", "E[13;7u", "E[13;8u"]),
        KeyRow("E[=1u", .tab, ["\t", "E[9;2u", "E[9;3u", "E[9;4u", "E[9;5u", "E[9;6u", "E[9;7u", "E[9;8u"]),
        KeyRow(
            "E[=1u", .backspace,
            ["\u{7f}", "E[127;2u", "E[127;3u", "E[127;4u", "E[127;5u", "E[127;6u", "E[127;7u", "E[127;8u"]),
        KeyRow("E[=1u", .up, ["E[A", "E[1;2A", "E[1;3A", "E[1;4A", "E[1;5A", "E[1;6A", "E[1;7A", "E[1;8A"]),
        KeyRow(
            "E[?1hE[=1u", .home,
            ["E[H", "E[1;2H", "E[1;3H", "E[1;4H", "E[1;5H", "E[1;6H", "E[1;7H", "E[1;8H"]),
        KeyRow(
            "E[=1u", .delete, ["E[3~", "E[3;2~", "E[3;3~", "E[3;4~", "E[3;5~", "E[3;6~", "E[3;7~", "E[3;8~"]),
        KeyRow(
            "E[=1u", .function(1),
            ["E[P", "E[1;2P", "E[1;3P", "E[1;4P", "E[1;5P", "E[1;6P", "E[1;7P", "E[1;8P"]),
        KeyRow(
            "E[=1u", .function(3),
            ["E[13~", "E[13;2~", "E[13;3~", "E[13;4~", "E[13;5~", "E[13;6~", "E[13;7~", "E[13;8~"]),
        KeyRow(
            "E[=1u", .function(12),
            ["E[24~", "E[24;2~", "E[24;3~", "E[24;4~", "E[24;5~", "E[24;6~", "E[24;7~", "E[24;8~"]),
        KeyRow(
            "E[=1u", .function(35),
            [
                "E[57398u", "E[57398;2u", "E[57398;3u", "E[57398;4u", "E[57398;5u", "E[57398;6u",
                "E[57398;7u", "E[57398;8u",
            ]),
        KeyRow(
            "E[=1u", .left, isKeypad: true,
            [
                "E[57417u", "E[57417;2u", "E[57417;3u", "E[57417;4u", "E[57417;5u", "E[57417;6u",
                "E[57417;7u", "E[57417;8u",
            ]),
        KeyRow(
            "E[=1u", .enter, isKeypad: true,
            [
                "E[57414u", "E[57414;2u", "E[57414;3u", "E[57414;4u", "E[57414;5u", "E[57414;6u",
                "E[57414;7u", "E[57414;8u",
            ]),
        KeyRow(
            "E[=1uE=", .character("5"), shifted: "5", isKeypad: true,
            ["5", "5", "E[57404;3u", "E[57404;4u", "E[57404;5u", "E[57404;6u", "E[57404;7u", "E[57404;8u"]),
        KeyRow(
            "E[=8u", .character("a"),
            ["E[97u", "E[97;2u", "E[97;3u", "E[97;4u", "E[97;5u", "E[97;6u", "E[97;7u", "E[97;8u"]),
        KeyRow(
            "E[=8u", .enter,
            ["E[13u", "E[13;2u", "E[13;3u", "E[13;4u", "E[13;5u", "E[13;6u", "E[13;7u", "E[13;8u"]),
    ]

    @Test(arguments: disambiguated)
    func `each key is told with each set of modifiers`(row: KeyRow) {
        #expect(row.sent == row.bytes)
    }

    static let keys: [KeyCase] = [
        KeyCase("E[=1u", character("A"), "A"),
        KeyCase("E[=1u", character("A", .control), "E[97;6u"),
        KeyCase("E[=1u", character("é", .alt), "E[233;3u"),
        KeyCase("E[=1u", character("a", .command), "E[97;9u"),
        KeyCase("E[=1u", character("a", [.hyper, .meta]), "E[97;49u"),
        KeyCase("E[=1u", character("a", .capsLock), "a"),
        KeyCase("E[=1u", character("a", [.control, .numLock]), "E[97;5u"),
        KeyCase("E[=1u", TerminalKey(.up, .numLock), "E[1;129A"),
        KeyCase("E[=1u", TerminalKey(.enter, .numLock), "\r"),
        KeyCase("E[=1u", TerminalKey(.begin, isKeypad: true), "E[E"),
        KeyCase("E[=1u", TerminalKey(.menu), "E[57363u"),
        KeyCase("E[=1u", TerminalKey(.functional(57_428)), "E[57428u"),
        KeyCase("E[=1u", TerminalKey(.functional(57_441), .shift), ""),
        KeyCase("E[=9u", TerminalKey(.functional(57_441), .shift), "E[57441;2u"),
        // Alternates belong to sequences only.
        KeyCase("E[=4u", character("a", .control, shifted: "A"), "\u{1}"),
        KeyCase("E[=5u", character("a", shifted: "A"), "a"),
        KeyCase("E[=5u", character("a", [.control, .shift], shifted: "A"), "E[97:65;6u"),
        KeyCase("E[=5u", character("a", [.control, .shift]), "E[97:65;6u"),
        KeyCase("E[=5u", character("3", [.control, .shift], shifted: "#"), "E[51:35;6u"),
        KeyCase("E[=5u", character("с", .control, base: "c"), "E[1089::99;5u"),
        KeyCase("E[=5u", character("с", [.control, .shift], shifted: "С", base: "c"), "E[1089:1057:99;6u"),
        // Text.
        KeyCase("E[=24u", character("a"), "E[97;;97u"),
        KeyCase("E[=24u", character("a", .shift), "E[97;2;65u"),
        KeyCase("E[=24u", character("A"), "E[97;2;65u"),
        KeyCase("E[=24u", character("a", .control), "E[97;5u"),
        KeyCase("E[=24u", TerminalKey(.enter), "E[13u"),
        KeyCase("E[=16u", character("a"), "a"),
        KeyCase("E[=29u", character("a", .shift, shifted: "A"), "E[97:65;2;65u"),
        // Event types, which no display was known to tell.
        KeyCase("E[=2u", character("a", action: .release), ""),
        KeyCase("E[=3u", character("a", .control, action: .repeat), "E[97;5u"),
    ]

    @Test(arguments: keys)
    func `a key is told as far as the flags ask for it`(key: KeyCase) {
        #expect(key.sent == key.bytes)
    }

    static let events: [KeyCase] = [
        KeyCase("E[=2u", character("a"), "a"),
        KeyCase("E[=2u", character("a", action: .repeat), "a"),
        KeyCase("E[=2u", character("a", action: .release), "E[97;1:3u"),
        KeyCase("E[=2u", character("a", .control), "\u{1}"),
        KeyCase("E[=3u", character("a", .control, action: .repeat), "E[97;5:2u"),
        KeyCase("E[=3u", character("a", .control, action: .release), "E[97;5:3u"),
        KeyCase("E[=3u", TerminalKey(.up, action: .release), "E[1;1:3A"),
        KeyCase("E[=3u", TerminalKey(.pageUp, action: .repeat), "E[5;1:2~"),
        KeyCase("E[=3u", TerminalKey(.enter, action: .release), ""),
        KeyCase("E[=3u", TerminalKey(.tab, action: .repeat), "\t"),
        KeyCase("E[=3u", TerminalKey(.escape, action: .release), "E[27;1:3u"),
        KeyCase("E[=11u", TerminalKey(.enter, action: .release), "E[13;1:3u"),
        KeyCase("E[=27u", character("a", action: .repeat), "E[97;1:2;97u"),
        KeyCase("E[=27u", character("a", action: .release), "E[97;1:3u"),
        KeyCase("E[=1u", character("a", .control, action: .release), ""),
        KeyCase("", character("a", action: .release), ""),
        KeyCase("", TerminalKey(.up, action: .repeat), "E[A"),
    ]

    @Test(arguments: events)
    func `repeats and releases are told where the display sees them`(event: KeyCase) {
        var emulator = Emulator(size: TerminalSize(columns: 80, rows: 24))
        emulator.use(.all)
        emulator.read(event.setting.replacing("E", with: "\u{1b}"))
        let bytes = TerminalInput(for: emulator.screen).bytes(for: event.key)
        #expect(String(decoding: bytes, as: UTF8.self).replacing("\u{1b}", with: "E") == event.bytes)
    }

    static let flags: [(String, String)] = [
        ("E[?u", "E[?0u"),
        ("E[>1uE[?u", "E[?1u"),
        ("E[>uE[?u", "E[?0u"),
        ("E[>1uE[>5uE[<uE[?u", "E[?1u"),
        ("E[>1uE[>5uE[<2uE[?u", "E[?0u"),
        ("E[>1uE[<9999uE[?u", "E[?0u"),
        ("E[=5uE[?u", "E[?5u"),
        ("E[=5uE[=8;2uE[?u", "E[?13u"),
        ("E[=13uE[=4;3uE[?u", "E[?9u"),
        ("E[=5uE[=8;4uE[?u", "E[?5u"),
        ("E[=5uE[=8;1uE[?u", "E[?8u"),
        ("E[=255uE[?u", "E[?29u"),
        ("E[=1uE[?1049hE[?u", "E[?0u"),
        ("E[=1uE[?1049hE[>5uE[?1049lE[?u", "E[?1u"),
        ("E[=1uEcE[?u", "E[?0u"),
        ("E[>1uE[!pE[?u", "E[?1u"),
    ]

    @Test(arguments: flags)
    func `flags are pushed, popped, set and told, on each screen apart`(text: String, expected: String) {
        #expect(answer(text.replacing("E", with: "\u{1b}")).replacing("\u{1b}", with: "E") == expected)
    }

    @Test func `what a display cannot tell is not granted until one comes that can`() {
        var emulator = Emulator(size: TerminalSize(columns: 80, rows: 24))
        emulator.read("\u{1b}[=3u")
        #expect(emulator.screen.keyboard.flags == .disambiguate)
        #expect(emulator.screen.keyboard.wanted == [.disambiguate, .eventTypes])
        emulator.use(.all)
        #expect(emulator.screen.keyboard.flags == [.disambiguate, .eventTypes])
        emulator.use([])
        #expect(emulator.screen.keyboard.flags == [])
    }

    @Test func `a stack of flags is bounded, and its oldest entries go first`() {
        var stack = KeyboardStack()
        for _ in 0..<100_000 { stack.push(.allKeys) }
        for _ in 0...KeyboardStack.limit { stack.push(.disambiguate) }
        stack.pop(KeyboardStack.limit)
        #expect(stack.flags == .disambiguate)
        stack.pop(1)
        #expect(stack.flags == [])
    }
}
