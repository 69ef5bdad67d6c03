import Counterparts
import Terminal

/// Bytes that cost a terminal much for their number, as a hostile or broken program might write them.
extension Payload {
    static let hostile = [
        Payload("REP of a letter", round: many("x\u{1b}[65535b")),
        Payload("REP of a wide character", round: many("漢\u{1b}[65535b")),
        Payload("filled rectangles", round: many("\u{1b}[88;1;1;;$x")),
        Payload("copied rectangles", round: many("\u{1b}[1;1;;;1;2;2;1$v")),
        Payload(
            "rectangles of other renditions", round: many("\u{1b}[2*x\u{1b}[1;1;;;1;5$r\u{1b}[1;1;;;0;1$t")),
        Payload("coloured erases", round: many("\u{1b}[41m\u{1b}[2J\u{1b}[42m\u{1b}[2J")),
        Payload("colours of the palette", round: palette),
        Payload("marks on every cell", round: marks),
        Payload("frames without an end", round: many("\u{1b}[?2026h")),
    ]

    private static func many(_ text: String) -> @Sendable (TerminalSize) -> [UInt8] {
        { _ in Array(String(repeating: text, count: 1_000).utf8) }
    }

    private static let palette: @Sendable (TerminalSize) -> [UInt8] = { _ in
        var dice = Dice(seed: 3)
        let commands = (0..<1_000).map { "\u{1b}]4;\($0 % 256);rgb:\(dice.below(90) + 10)/7f/ff\u{7}" }
        return Array(commands.joined().utf8)
    }

    private static let marks: @Sendable (TerminalSize) -> [UInt8] = { size in
        var dice = Dice(seed: 5)
        var text = "\u{1b}[H"
        for _ in 0..<size.columns * size.rows {
            text += "a"
            for _ in 0..<16 {
                text.unicodeScalars.append(Unicode.Scalar(UInt16(0x300 + dice.below(0x70))) ?? "a")
            }
        }
        return Array(text.utf8)
    }
}
