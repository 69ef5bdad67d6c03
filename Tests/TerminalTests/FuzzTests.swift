import Counterparts
import Testing

@testable import Terminal

struct FuzzTests {
    /// Text with every kind of sequence in it, wide, joined, wrong and cut characters included.
    static let mixture =
        Array(
            ("plain \u{1b}[1;38;5;208mcolour\u{1b}[0m 漢字 e\u{301} 👩‍👩‍👧 ❤\u{fe0f}🇩🇪\r\n\u{1b}[38:2::1:2:3;4:3mx\u{1b}[m"
                + "\u{1b}]0;title\u{7}\u{1b}]8;;http://x/\u{1b}\\link\u{1b}]8;;\u{1b}\\\u{1b}P$qm\u{1b}\\\u{1b}_apc\u{1b}\\"
                + "\u{1b}[2;4r\u{1b}[?6h\u{1b}[2;2Hq\u{1b}[?6l\u{1b}(0lqk\u{1b}(B\u{e}x\u{f}\u{1b}[?1049halt\u{1b}[?1049l"
                + "\u{1b}[6n\u{1b}[c\u{1b}[?2026h\u{1b}7\u{1b}8\t\u{8}\u{1b}[3b\u{1b}[>4;2m\u{1b}[?25$p\u{1b}#8\u{1b}[!p")
                .utf8) + [0xe6, 0xbc, 0x41, 0xff, 0xf0, 0x9f, 0x98, 0x1b, 0x5b, 0x4b, 0xc3]

    @Test func `a screen does not depend on how the bytes are cut`() {
        let size = TerminalSize(columns: 20, rows: 6)
        var whole = Emulator(size: size)
        Self.mixture.withUnsafeBufferPointer { whole.read($0) }
        let expected = transcript(whole.screen)
        let replies = whole.takeReplies()
        for cut in 1..<Self.mixture.count {
            var parts = Emulator(size: size)
            Self.mixture.withUnsafeBufferPointer { bytes in
                parts.read(UnsafeBufferPointer(rebasing: bytes[..<cut]))
                parts.read(UnsafeBufferPointer(rebasing: bytes[cut...]))
            }
            #expect(transcript(parts.screen) == expected, "cut at \(cut)")
            #expect(parts.takeReplies() == replies, "cut at \(cut)")
        }
    }

    @Test func `bytes one by one make the same screen`() {
        let size = TerminalSize(columns: 7, rows: 3)
        var whole = Emulator(size: size)
        Self.mixture.withUnsafeBufferPointer { whole.read($0) }
        var parts = Emulator(size: size)
        for byte in Self.mixture {
            withUnsafePointer(to: byte) { parts.read(UnsafeBufferPointer(start: $0, count: 1)) }
        }
        #expect(transcript(parts.screen) == transcript(whole.screen))
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `whatever is written, the screen stays whole`(seed: UInt64) {
        var noise = Noise(seed: seed)
        var policy = TerminalPolicy()
        policy.scrollbackLines = 200
        var emulator = Emulator(size: TerminalSize(columns: 30, rows: 10), policy: policy)
        for round in 0..<600 {
            noise.portion().withUnsafeBufferPointer { emulator.read($0, at: UInt64(round) << 24) }
            if round % 7 == 0 {
                emulator.resize(TerminalSize(columns: noise.below(60) + 1, rows: noise.below(20) + 1))
            }
            if round % 5 == 0 { emulator.scroll(by: noise.below(40) - 20) }
            if round % 11 == 0 { _ = emulator.takeDamage() }
            if let broken = brokenInvariant(emulator.screen) {
                Issue.record("seed \(seed), round \(round): \(broken)")
                return
            }
        }
    }
}

/// Bytes as a hostile program might write them: the same for the same seed.
struct Noise {
    private var dice: Dice

    init(seed: UInt64) {
        dice = Dice(seed: seed)
    }

    mutating func below(_ bound: Int) -> Int { dice.below(bound) }

    private static let finals = Array("ABCDEFGHIJKLMPSTXZ`abcdefghlmnqrstu@^".utf8)
    private static let words = [
        "漢字", "e\u{301}", "👨‍👩‍👧", "❤\u{fe0f}", "🇩🇪", "\u{200d}", "👍🏽", "text", "\r\n", "\u{1b}]8;;http://h/",
        "\u{1b}\\", "\u{7}", "\u{1b}]0;", "\u{1b}P$q", "\u{1b}_", "\u{1b}(0", "\u{1b}[?",
        "\u{1b}[38;2;1;2;3m",
        "\u{1b}[48:2::9:9:9m", "\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?6h", "\u{1b}[?7l", "\u{1b}[?7h",
        "\u{1b}[4h",
        "\u{1b}c", "\u{1b}]133;A\u{7}", "\u{1b}[?2026h", "\u{1b}[2J", "\u{1b}[1\"q", "\u{1b}[?45h", "\u{1b}7",
        "\u{1b}[88;2;2;9;9$x", "\u{1b}[3;3$z", "\u{1b}[2;2;6;7${", "\u{1b}[1;1;4;9;1;2;2;1$v",
        "\u{1b}[2;2;5;8;1;4$r", "\u{1b}[2;2;5;8;0$t", "\u{1b}[1;1*y", "\u{1b}V", "\u{1b}W", "\u{1b}[#{",
        "\u{1b}[#}", "\u{1b}[1$w", "\u{1b}P1$t9;9;1;O;A;H;1;1;B;BA%5B\u{1b}\\", "\u{1b}P2$t3/99\u{1b}\\",
        "\u{1b}[1;1;9;9#|", "\u{1b}%@",
        "\u{1b}%G", "\u{1b}[?42h", "\u{1b}[?42l", "\u{1b}(K", "\u{1b}-A", "\u{1b}~", "\u{1b}#6",
        "\u{1b}[?7;69;1049s", "\u{1b}[?7;69;1049r", "\u{1b}[?41h", "\u{1b}[22t",
        "\u{1b}[23t", "\u{1b}[63\"p", "\u{1b}[64\"p", "\u{1b}[?69h", "\u{1b}[?69h\u{1b}[3;9s", "\u{1b}6",
        "\u{1b}9", "\u{1b}[2'}", "\u{1b}[2'~",
        "\u{1b}[2 @", "\u{1b}[2 A",
        "\u{1b}8",
    ].map { Array($0.utf8) }

    /// Some hundred bytes of text, sequences and rubbish.
    mutating func portion() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<below(60) {
            switch below(6) {
            case 0: bytes += Self.words[below(Self.words.count)]
            case 1, 2:
                let marker = below(6) == 0 ? "?" : ""
                bytes += Array("\u{1b}[\(marker)\(below(40));\(below(40))".utf8)
                bytes.append(Self.finals[below(Self.finals.count)])
            case 3: bytes += (0..<below(40)).map { _ in UInt8(0x20 + below(0x5f)) }
            case 4: bytes += (0..<below(6)).map { _ in UInt8(below(256)) }
            default: bytes.append([0x0a, 0x0d, 0x08, 0x09, 0x1b, 0x0e, 0x0f, 0x18][below(8)])
            }
        }
        return bytes
    }
}
