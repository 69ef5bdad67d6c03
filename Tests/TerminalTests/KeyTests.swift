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
