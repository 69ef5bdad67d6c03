/// Answers that wait for a program to read them; none repeats text the program sent.
struct Replies {
    private var bytes: [UInt8] = []

    /// How many bytes may wait; a program that asks without reading loses the rest.
    private static let limit = 65_536

    /// How many bytes wait.
    var count: Int { bytes.count }

    /// Adds an answer that is written with 7-bit controls; one of 8-bit ones has a byte for ESC and a character from `@` to
    /// `_` (ECMA-35 §6.4.3).
    mutating func append(_ text: String, inEightBits: Bool) {
        guard bytes.count + text.utf8.count <= Self.limit else { return }
        guard inEightBits else { return bytes.append(contentsOf: text.utf8) }
        for byte in text.utf8 {
            if bytes.last == 0x1b, byte & 0xe0 == 0x40 {
                bytes[bytes.count - 1] = byte + 0x40
            } else {
                bytes.append(byte)
            }
        }
    }

    /// Gives the answers away.
    mutating func drain() -> [UInt8] {
        if bytes.isEmpty { return [] }
        defer { bytes = [] }
        return bytes
    }
}

extension TerminalScreen {
    /// Queues an answer, written with 7-bit controls; after S8C1T it goes out with 8-bit ones.
    mutating func reply(_ text: String) {
        replies.append(text, inEightBits: modes.contains(.eightBitControls))
    }

    /// DA1: a VT420 with selective erase (6), national sets (9), technical characters (15), state reports (17),
    /// horizontal scrolling (21), colours (22) and rectangular editing (28).
    mutating func reportAttributes() {
        reply("\u{1b}[?64;6;9;15;17;21;22;28c")
    }

    /// DA2: a VT420; firmware 379, as Vim asks from 277 on for the mouse in SGR form.
    mutating func reportSecondaryAttributes() {
        reply("\u{1b}[>41;379;0c")
    }

    /// DA3: no unit number.
    mutating func reportTertiaryAttributes() {
        reply("\u{1b}P!|00000000\u{1b}\\")
    }

    /// XTVERSION.
    mutating func reportVersion() {
        reply("\u{1b}P>|Jarvis\u{1b}\\")
    }

    /// DECRQM for a private mode, or with `marker` empty for a standard one.
    mutating func reportMode(_ number: Int, _ marker: String, _ table: [ModeEntry]) {
        reply("\u{1b}[\(marker)\(number);\(report(mode: number, table))$y")
    }
}
