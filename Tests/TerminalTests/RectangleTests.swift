import Testing

@testable import Terminal

/// Rectangular area operations (VT420 Programmer Reference, chapter 9; xterm's ctlseqs).
struct RectangleTests {
    /// Copies that overlap themselves in every direction, by the rows and columns they are moved by.
    @Test(arguments: [-2, -1, 0, 1, 2], [-3, -1, 0, 1, 3])
    func `a copy that overlaps itself is of what was there before`(down: Int, right: Int) {
        let rows = (0..<7).map { row in
            String((0..<10).map { Character(Unicode.Scalar(UInt8(0x41 + row * 7 + $0))) })
        }
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 7))
        emulator.read(rows.joined(separator: "\r\n"))
        emulator.read("\u{1b}[3;4;5;7;1;\(3 + down);\(4 + right)$v")
        var expected = rows.map(Array.init)
        for row in 2...4 {
            for column in 3...6 { expected[row + down][column + right] = Array(rows[row])[column] }
        }
        #expect(Picture(emulator.screen).rows == expected.map { String($0) })
    }

    @Test func `a place left free for a wide character is a blank elsewhere`() {
        var emulator = Emulator(size: TerminalSize(columns: 5, rows: 4))
        emulator.read("abcd漢\u{1b}[1;4;1;5;1;4;1$v")
        #expect(Picture(emulator.screen).rows == ["abcd", "漢", "", "d"])
        #expect(emulator.screen.line(3).cells.allSatisfy { $0.extent == .narrow })
    }

    private static let rows = ["abcdefghij", "ABCDEFGHIJ", "0123456789", "klmnopqrst", "KLMNOPQRST"]
    private static let text = "\u{1b}[H" + rows.joined(separator: "\r\n") + "\u{1b}[3;3H"

    private static func changed(_ changes: [Int: String]) -> [String] {
        rows.indices.map { changes[$0] ?? rows[$0] }
    }

    static let scenes = [
        Scene(
            "DECFRA", text + "\u{1b}[88;2;3;3;5$x", changed([1: "ABXXXFGHIJ", 2: "01XXX56789"]), at: 2, 2),
        Scene("DECFRA without a rectangle fills the screen", text + "\u{1b}[88$x", full("X"), at: 2, 2),
        Scene("DECFRA with a control character does nothing", text + "\u{1b}[10;2;3;3;5$x", rows, at: 2, 2),
        Scene("DECFRA with a wide character does nothing", text + "\u{1b}[28450;2;3;3;5$x", rows, at: 2, 2),
        Scene("a rectangle upside down does nothing", text + "\u{1b}[88;3;3;2;5$x", rows, at: 2, 2),
        Scene("a rectangle outside does nothing", text + "\u{1b}[88;6;3;9;5$x", rows, at: 2, 2),
        Scene(
            "a rectangle is cut at the screen's edge", text + "\u{1b}[88;5;9;99;99$x",
            changed([4: "KLMNOPQRXX"]), at: 2, 2),
        Scene(
            "in origin mode a rectangle counts from the margins and ends at them",
            text + "\u{1b}[2;4r\u{1b}[?69h\u{1b}[3;6s\u{1b}[?6h\u{1b}[88;2;2;9;9$x",
            changed([2: "012XXX6789", 3: "klmXXXqrst"]), at: 2, 1),
        Scene(
            "DECFRA cuts wide characters at its edges", "\u{1b}[2;2H漢x漢\u{1b}[88;2;3;2;5$x",
            ["", "  XXX"], at: 6, 1),
        Scene("DECERA", text + "\u{1b}[2;3;3;5$z", changed([1: "AB   FGHIJ", 2: "01   56789"]), at: 2, 2),
        Scene("DECERA erases what is protected", "a\u{1b}[1\"qb\u{1b}[0\"qc\u{1b}[$z", [], at: 3, 0),
        Scene("DECSERA keeps what is protected", "a\u{1b}[1\"qb\u{1b}[0\"qc\u{1b}[${", [" b"], at: 3, 0),
        Scene(
            "DECSERA takes wide characters whole", "漢x漢\u{1b}[1;2;1;4${", ["", "", ""], at: 5, 0),
        Scene(
            "DECCRA", text + "\u{1b}[2;3;3;5;1;4;2;1$v", changed([3: "kCDEopqrst", 4: "K234OPQRST"]), at: 2,
            2),
        Scene(
            "DECCRA over itself", text + "\u{1b}[1;1;3;3;1;2;2;1$v",
            changed([1: "AabcEFGHIJ", 2: "0ABC456789", 3: "k012opqrst"]), at: 2, 2),
        Scene(
            "DECCRA is cut at the edge", text + "\u{1b}[1;1;2;3;1;5;9;1$v", changed([4: "KLMNOPQRab"]),
            at: 2, 2),
        Scene(
            "DECCRA copies no half of a wide character", "\u{1b}[H漢x漢\u{1b}[1;2;1;4;1;2;1;1$v",
            ["漢x漢", " x"], at: 5, 0),
        Scene(
            "at level 3 there are no rectangles", text + "\u{1b}[63;1\"p\u{1b}[88;2;3;3;5$x", rows, at: 2, 2),
    ]

    private static func full(_ letter: Character) -> [String] {
        Array(repeating: String(repeating: letter, count: 10), count: 5)
    }

    @Test(arguments: scenes)
    func `rectangles are filled, erased and copied`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    private static let bold = TerminalStyle(attributes: .bold)

    static let attributeChanges: [(String, [[TerminalStyle]])] = [
        ("\u{1b}[2*x\u{1b}[1;2;2;3;1$r", [[.plain, bold, bold], [.plain, bold, bold]]),
        ("\u{1b}[1*x\u{1b}[1;2;2;2;1$r", [[.plain, bold, bold], [bold, bold, .plain]]),
        ("\u{1b}[1;2;2;2;1$r", [[.plain, bold, bold], [bold, bold, .plain]]),
        ("\u{1b}[2*x\u{1b}[1;1;1;1;1;4;5;7;8$r", [[all, .plain, .plain], row]),
        ("\u{1b}[2*x\u{1b}[1;1;1;1;1;4;5;7;0$r", [row, row]),
        ("\u{1b}[2*x\u{1b}[1;1;1;1;1;4$r\u{1b}[1;1;1;1;22$r", [[under, .plain, .plain], row]),
        ("\u{1b}[2*x\u{1b}[1;1;1;2;1$r\u{1b}[1;2;1;3;1$t", [[bold, .plain, bold], row]),
        ("\u{1b}[2*x\u{1b}[1;1;1;1;4$t\u{1b}[1;1;1;2;4$t", [[.plain, under, .plain], row]),
    ]
    private static let row: [TerminalStyle] = [.plain, .plain, .plain]
    private static let under = TerminalStyle(underline: .single)
    private static let all = TerminalStyle(
        attributes: [.bold, .blink, .inverse, .hidden], underline: .single)

    @Test(arguments: attributeChanges)
    func `DECCARA and DECRARA change renditions in a rectangle or a stream, as DECSACE has it`(
        text: String, expected: [[TerminalStyle]]
    ) {
        var emulator = Emulator(size: TerminalSize(columns: 3, rows: 2))
        emulator.read("abcdef\u{1b}[H" + text)
        var styles: [[TerminalStyle]] = []
        for row in 0..<2 {
            styles.append(emulator.screen.line(row).cells.map { emulator.screen.style(of: $0) })
        }
        #expect(styles == expected)
        #expect(Picture(emulator.screen).rows == ["abc", "def"])
    }

    @Test func `a rendition changes on runs of any length, and nothing else of a cell does`() {
        var emulator = Emulator(size: TerminalSize(columns: 200, rows: 2))
        for row in 0...1 {
            emulator.read("\u{1b}[\(row + 1)H")
            for length in 1...18 {
                let pen = (length + row) % 2 == 0 ? "\u{1b}[0;3m" : "\u{1b}[0;34;1m"
                emulator.read(pen + String(repeating: length % 9 == 0 ? "é" : "x", count: length))
            }
        }
        func styles(_ row: Int) -> [TerminalStyle] {
            emulator.screen.line(row).cells.prefix(171).map { emulator.screen.style(of: $0) }
        }
        func text() -> [String] { [emulator.screen.text(row: 0), emulator.screen.text(row: 1)] }
        let before = (styles: [styles(0), styles(1)], text: text())
        emulator.read("\u{1b}[2*x\u{1b}[1;3;2;160;7$r")
        for row in 0...1 {
            var expected = before.styles[row]
            for column in 2..<160 { expected[column].attributes.insert(.inverse) }
            #expect(styles(row) == expected)
        }
        #expect(text() == before.text)
    }

    static let checksums: [(String, String)] = [
        ("A\u{1b}[7;1;1;1;1;1*y", "7!~FFBF"),
        ("AB\u{1b}[7;1;1;1;1;2*y", "7!~FF7D"),
        ("\u{1b}[7;1;1;1;1;1*y", "7!~FFE0"),
        ("A\u{1b}[7;1;1;1;5;10*y", "7!~FFBF"),
        ("\u{1b}[1;4;5;7mA\u{1b}[7;1;1;1;1;1*y", "7!~FECF"),
        ("\u{1b}[1#yA\u{1b}[7;1;1;1;1;1*y", "7!~0041"),
        ("\u{1b}[3#y\u{1b}[1mA\u{1b}[7;1;1;1;1;1*y", "7!~0041"),
        ("\u{1b}[7#yA\u{1b}[7;1;1;1;1;3*y", "7!~0081"),
        ("\u{1b}[15#yA\u{1b}[7;1;1;1;1;3*y", "7!~0041"),
        ("\u{1b}[17#y漢\u{1b}[7;1;1;1;1;1*y", "7!~6F22"),
        ("A\u{1b}[7;1;9;9;9;9*y", "7!~0000"),
    ]

    @Test(arguments: checksums)
    func `DECRQCRA sums a rectangle as DEC does, and as XTCHECKSUM asks`(text: String, expected: String) {
        #expect(answer(text) == "\u{1b}P\(expected)\u{1b}\\")
    }
}
