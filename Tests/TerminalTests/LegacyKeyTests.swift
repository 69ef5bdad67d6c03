import Testing

@testable import Terminal

/// Keys as xterm sends them (ctlseqs, "Special Keyboard Keys" and "Alt and Meta Keys").
///
/// The rows are what xterm 379 sent to a program on its terminal with `metaSendsEscape` set, a US keyboard, and alt as its
/// meta key. Sequences of
/// modifyOtherKeys 1 with alt are those it sends with that mode reset: else it leaves alt out.
struct LegacyKeyTests {
    static let rows: [KeyRow] = [
        KeyRow("", .character("a"), ["a", "A", "Ea", "EA", "\u{1}", "\u{1}", "E\u{1}", "E\u{1}"]),
        KeyRow("", .character("i"), ["i", "I", "Ei", "EI", "\t", "\t", "E\t", "E\t"]),
        KeyRow("", .character("1"), shifted: "!", ["1", "!", "E1", "E!", "1", "!", "E1", "E!"]),
        KeyRow(
            "", .character("2"), shifted: "@", ["2", "@", "E2", "E@", "\u{0}", "\u{0}", "E\u{0}", "E\u{0}"]),
        KeyRow("", .character("3"), shifted: "#", ["3", "#", "E3", "E#", "E", "#", "EE", "E#"]),
        KeyRow("", .character("5"), shifted: "%", ["5", "%", "E5", "E%", "\u{1d}", "%", "E\u{1d}", "E%"]),
        KeyRow("", .character("8"), shifted: "*", ["8", "*", "E8", "E*", "\u{7f}", "*", "E\u{7f}", "E*"]),
        KeyRow("", .character("9"), shifted: "(", ["9", "(", "E9", "E(", "9", "(", "E9", "E("]),
        KeyRow("", .character(","), shifted: "<", [",", "<", "E,", "E<", ",", "<", "E,", "E<"]),
        KeyRow(
            "", .character("/"), shifted: "?",
            ["/", "?", "E/", "E?", "\u{1f}", "\u{7f}", "E\u{1f}", "E\u{7f}"]),
        KeyRow("", .character(";"), shifted: ":", [";", ":", "E;", "E:", ";", ":", "E;", "E:"]),
        KeyRow(
            "", .character("`"), shifted: "~", ["`", "~", "E`", "E~", "\u{0}", "\u{1e}", "E\u{0}", "E\u{1e}"]),
        KeyRow("", .character("["), shifted: "{", ["[", "{", "E[", "E{", "E", "E", "EE", "EE"]),
        KeyRow("", .character("-"), shifted: "_", ["-", "_", "E-", "E_", "-", "\u{1f}", "E-", "E\u{1f}"]),
        KeyRow("", .character("="), shifted: "+", ["=", "+", "E=", "E+", "=", "+", "E=", "E+"]),
        KeyRow("", .character(" "), [" ", " ", "E ", "E ", "\u{0}", "\u{0}", "E\u{0}", "E\u{0}"]),
        KeyRow("", .enter, ["\r", "\r", "E\r", "E\r", "\r", "\r", "E\r", "E\r"]),
        KeyRow("", .tab, ["\t", "E[Z", "E\t", "E[Z", "\t", "E[Z", "E\t", "E[Z"]),
        KeyRow(
            "", .backspace, ["\u{7f}", "\u{7f}", "E\u{7f}", "E\u{7f}", "\u{8}", "\u{8}", "E\u{8}", "E\u{8}"]),
        KeyRow("", .escape, ["E", "E", "EE", "EE", "E", "E", "EE", "EE"]),
        KeyRow("", .up, ["E[A", "E[1;2A", "E[1;3A", "E[1;4A", "E[1;5A", "E[1;6A", "E[1;7A", "E[1;8A"]),
        KeyRow("", .home, ["E[H", "E[1;2H", "E[1;3H", "E[1;4H", "E[1;5H", "E[1;6H", "E[1;7H", "E[1;8H"]),
        KeyRow("", .insert, ["E[2~", "E[2;2~", "E[2;3~", "E[2;4~", "E[2;5~", "E[2;6~", "E[2;7~", "E[2;8~"]),
        KeyRow("", .delete, ["E[3~", "E[3;2~", "E[3;3~", "E[3;4~", "E[3;5~", "E[3;6~", "E[3;7~", "E[3;8~"]),
        KeyRow("", .pageUp, ["E[5~", "E[5;2~", "E[5;3~", "E[5;4~", "E[5;5~", "E[5;6~", "E[5;7~", "E[5;8~"]),
        KeyRow(
            "", .function(1), ["EOP", "E[1;2P", "E[1;3P", "E[1;4P", "E[1;5P", "E[1;6P", "E[1;7P", "E[1;8P"]),
        KeyRow(
            "", .function(3), ["EOR", "E[1;2R", "E[1;3R", "E[1;4R", "E[1;5R", "E[1;6R", "E[1;7R", "E[1;8R"]),
        KeyRow(
            "", .function(5),
            ["E[15~", "E[15;2~", "E[15;3~", "E[15;4~", "E[15;5~", "E[15;6~", "E[15;7~", "E[15;8~"]),
        KeyRow(
            "", .function(12),
            ["E[24~", "E[24;2~", "E[24;3~", "E[24;4~", "E[24;5~", "E[24;6~", "E[24;7~", "E[24;8~"]),
        KeyRow(
            "", .begin, isKeypad: true,
            ["E[E", "E[1;2E", "E[1;3E", "E[1;4E", "E[1;5E", "E[1;6E", "E[1;7E", "E[1;8E"]),
        KeyRow(
            "", .home, isKeypad: true,
            ["E[H", "E[1;2H", "E[1;3H", "E[1;4H", "E[1;5H", "E[1;6H", "E[1;7H", "E[1;8H"]),
        KeyRow(
            "E[?1hE=", .up, ["EOA", "E[1;2A", "E[1;3A", "E[1;4A", "E[1;5A", "E[1;6A", "E[1;7A", "E[1;8A"]),
        KeyRow(
            "E[?1hE=", .home, ["EOH", "E[1;2H", "E[1;3H", "E[1;4H", "E[1;5H", "E[1;6H", "E[1;7H", "E[1;8H"]),
        KeyRow(
            "E[?1hE=", .enter, isKeypad: true,
            ["EOM", "EO2M", "EO3M", "EO4M", "EO5M", "EO6M", "EO7M", "EO8M"]),
        KeyRow(
            "E[?1hE=", .begin, isKeypad: true,
            ["EOE", "E[1;2E", "E[1;3E", "E[1;4E", "E[1;5E", "E[1;6E", "E[1;7E", "E[1;8E"]),
        KeyRow(
            "E[?1hE=", .home, isKeypad: true,
            ["EOH", "E[1;2H", "E[1;3H", "E[1;4H", "E[1;5H", "E[1;6H", "E[1;7H", "E[1;8H"]),
        KeyRow(
            "E[?1hE=", .insert,
            ["E[2~", "E[2;2~", "E[2;3~", "E[2;4~", "E[2;5~", "E[2;6~", "E[2;7~", "E[2;8~"]),
        KeyRow(
            "E[?1hE=", .function(1),
            ["EOP", "E[1;2P", "E[1;3P", "E[1;4P", "E[1;5P", "E[1;6P", "E[1;7P", "E[1;8P"]),
        KeyRow("E[>4;1m", .character("a"), ["a", "A", "Ea", "EA", "\u{1}", "\u{1}", "E\u{1}", "E\u{1}"]),
        KeyRow(
            "E[>4;1m", .character("1"), shifted: "!",
            ["1", "!", "E1", "E!", "E[27;5;49~", "E[27;6;33~", "E[27;7;49~", "E[27;8;33~"]),
        KeyRow(
            "E[>4;1m", .character("2"), shifted: "@",
            ["2", "@", "E2", "E@", "\u{0}", "\u{0}", "E\u{0}", "E\u{0}"]),
        KeyRow(
            "E[>4;1m", .character("3"), shifted: "#",
            ["3", "#", "E3", "E#", "E", "E[27;6;35~", "EE", "E[27;8;35~"]),
        KeyRow(
            "E[>4;1m", .character("5"), shifted: "%",
            ["5", "%", "E5", "E%", "\u{1d}", "E[27;6;37~", "E\u{1d}", "E[27;8;37~"]),
        KeyRow(
            "E[>4;1m", .character("8"), shifted: "*",
            ["8", "*", "E8", "E*", "\u{7f}", "E[27;6;42~", "E\u{7f}", "E[27;8;42~"]),
        KeyRow(
            "E[>4;1m", .character("9"), shifted: "(",
            ["9", "(", "E9", "E(", "E[27;5;57~", "E[27;6;40~", "E[27;7;57~", "E[27;8;40~"]),
        KeyRow(
            "E[>4;1m", .character(","), shifted: "<",
            [",", "<", "E,", "E<", "E[27;5;44~", "E[27;6;60~", "E[27;7;44~", "E[27;8;60~"]),
        KeyRow(
            "E[>4;1m", .character("/"), shifted: "?",
            ["/", "?", "E/", "E?", "\u{1f}", "E[27;6;63~", "E\u{1f}", "E[27;8;63~"]),
        KeyRow(
            "E[>4;1m", .character(";"), shifted: ":",
            [";", ":", "E;", "E:", "E[27;5;59~", "E[27;6;58~", "E[27;7;59~", "E[27;8;58~"]),
        KeyRow(
            "E[>4;1m", .character("`"), shifted: "~",
            ["`", "~", "E`", "E~", "\u{0}", "\u{1e}", "E\u{0}", "E\u{1e}"]),
        KeyRow("E[>4;1m", .character("["), shifted: "{", ["[", "{", "E[", "E{", "E", "E", "EE", "EE"]),
        KeyRow(
            "E[>4;1m", .character("-"), shifted: "_",
            ["-", "_", "E-", "E_", "E[27;5;45~", "\u{1f}", "E[27;7;45~", "E\u{1f}"]),
        KeyRow(
            "E[>4;1m", .character("="), shifted: "+",
            ["=", "+", "E=", "E+", "E[27;5;61~", "E[27;6;43~", "E[27;7;61~", "E[27;8;43~"]),
        KeyRow(
            "E[>4;1m", .enter, ["\r", "E[27;2;13~", "E\r", "E\r", "E[27;5;13~", "E[27;6;13~", "E\r", "E\r"]),
        KeyRow("E[>4;1m", .tab, ["\t", "E[Z", "E\t", "E[Z", "E[27;5;9~", "E[Z", "E\t", "E[Z"]),
        KeyRow(
            "E[>4;1m", .backspace,
            ["\u{7f}", "\u{7f}", "E\u{7f}", "E\u{7f}", "\u{8}", "\u{8}", "E\u{8}", "E\u{8}"]),
        KeyRow("E[>4;1m", .escape, ["E", "E", "EE", "E[27;4;27~", "E", "E", "E[27;7;27~", "E[27;8;27~"]),
        KeyRow(
            "E[>4;2m", .character("a"),
            [
                "a", "E[27;2;65~", "E[27;3;97~", "E[27;4;65~", "E[27;5;97~", "E[27;6;65~", "E[27;7;97~",
                "E[27;8;65~",
            ]),
        KeyRow(
            "E[>4;2m", .character("i"),
            [
                "i", "E[27;2;73~", "E[27;3;105~", "E[27;4;73~", "E[27;5;105~", "E[27;6;73~", "E[27;7;105~",
                "E[27;8;73~",
            ]),
        KeyRow(
            "E[>4;2m", .character("1"), shifted: "!",
            ["1", "!", "E[27;3;49~", "E[27;4;33~", "E[27;5;49~", "E[27;6;33~", "E[27;7;49~", "E[27;8;33~"]),
        KeyRow(
            "E[>4;2m", .character("2"), shifted: "@",
            [
                "2", "E[27;2;64~", "E[27;3;50~", "E[27;4;64~", "E[27;5;50~", "E[27;6;64~", "E[27;7;50~",
                "E[27;8;64~",
            ]),
        KeyRow(
            "E[>4;2m", .character("5"), shifted: "%",
            ["5", "%", "E[27;3;53~", "E[27;4;37~", "E[27;5;53~", "E[27;6;37~", "E[27;7;53~", "E[27;8;37~"]),
        KeyRow(
            "E[>4;2m", .character(","), shifted: "<",
            [",", "<", "E[27;3;44~", "E[27;4;60~", "E[27;5;44~", "E[27;6;60~", "E[27;7;44~", "E[27;8;60~"]),
        KeyRow(
            "E[>4;2m", .character("/"), shifted: "?",
            ["/", "?", "E[27;3;47~", "E[27;4;63~", "E[27;5;47~", "E[27;6;63~", "E[27;7;47~", "E[27;8;63~"]),
        KeyRow(
            "E[>4;2m", .character("`"), shifted: "~",
            [
                "`", "E[27;2;126~", "E[27;3;96~", "E[27;4;126~", "E[27;5;96~", "E[27;6;126~", "E[27;7;96~",
                "E[27;8;126~",
            ]),
        KeyRow(
            "E[>4;2m", .character("["), shifted: "{",
            [
                "[", "E[27;2;123~", "E[27;3;91~", "E[27;4;123~", "E[27;5;91~", "E[27;6;123~", "E[27;7;91~",
                "E[27;8;123~",
            ]),
        KeyRow(
            "E[>4;2m", .character("-"), shifted: "_",
            [
                "-", "E[27;2;95~", "E[27;3;45~", "E[27;4;95~", "E[27;5;45~", "E[27;6;95~", "E[27;7;45~",
                "E[27;8;95~",
            ]),
        KeyRow(
            "E[>4;2m", .character("="), shifted: "+",
            ["=", "+", "E[27;3;61~", "E[27;4;43~", "E[27;5;61~", "E[27;6;43~", "E[27;7;61~", "E[27;8;43~"]),
        KeyRow(
            "E[>4;2m", .character(" "),
            [
                " ", "E[27;2;32~", "E[27;3;32~", "E[27;4;32~", "E[27;5;32~", "E[27;6;32~", "E[27;7;32~",
                "E[27;8;32~",
            ]),
        KeyRow(
            "E[>4;2m", .enter,
            [
                "\r", "E[27;2;13~", "E[27;3;13~", "E[27;4;13~", "E[27;5;13~", "E[27;6;13~", "E[27;7;13~",
                "E[27;8;13~",
            ]),
        KeyRow(
            "E[>4;2m", .tab,
            ["\t", "E[Z", "E[27;3;9~", "E[27;4;9~", "E[27;5;9~", "E[27;6;9~", "E[27;7;9~", "E[27;8;9~"]),
        KeyRow(
            "E[>4;2m", .backspace,
            [
                "\u{7f}", "E[27;2;127~", "E[27;3;127~", "E[27;4;127~", "\u{8}", "E[27;6;8~", "E[27;7;8~",
                "E[27;8;8~",
            ]),
        KeyRow(
            "E[>4;2m", .escape,
            [
                "E", "E[27;2;27~", "E[27;3;27~", "E[27;4;27~", "E[27;5;27~", "E[27;6;27~", "E[27;7;27~",
                "E[27;8;27~",
            ]),
        KeyRow(
            "E[>4;2m", .up, ["E[A", "E[1;2A", "E[1;3A", "E[1;4A", "E[1;5A", "E[1;6A", "E[1;7A", "E[1;8A"]),
        KeyRow(
            "E[>4;2m", .pageUp,
            ["E[5~", "E[5;2~", "E[5;3~", "E[5;4~", "E[5;5~", "E[5;6~", "E[5;7~", "E[5;8~"]),
        KeyRow(
            "E[>4;2m", .function(5),
            ["E[15~", "E[15;2~", "E[15;3~", "E[15;4~", "E[15;5~", "E[15;6~", "E[15;7~", "E[15;8~"]),
        KeyRow("E[>1;0mE[>2;0m", .up, ["E[A", "E[2A", "E[3A", "E[4A", "E[5A", "E[6A", "E[7A", "E[8A"]),
        KeyRow("E[>1;0mE[>2;0m", .home, ["E[H", "E[2H", "E[3H", "E[4H", "E[5H", "E[6H", "E[7H", "E[8H"]),
        KeyRow(
            "E[>1;0mE[>2;0m", .function(1), ["EOP", "EO2P", "EO3P", "EO4P", "EO5P", "EO6P", "EO7P", "EO8P"]),
        KeyRow(
            "E[>1;0mE[>2;0m", .function(5),
            ["E[15~", "E[15;2~", "E[15;3~", "E[15;4~", "E[15;5~", "E[15;6~", "E[15;7~", "E[15;8~"]),
        KeyRow("E[>1;1m", .up, ["E[A", "E[2A", "E[3A", "E[4A", "E[5A", "E[6A", "E[7A", "E[8A"]),
        KeyRow(
            "E[>1;1m", .function(1),
            ["EOP", "E[1;2P", "E[1;3P", "E[1;4P", "E[1;5P", "E[1;6P", "E[1;7P", "E[1;8P"]),
        KeyRow(
            "E[>1;3mE[>2;3m", .up,
            ["E[A", "E[>1;2A", "E[>1;3A", "E[>1;4A", "E[>1;5A", "E[>1;6A", "E[>1;7A", "E[>1;8A"]),
        KeyRow(
            "E[>1;3mE[>2;3m", .function(1),
            ["EOP", "E[>1;2P", "E[>1;3P", "E[>1;4P", "E[>1;5P", "E[>1;6P", "E[>1;7P", "E[>1;8P"]),
        KeyRow(
            "E[>1;3mE[>2;3m", .function(5),
            ["E[15~", "E[>15;2~", "E[>15;3~", "E[>15;4~", "E[>15;5~", "E[>15;6~", "E[>15;7~", "E[>15;8~"]),
        KeyRow(
            "E[?1036lE[?1034l", .character("a"), ["a", "A", "a", "A", "\u{1}", "\u{1}", "\u{1}", "\u{1}"]),
        KeyRow("E[?1036lE[?1034l", .character("1"), shifted: "!", ["1", "!", "1", "!", "1", "!", "1", "!"]),
        KeyRow("E[?1036lE[?1034l", .tab, ["\t", "E[Z", "\t", "E[Z", "\t", "E[Z", "\t", "E[Z"]),
        KeyRow("E[?1036lE[?1034l", .escape, ["E", "E", "E", "E", "E", "E", "E", "E"]),
        KeyRow(
            "E[?1036lE[?1034l", .backspace,
            ["\u{7f}", "\u{7f}", "\u{7f}", "\u{7f}", "\u{8}", "\u{8}", "\u{8}", "\u{8}"]),
        KeyRow(
            "E[?67h", .backspace,
            ["\u{8}", "\u{8}", "E\u{8}", "E\u{8}", "\u{7f}", "\u{7f}", "E\u{7f}", "E\u{7f}"]),
    ]

    @Test(arguments: rows)
    func `each key is sent with each set of modifiers`(row: KeyRow) {
        #expect(row.sent == row.bytes)
    }

    private static func character(_ scalar: Unicode.Scalar, _ modifiers: TerminalKey.Modifiers = [])
        -> TerminalKey
    {
        TerminalKey(.character(scalar), modifiers)
    }

    static let keys: [KeyCase] = [
        KeyCase("", character("é"), "é"),
        KeyCase("", character("é", .alt), "Eé"),
        KeyCase("", character("ä", .shift), "Ä"),
        KeyCase("", character("ß", .shift), "ß"),
        KeyCase("", character("C", .control), "\u{3}"),
        KeyCase("", character("?", .control), "\u{7f}"),
        KeyCase("", character("_", .control), "\u{1f}"),
        KeyCase("", character("a", .meta), "Ea"),
        KeyCase("", character("a", .command), ""),
        KeyCase("", TerminalKey(.up, .command), "E[1;9A"),
        KeyCase("", TerminalKey(.up, .numLock), "E[A"),
        KeyCase("E[?1036l", character("a", .alt), "á"),
        KeyCase("E[?1036l", character("a", [.control, .alt]), "\u{81}"),
        KeyCase("E[?1036l", character("é", .alt), "é"),
        KeyCase("E[?1036lE[?1039h", character("a", .alt), "Ea"),
        KeyCase("E[20h", TerminalKey(.enter), "\r\n"),
        KeyCase("E[?1h", TerminalKey(.end), "EOF"),
        KeyCase("E[?1h", TerminalKey(.function(5)), "E[15~"),
        KeyCase("", TerminalKey(.function(13)), "E[25~"),
        KeyCase("", TerminalKey(.function(16), .shift), "E[29;2~"),
        KeyCase("", TerminalKey(.function(20)), "E[34~"),
        KeyCase("", TerminalKey(.function(21)), "E[42~"),
        KeyCase("", TerminalKey(.function(35)), "E[56~"),
        KeyCase("", TerminalKey(.function(36)), ""),
        KeyCase("", TerminalKey(.function(0)), ""),
        KeyCase("", TerminalKey(.menu), "E[29~"),
        KeyCase("", TerminalKey(.functional(57_428)), ""),
        KeyCase("E=", TerminalKey(.character("5"), isKeypad: true), "EOu"),
        KeyCase("E=", TerminalKey(.character("+"), .control, isKeypad: true), "EO5k"),
        KeyCase("E=", TerminalKey(.character("="), isKeypad: true), "EOX"),
        KeyCase("E=", TerminalKey(.character(","), isKeypad: true), "EOl"),
        KeyCase("E=", TerminalKey(.character("5"), .numLock, isKeypad: true), "5"),
        KeyCase("E[?66h", TerminalKey(.enter, isKeypad: true), "EOM"),
        KeyCase("", TerminalKey(.character("5"), isKeypad: true), "5"),
        KeyCase("", TerminalKey(.enter, isKeypad: true), "\r"),
        KeyCase("E[>2n", TerminalKey(.function(5), .control), "E[15~"),
        KeyCase("E[>1nE[>1m", TerminalKey(.up, .control), "E[1;5A"),
        KeyCase("E[>1n", TerminalKey(.up, .control), "E[A"),
        KeyCase("E[>1nE[>m", TerminalKey(.up, .control), "E[1;5A"),
        KeyCase("E[>4;1mE[>4n", character(",", .control), ","),
        KeyCase("E[>4;1mE[>4m", character(",", .control), ","),
        KeyCase("E[>4;9m", character(",", .control), ","),
        KeyCase("E[>4;1mE[>4;1f", character(",", .control), "E[44;5u"),
        KeyCase("E[>4;1mE[>4;1fE[>4f", character(",", .control), "E[27;5;44~"),
        KeyCase("E[>4;3m", character("a"), "E[27;1;97~"),
        KeyCase("E[>4;2m", character("A"), "A"),
        KeyCase("E[>4;2m", TerminalKey(.character(":"), .alt, isPrefixed: true), "E:"),
        KeyCase("E[>4;2mE[=1u", character("a", .control), "E[97;5u"),
    ]

    @Test(arguments: keys)
    func `a key is sent as the settings ask`(key: KeyCase) {
        #expect(key.sent == key.bytes)
    }

    static let questions: [(String, String)] = [
        ("E[?4m", "E[>4;0m"), ("E[>4;2mE[?4m", "E[>4;2m"), ("E[?1;2m", "E[>1;2mE[>2;2m"), ("E[?5m", ""),
        ("E[>4;1fE[?4g", "E[>4;1f"), ("E[?4g", "E[>4;0f"), ("E[>4;2mEcE[?4m", "E[>4;0m"), ("E[?m", ""),
    ]

    @Test(arguments: questions)
    func `options are told in the form that sets them`(text: String, expected: String) {
        #expect(answer(text.replacing("E", with: "\u{1b}")).replacing("\u{1b}", with: "E") == expected)
    }
}
