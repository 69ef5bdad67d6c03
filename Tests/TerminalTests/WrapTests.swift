import Testing

@testable import Terminal

/// Where good terminals disagree about the right edge.
struct WrapTests {
    static let full = "abcdefghij"

    static let scenes = [
        Scene("a full row waits with its wrap", full, [full], at: 9, 0),
        Scene("the next character goes to the next row", full + "Z", [full, "Z"], at: 1, 1),
        Scene("backspace goes back from the last column", full + "\u{8}Z", ["abcdefghZj"], at: 9, 0),
        Scene("CUB goes back from the last column", full + "\u{1b}[DZ", ["abcdefghZj"], at: 9, 0),
        Scene("EL 0 erases the last cell and ends the wait", full + "\u{1b}[KZ", ["abcdefghiZ"], at: 9, 0),
        Scene("EL 1 ends the wait", full + "\u{1b}[1KZ", ["         Z"], at: 9, 0),
        Scene("EL 2 ends the wait", full + "\u{1b}[2KZ", ["         Z"], at: 9, 0),
        Scene("ED 1 ends the wait", full + "\u{1b}[1JZ", ["         Z"], at: 9, 0),
        Scene("ED 2 ends the wait", full + "\u{1b}[2JZ", ["         Z"], at: 9, 0),
        Scene("a tab keeps the wait", full + "\tZ", [full, "Z"], at: 1, 1),
        Scene(
            "a tab in mode 41 carries it out", "\u{1b}[?41h" + full + "\tZ", [full, "        Z"], at: 9, 1),
        Scene("SU keeps the wait", full + "\u{1b}[SZ", ["", "Z"], at: 1, 1),
        Scene("ECH ends the wait", full + "\u{1b}[XZ", ["abcdefghiZ"], at: 9, 0),
        Scene("DECRC brings the wait back", full + "\u{1b}7\u{1b}[H\u{1b}8Z", [full, "Z"], at: 1, 1),
        Scene("a carriage return ends the wait", full + "\rZ", ["Zbcdefghij"], at: 1, 0),
        Scene("a line feed ends the wait", full + "\nZ", [full, "         Z"], at: 9, 1),
        Scene(
            "no autowrap: the last cell is overwritten", "\u{1b}[?7l" + full + "XYZ", ["abcdefghiZ"], at: 9, 0
        ),
        Scene(
            "CUP onto the last column does not wait", "\u{1b}[1;10Hx\u{1b}[1;10Hy", ["         y"], at: 9, 0),
        Scene("a wide character does not stand in half", "abcdefghi漢", ["abcdefghi", "漢"], at: 2, 1),
        Scene(
            "a wide character without autowrap moves left", "\u{1b}[?7labcdefghi漢", ["abcdefgh漢"], at: 9, 0),
        Scene(
            "reverse wrap goes back over the edge", "\u{1b}[?45habcdefghijk\u{8}\u{8}Z", ["abcdefghiZ", "k"],
            at: 9, 0),
        Scene("a tab stops at the last column", "\t\tZ", ["         Z"], at: 9, 0),
        Scene(
            "wrapping at the bottom scrolls", "\u{1b}[5;1H" + full + "Z", ["", "", "", full, "Z"], at: 1, 4),
    ]

    @Test(arguments: scenes)
    func `the right edge`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }
}

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
