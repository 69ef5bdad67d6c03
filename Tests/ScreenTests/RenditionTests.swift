import Onlooker
import Terminal
import Testing

@testable import Screen

struct RenditionTests {
    private static let pieces =
        [
            "a", "漢", "─", " ", "   ", "\r", "\n", "\u{1B}[3;4H", "\u{1B}[5X", "\u{1B}[K", "\u{1B}[J",
            "\u{1B}[2P",
            "\u{1B}[3@", "\u{1B}[L", "\u{1B}[M", "\u{1B}[4b", "\u{1B}[2d", "\u{1B}[7G", "\u{1B}(B", "\u{0F}",
            "\u{1B}M", "\u{1B}[?25l", "\u{1B}[2;5r",
        ]
        + [
            "0", "", "1", "2", "3", "4", "7", "0;1", "0;10;7", "1;93", "31", "92", "39", "49", "39;49", "44",
            "105",
            "38;5;208", "48;5;17", "38;2;255;185;55", "48;2;0;1;3", "1;38;5;3;48;5;4", "0;38;2;1;2;3;7",
        ].map { "\u{1B}[\($0)m" }

    @Test(arguments: 0..<60)
    func `fewer sequences make the same picture, and end in the terminal's own rendition`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var whole = Emulator(size: Self.size)
        var slim = Emulator(size: Self.size)
        for _ in 0..<20 {
            var update = ""
            for _ in 0..<60 { update += Self.pieces.randomElement(using: &random) ?? "" }
            update += "\u{1B}[m"
            let bytes = Array(update.utf8)
            let fewer = RenditionStream.slim(bytes)
            // One reset, as nothing is known of what came before.
            #expect(fewer.count <= bytes.count + 3)
            bytes.withUnsafeBufferPointer { whole.read($0) }
            fewer.withUnsafeBufferPointer { slim.read($0) }
            whole.read("\u{1B}[6;1Hx")
            slim.read("\u{1B}[6;1Hx")
            #expect(
                Picture(slim.screen).differences(from: Picture(whole.screen)) == [],
                "\(update.debugDescription)")
        }
    }

    private static let size = TerminalSize(columns: 20, rows: 6)

    @Test(arguments: [
        ("\u{1B}[93m\u{1B}[40mab\u{1B}[90m\u{1B}[40mc\u{1B}[m", "\u{1B}[;93;40mab\u{1B}[90mc\u{1B}[m"),
        ("\u{1B}[31m│\u{1B}[37m  \u{1B}[20G\u{1B}[31m│\u{1B}[m", "\u{1B}[;31m│  \u{1B}[20G│\u{1B}[m"),
        ("\u{1B}[1ma\u{1B}(B\u{1B}[0m\u{1B}[32mb\u{1B}[m", "\u{1B}[;1ma\u{1B}(B\u{1B}[;32mb\u{1B}[m"),
        ("\u{1B}[7m \u{1B}[31m \u{1B}[m", "\u{1B}[;7m \u{1B}[31m \u{1B}[m"), ("", ""),
    ])
    func `what changes nothing that can be seen is not sent`(update: String, expected: String) {
        #expect(String(decoding: RenditionStream.slim(Array(update.utf8)), as: UTF8.self) == expected)
    }

    @Test(arguments: ["\u{1B}", "a\u{1B}[", "\u{1B}[31", "\u{1B}(", "\u{1B}[31m\u{1B}[;;;;m\u{1B}[38;5m"])
    func `a sequence that is cut or wrong goes through as it is`(update: String) {
        let slim = String(decoding: RenditionStream.slim(Array(update.utf8)), as: UTF8.self)
        let last = update.split(separator: "\u{1B}", omittingEmptySubsequences: false).last ?? ""
        #expect(slim.hasSuffix("\u{1B}\(last)") || slim.contains("\u{1B}\(last)\u{1B}[m"))
    }
}
