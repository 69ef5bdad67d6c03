/// Answers to a program's questions. None repeats text the program sent.
extension TerminalScreen {
    /// How many bytes of answers may wait; a program that asks without reading loses the rest.
    private static let replyLimit = 65_536

    /// Queues an answer, written with 7-bit controls; after S8C1T it goes out with 8-bit ones.
    mutating func reply(_ text: String) {
        guard replies.count + text.utf8.count <= Self.replyLimit else { return }
        if modes.contains(.eightBitControls) {
            appendEightBit(text)
        } else {
            replies.append(contentsOf: text.utf8)
        }
    }

    /// Makes one byte of ESC and a character from `@` to `_` (ECMA-35 §6.4.3).
    private mutating func appendEightBit(_ text: String) {
        for byte in text.utf8 {
            if replies.last == 0x1b, byte & 0xe0 == 0x40 {
                replies[replies.count - 1] = byte + 0x40
            } else {
                replies.append(byte)
            }
        }
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
