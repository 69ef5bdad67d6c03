import Counterparts
import Terminal

/// The coloured log of a service: a time, a level, a name, words and pairs.
enum LogText {
    private static let levels = [
        "\u{1b}[32mINFO\u{1b}[0m ", "\u{1b}[36mDEBUG\u{1b}[0m", "\u{1b}[1;33mWARN\u{1b}[0m ",
        "\u{1b}[1;31mERROR\u{1b}[0m", "\u{1b}[32mINFO\u{1b}[0m ", "\u{1b}[32mINFO\u{1b}[0m ",
    ]
    private static let services = ["pveproxy", "corosync", "ceph-osd.3", "systemd", "qemu-server", "sshd"]
    private static let words = [
        "connection", "accepted", "from", "node", "replica", "is", "behind", "by", "segment", "checkpoint",
        "complete", "wrote", "buffers", "request", "finished", "in", "retrying", "after", "backoff", "link",
        "host", "joined", "the", "membership", "a", "new", "was", "formed", "snapshot", "of", "volume",
    ]

    /// So many lines of 60 to 160 characters.
    static func lines(_ count: Int) -> [UInt8] {
        var dice = Dice(seed: 1)
        var text = ""
        for line in 0..<count {
            let (second, fraction) = (line / 40 % 60, 100 + line * 7919 % 900)
            text += "\u{1b}[90m2026-01-17T09:\(10 + line / 2400 % 50):\(second < 10 ? "0" : "")\(second)"
            text += ".\(fraction)Z\u{1b}[0m \(dice.pick(levels)) \u{1b}[35m\(dice.pick(services))\u{1b}[0m"
            text += "[\(dice.below(90_000) + 1_000)]: "
            for _ in 0...dice.below(12) { text += dice.pick(words) + " " }
            text += "\u{1b}[34mpeer\u{1b}[0m=10.0.\(dice.below(256)).\(dice.below(256)) "
            text += "\u{1b}[34mtook\u{1b}[0m=\(dice.below(5_000))ms\r\n"
        }
        return Array(text.utf8)
    }
}

/// Characters of many scripts, most of them wide, one behind the other without an end of line.
enum SymbolText {
    private static let ranges: [ClosedRange<UInt32>] = [
        0xa1...0xac, 0xae...0x24f, 0x391...0x3a1, 0x3a3...0x3ff, 0x400...0x482, 0x48a...0x52f,
        0x16a0...0x16f0, 0x2010...0x2027, 0x20a0...0x20bf, 0x2190...0x23ff, 0x2500...0x2775,
        0x2800...0x28ff, 0x3041...0x3096, 0x30a0...0x30ff, 0x4e00...0x9fff, 0xac00...0xd7a3, 0xff01...0xff60,
        0x1f300...0x1f3fa, 0x1f400...0x1f64f,
    ]

    static let all = String(
        String.UnicodeScalarView(ranges.joined().compactMap { Unicode.Scalar($0) }))
}

/// Characters of more than one scalar: emoji joined, toned and paired, letters with marks, syllables of parts.
enum GraphemeText {
    private static let characters = [
        "👩‍👩‍👧", "❤\u{fe0f}", "🇩🇪", "👍🏽", "1\u{fe0f}\u{20e3}", "e\u{301}", "a\u{308}", "n\u{303}",
        "ก\u{e31}", "न\u{93f}", "क\u{94d}", "\u{1112}\u{1161}\u{11ab}", "ש\u{5c1}", "ب\u{64e}", "x", "漢", " ",
    ]

    /// So many of them, in no order.
    static func characters(_ count: Int) -> [UInt8] {
        var dice = Dice(seed: 3)
        return Array((0..<count).map { _ in dice.pick(characters) }.joined().utf8)
    }
}
