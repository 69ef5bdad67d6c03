import Screen
import Text

/// Random numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Pictures with everything in them that can go wrong at an edge.
enum RandomPicture {
    private static let words = [
        "node", "漢字", "é", "e\u{301}", "한글", "│─┼", "⣿⡇", "█▌", "🙂🙂", "Ｆ", "ß", "──────────", "          ",
        "aaaaaaaaaaaaaaa", "ไทย", "שלום", "~\\|^`{}",
    ]

    static func change(_ frame: inout Frame, using random: inout SeededRandom) {
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let at = Point(
                x: Int.random(in: -3..<frame.size.width + 1, using: &random),
                y: Int.random(in: 0..<frame.size.height, using: &random))
            let word = words.randomElement(using: &random) ?? ""
            let clip = Rect(
                x: Int.random(in: 0..<30, using: &random), y: 0,
                width: Int.random(in: 10..<60, using: &random),
                height: frame.size.height)
            frame.put(word, at: at, style: style(&random), in: Bool.random(using: &random) ? clip : nil)
            if Int.random(in: 0..<12, using: &random) == 0 {
                frame.fill(Rect(x: at.x, y: at.y, width: 9, height: 3), style: style(&random))
            }
        }
        let at = Point(x: Int.random(in: 0..<frame.size.width, using: &random), y: 1)
        frame.cursor = Bool.random(using: &random) ? Cursor(at: at) : nil
    }

    private static func style(_ random: inout SeededRandom) -> Style {
        let colors: [Color] = [
            .terminal, .transparent, .palette(1), .palette(12), .palette(200), .rgb(0xFFB000), .rgb(0x000009),
            .rgb(UInt32.random(in: 0...0xFF_FFFF, using: &random)),
        ]
        return Style(
            foreground: colors.randomElement(using: &random) ?? .terminal,
            background: colors.randomElement(using: &random) ?? .terminal,
            attributes: attributes(&random),
            underlineColor: colors.randomElement(using: &random) ?? .transparent)
    }

    private static func attributes(_ random: inout SeededRandom) -> Attributes {
        guard Bool.random(using: &random) else { return [] }
        return Attributes(rawValue: UInt16.random(in: 0..<4_096, using: &random)).subtracting(.blink)
    }

    /// Moves a part of the picture up or down, as a log or a page does.
    static func scroll(_ frame: inout Frame, using random: inout SeededRandom) {
        let before = frame
        let top = Int.random(in: 0..<frame.size.height, using: &random)
        let height = Int.random(in: 0...frame.size.height - top, using: &random)
        let distance = Int.random(in: -4...4, using: &random)
        let part = Rect(x: 0, y: top, width: frame.size.width, height: height)
        frame.fill(part, style: Style(background: .terminal))
        let moved = Rect(x: 0, y: top + max(0, distance), width: part.width, height: height - abs(distance))
        frame.copy(before, from: moved, to: Point(x: 0, y: top + max(0, -distance)))
    }

    static func lines(of frame: Frame) -> [String] { (0..<frame.size.height).map(frame.text(row:)) }
}
