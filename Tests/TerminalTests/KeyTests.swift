import Testing

@testable import Terminal

/// A key in the modes it is pressed in.
struct KeyCase: Sendable, CustomTestStringConvertible {
    let setting: String
    let key: TerminalKey
    let bytes: String

    init(_ setting: String, _ key: TerminalKey, _ bytes: String) {
        self.setting = setting
        self.key = key
        self.bytes = bytes
    }

    var testDescription: String { "\(setting) \(key)" }

    /// What the key sends once a program has written its settings; ESC is spelled `E`.
    var sent: String {
        var emulator = Emulator(size: TerminalSize(columns: 80, rows: 24))
        emulator.read(setting.replacing("E", with: "\u{1b}"))
        let bytes = TerminalInput(for: emulator.screen).bytes(for: key)
        return String(decoding: bytes, as: UTF8.self).replacing("\u{1b}", with: "E")
    }
}

/// A key with each of the eight sets of shift, alt and control, in the order of their bits.
struct KeyRow: Sendable, CustomTestStringConvertible {
    let setting: String
    let code: TerminalKey.Code
    let shifted: Unicode.Scalar?
    let isKeypad: Bool
    let bytes: [String]

    init(
        _ setting: String, _ code: TerminalKey.Code, shifted: Unicode.Scalar? = nil, isKeypad: Bool = false,
        _ bytes: [String]
    ) {
        self.setting = setting
        self.code = code
        self.shifted = shifted
        self.isKeypad = isKeypad
        self.bytes = bytes
    }

    var testDescription: String { "\(setting) \(code)" }

    var sent: [String] {
        (UInt8(0)..<8).map { bits in
            let key = TerminalKey(
                code, TerminalKey.Modifiers(rawValue: bits), isKeypad: isKeypad, shifted: shifted)
            return KeyCase(setting, key, "").sent
        }
    }
}

/// Keys as xterm sends them (ctlseqs, "Special Keyboard Keys" and "Alt and Meta Keys").
///
/// The rows are what xterm 379 sent to a program on its terminal with `metaSendsEscape` set, a US keyboard, and alt as its
/// meta key. Sequences of
/// modifyOtherKeys 1 with alt are those it sends with that mode reset: else it leaves alt out.
struct LegacyKeyTests {
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
