import Testing

@testable import Terminal

struct RepeatTests {
    /// What is on the screen and in force before the character is printed.
    static let grounds = [
        "", "\u{1b}[4h", "\u{1b}[?7l", "\u{1b}[?7l\u{1b}[10G", "abcdefghij\u{1b}[7G", "漢字漢字漢\u{1b}[H",
        "漢字漢字漢\u{1b}[2G", "x漢字漢字\u{1b}[3G", "\u{1b}[4h漢字漢字漢\u{1b}[2G",
        "\u{1b}[?69h\u{1b}[3;7s\u{1b}[3G", "\u{1b}[?69h\u{1b}[3;7s\u{1b}[8G", "\u{1b}[1;44m\u{1b}[5G",
        "\u{1b}[31mx\u{1b}[39m", "x\u{1b}[?7l\u{1b}[32m\u{1b}[9Gx",
    ]

    @Test(arguments: grounds)
    func `REP prints what as many characters would, two rows of them at most`(ground: String) {
        for character in ["x", "é", "漢", "─", "👍", "🇩", "👩\u{200d}", "❤\u{200d}"] {
            for count in [1, 2, 5, 9, 10, 11, 37, 49] {
                let size = TerminalSize(columns: 10, rows: 5)
                var repeated = Emulator(size: size)
                repeated.read(ground + character + "\u{1b}[\(count)b.")
                var printed = Emulator(size: size)
                let last = character.unicodeScalars.first.map(String.init) ?? ""
                printed.read(ground + character + String(repeating: last, count: min(count, 20)) + ".")
                #expect(transcript(repeated.screen) == transcript(printed.screen), "\(character) \(count)")
            }
        }
    }
}
