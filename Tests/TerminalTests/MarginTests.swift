import Testing

@testable import Terminal

/// DECLRMM and DECSLRM (VT420 Programmer Reference, xterm's ctlseqs), and what stays between their margins.
struct MarginTests {
    /// Five rows of ten letters, then left and right margins at columns 3 and 6.
    private static let block =
        "\u{1b}[Habcdefghij\r\nABCDEFGHIJ\r\n0123456789\r\nklmnopqrst\r\nKLMNOPQRST\u{1b}[?69h\u{1b}[3;6s"
    private static let rows = ["abcdefghij", "ABCDEFGHIJ", "0123456789", "klmnopqrst", "KLMNOPQRST"]

    private static func block(_ changed: [Int: String]) -> [String] {
        rows.indices.map { changed[$0] ?? rows[$0] }
    }

    static let motions = [
        Scene("DECSLRM moves home", "\u{1b}[?69h\u{1b}[3;3H\u{1b}[3;6sX", ["X"], at: 1, 0),
        Scene(
            "DECSLRM of one column is refused", "\u{1b}[?69h\u{1b}[2;2H\u{1b}[5;5sX", ["", " X"], at: 2, 1),
        Scene(
            "CSI s without mode 69 saves the cursor", "\u{1b}[2;2H\u{1b}[3;6s\u{1b}[H\u{1b}[uX", ["", " X"],
            at: 2, 1),
        Scene(
            "DECOM counts columns from the left margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[?6hX\u{1b}[1;9HY",
            ["  X  Y"], at: 5, 0),
        Scene(
            "DECRST 69 takes the margins away", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[?69l\u{1b}[1;6HXY", ["     XY"],
            at: 7, 0),
        Scene(
            "CUF stops at the right margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;4H\u{1b}[9CX", ["     X"], at: 5,
            0),
        Scene(
            "CUF right of the margin stops at the edge", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;8H\u{1b}[9CX",
            ["         X"], at: 9, 0),
        Scene(
            "CUB stops at the left margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;5H\u{1b}[9DX", ["  X"], at: 3, 0),
        Scene(
            "BS left of the margin stops at the edge", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;2H\u{8}\u{8}X", ["X"],
            at: 1, 0),
        Scene(
            "CR goes to the left margin, and from left of it to the first column",
            "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;5H\rX\u{1b}[2;2H\rY", ["  X", "Y"], at: 1, 1),
        Scene(
            "CNL and NEL go to the left margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;5H\u{1b}[EX\u{1b}EY",
            ["", "  X", "  Y"], at: 3, 2),
        Scene("HT stops at the right margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;3H\tX", ["     X"], at: 5, 0),
        Scene(
            "CBT stops at the left margin in origin mode",
            "\u{1b}[?69h\u{1b}[3;6s\u{1b}[?6h\u{1b}[1;3H\u{1b}[ZX", ["  X"], at: 3, 0),
        Scene(
            "text wraps from the right margin to the left one", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;3H12345",
            ["  1234", "  5"], at: 3, 1),
        Scene(
            "text right of the margin wraps at the edge", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;9H123",
            ["        12", "  3"], at: 3, 1),
        Scene(
            "without autowrap the right margin holds", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[?7l\u{1b}[1;3H12345",
            ["  1235"], at: 5, 0),
        Scene(
            "a wide character does not stand across the margin",
            "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;6H漢", ["", "  漢"], at: 4, 1),
        Scene(
            "an emoji at the margin is not widened across it", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;6H❤\u{fe0f}Z",
            ["     ❤\u{fe0f}", "  Z"], at: 3, 1),
        Scene(
            "reverse wrap goes to the right margin", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[?45h\u{1b}[2;3H\u{8}X",
            ["     X"], at: 5, 0),
        Scene(
            "reverse wrap goes from the top margin to the bottom one",
            "\u{1b}[2;4r\u{1b}[?1045h\u{1b}[2;1H\u{8}X", ["", "", "", "         X"], at: 9, 3),
        Scene(
            "DECSTR and DECALN take the margins away", "\u{1b}[?69h\u{1b}[3;6s\u{1b}[!p\u{1b}[1;6HXY",
            ["     XY"], at: 7, 0),
    ]

    @Test(arguments: motions)
    func `motion and printing between side margins`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    static let shifts = [
        Scene("ICH", block + "\u{1b}[2;4H\u{1b}[@", block([1: "ABC DEGHIJ"]), at: 3, 1),
        Scene("ICH outside the margins does nothing", block + "\u{1b}[2;8H\u{1b}[@", rows, at: 7, 1),
        Scene("insert mode", block + "\u{1b}[4h\u{1b}[2;4HX", block([1: "ABCXDEGHIJ"]), at: 4, 1),
        Scene(
            "insert mode begins to push at the left margin", block + "\u{1b}[4h\u{1b}[2;1HWXYZ",
            block([1: "WXYZCDGHIJ"]), at: 4, 1),
        Scene("DCH", block + "\u{1b}[2;4H\u{1b}[P", block([1: "ABCEF GHIJ"]), at: 3, 1),
        Scene("DCH outside the margins does nothing", block + "\u{1b}[2;2H\u{1b}[P", rows, at: 1, 1),
        Scene(
            "ECH goes on past the margin", block + "\u{1b}[2;4H\u{1b}[5X", block([1: "ABC     IJ"]), at: 3, 1),
        Scene("EL goes on past the margin", block + "\u{1b}[2;4H\u{1b}[K", block([1: "ABC"]), at: 3, 1),
        Scene(
            "IL", block + "\u{1b}[2;4H\u{1b}[L",
            ["abcdefghij", "AB    GHIJ", "01CDEF6789", "kl2345qrst", "KLmnopQRST"], at: 2, 1),
        Scene("IL outside the margins does nothing", block + "\u{1b}[2;8H\u{1b}[L", rows, at: 7, 1),
        Scene(
            "DL", block + "\u{1b}[2;4H\u{1b}[2M",
            ["abcdefghij", "ABmnopGHIJ", "01MNOP6789", "kl    qrst", "KL    QRST"], at: 2, 1),
        Scene(
            "SU", block + "\u{1b}[S",
            ["abCDEFghij", "AB2345GHIJ", "01mnop6789", "klMNOPqrst", "KL    QRST"], at: 0, 0),
        Scene(
            "SD within the four margins", block + "\u{1b}[2;4r\u{1b}[T",
            ["abcdefghij", "AB    GHIJ", "01CDEF6789", "kl2345qrst", "KLMNOPQRST"], at: 0, 0),
        Scene(
            "LF at the bottom margin scrolls", block + "\u{1b}[5;4H\n",
            ["abCDEFghij", "AB2345GHIJ", "01mnop6789", "klMNOPqrst", "KL    QRST"], at: 3, 4),
        Scene("LF outside the side margins does not scroll", block + "\u{1b}[5;8H\n", rows, at: 7, 4),
        Scene("RI outside the side margins does not scroll", block + "\u{1b}[1;1H\u{1b}M", rows, at: 0, 0),
        Scene(
            "DECIC", block + "\u{1b}[2;4r\u{1b}[2;4H\u{1b}['}",
            ["abcdefghij", "ABC DEGHIJ", "012 346789", "klm noqrst", "KLMNOPQRST"], at: 3, 1),
        Scene(
            "DECDC", block + "\u{1b}[2;4r\u{1b}[2;4H\u{1b}[2'~",
            ["abcdefghij", "ABCF  GHIJ", "0125  6789", "klmp  qrst", "KLMNOPQRST"], at: 3, 1),
        Scene("DECIC outside the margins does nothing", block + "\u{1b}[2;8H\u{1b}['}", rows, at: 7, 1),
        Scene(
            "DECBI at the left margin", block + "\u{1b}[2;3r\u{1b}[2;3H\u{1b}6",
            block([1: "AB CDEGHIJ", 2: "01 2346789"]), at: 2, 1),
        Scene("DECBI inside moves left", block + "\u{1b}[2;5H\u{1b}6", rows, at: 3, 1),
        Scene(
            "DECFI at the right margin", block + "\u{1b}[2;3r\u{1b}[2;6H\u{1b}9",
            block([1: "ABDEF GHIJ", 2: "01345 6789"]), at: 5, 1),
        Scene("DECFI at the screen's edge stays", block + "\u{1b}[2;10H\u{1b}9", rows, at: 9, 1),
        Scene(
            "SL (ECMA-48 §8.3.121)", block + "\u{1b}[2;3r\u{1b}[2;4H\u{1b}[ @",
            block([1: "ABDEF GHIJ", 2: "01345 6789"]), at: 3, 1),
        Scene(
            "SR (ECMA-48 §8.3.135)", block + "\u{1b}[2;3r\u{1b}[2;4H\u{1b}[ A",
            block([1: "AB CDEGHIJ", 2: "01 2346789"]), at: 3, 1),
    ]

    @Test(arguments: shifts)
    func `cells shift between side margins only`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }

    @Test func `a wide character across a margin is cut when the region scrolls`() {
        let text = "\u{1b}[2;2H漢xx漢\u{1b}[?69h\u{1b}[3;6s\u{1b}[S"
        #expect(picture(text).rows == ["   xx", "", "", "", ""])
    }

    @Test func `rows wrapped between side margins are no one line on another width`() {
        var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5))
        emulator.read("\u{1b}[?69h\u{1b}[3;6s\u{1b}[1;3H12345")
        emulator.resize(TerminalSize(columns: 20, rows: 5))
        #expect(Picture(emulator.screen).rows == ["  1234", "  5", "", "", ""])
    }
}
