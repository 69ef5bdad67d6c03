import Terminal

/// Bytes a program might write to a terminal, the same in every run, to see how fast a terminal reads them.
///
/// They are made in the manner of vtebench (https://github.com/alacritty/vtebench) and carry its names.
struct Payload: Sendable {
    let name: String
    /// What is written once, before the clock starts: another screen, a scroll region.
    let setup: @Sendable (TerminalSize) -> String
    /// One round, written again and again.
    private let round: @Sendable (TerminalSize) -> [UInt8]

    init(
        _ name: String, setup: @escaping @Sendable (TerminalSize) -> String = { _ in "" },
        round: @escaping @Sendable (TerminalSize) -> [UInt8]
    ) {
        self.name = name
        self.setup = setup
        self.round = round
    }

    /// Whole rounds for a screen of that size, together at least so many bytes.
    func bytes(for size: TerminalSize, atLeast minimum: Int) -> [UInt8] {
        let once = round(size)
        let count = (minimum + once.count - 1) / once.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * once.count)
        for _ in 0..<count { bytes += once }
        return bytes
    }

    /// All of them.
    static let all =
        cells + [
            Payload("ascii_log") { _ in LogText.lines(2_000) },
            Payload("medium_cells") { EditorText.session(on: $0, synchronized: false) },
            Payload("sync_medium_cells") { EditorText.session(on: $0, synchronized: true) },
        ] + scrolling

    private static let alternate = "\u{1b}[?1049h"
    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    private static let cells = [
        Payload("dense_cells", setup: { _ in alternate }, round: denseScreens),
        Payload("light_cells", setup: { _ in alternate }, round: lightScreens),
        Payload("unicode", setup: { _ in alternate }, round: { _ in Array(SymbolText.all.utf8) }),
        Payload("graphemes") { _ in GraphemeText.characters(20_000) },
        Payload("cursor_motion") { size in
            Array(letters.map { spiral(of: $0, on: size) }.joined().utf8)
        },
    ]

    private static let lightScreens: @Sendable (TerminalSize) -> [UInt8] = { size in
        Array(
            letters.map { "\u{1b}[H" + String(repeating: $0, count: size.columns * size.rows) }.joined().utf8)
    }

    private static let denseScreens: @Sendable (TerminalSize) -> [UInt8] = { size in
        Array(letters.enumerated().map { denseScreen($1, offset: $0, size) }.joined().utf8)
    }

    /// A screen with a style of its own in every cell.
    private static func denseScreen(_ letter: Character, offset: Int, _ size: TerminalSize) -> String {
        var text = "\u{1b}[H"
        for row in 1...size.rows {
            for column in 1...size.columns {
                let index = row + column + offset
                let (foreground, background) = (index % 156 + 100, 255 - index % 156 + 100)
                text += "\u{1b}[38;5;\(foreground);48;5;\(background);1;3;4m\(letter)"
            }
        }
        return text
    }

    /// A letter in every cell, each behind a jump, from the edge to the middle.
    private static func spiral(of letter: Character, on size: TerminalSize) -> String {
        var text = ""
        for ring in 1...(min(size.columns, size.rows) + 1) / 2 {
            let (right, bottom) = (size.columns + 1 - ring, size.rows + 1 - ring)
            func put(_ row: Int, _ column: Int) { text += "\u{1b}[\(row);\(column)H\(letter)" }
            for column in ring..<max(right, ring + 1) { put(ring, column) }
            for row in ring..<max(bottom, ring) { put(row, right) }
            for column in stride(from: right, to: ring, by: -1) { put(bottom, column) }
            for row in stride(from: bottom, to: ring, by: -1) { put(row, ring) }
        }
        return text
    }

    private static let scrolling = [
        Payload("scrolling", round: yes),
        Payload("scrolling_fullscreen") { size in
            Array(letters.map { String(repeating: $0, count: size.columns) + "\r\n" }.joined().utf8)
        },
        Payload("scrolling_bottom_region", setup: { region(1, $0.rows - 1) }, round: yes),
        Payload("scrolling_bottom_small_region", setup: { region(1, $0.rows / 2) }, round: yes),
        Payload("scrolling_top_region", setup: { region(2, $0.rows) }, round: yes),
        Payload("scrolling_top_small_region", setup: { region($0.rows / 2, $0.rows) }, round: yes),
    ]

    /// What `yes` writes, as the terminal driver passes it on.
    private static let yes: @Sendable (TerminalSize) -> [UInt8] = { _ in
        Array(String(repeating: "y\r\n", count: 1_000).utf8)
    }

    private static func region(_ top: Int, _ bottom: Int) -> String {
        "\(alternate)\u{1b}[\(top);\(bottom)r\u{1b}[\(bottom)H"
    }
}
