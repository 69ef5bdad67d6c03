import Testing

@testable import Terminal

struct MotionTests {
    private static let rows = "\u{1b}[Haaa\r\nbbb\r\nccc\r\nddd\r\neee"

    static let scenes = [
        Scene("CUP counts from 1", "\u{1b}[2;3HX", ["", "  X"], at: 3, 1),
        Scene("CUP with zeros is home", "\u{1b}[0;0HX", ["X"], at: 1, 0),
        Scene("CUP is brought inside", "\u{1b}[99;99HX", ["", "", "", "", "         X"], at: 9, 4),
        Scene("CUU stops at the top margin", "\u{1b}[2;4r\u{1b}[3;1H\u{1b}[9AX", ["", "X"], at: 1, 1),
        Scene(
            "CUU from above the margin stops at the edge", "\u{1b}[3;4r\u{1b}[2;1H\u{1b}[9AX", ["X"], at: 1, 0
        ),
        Scene(
            "CUD stops at the bottom margin", "\u{1b}[2;4r\u{1b}[3;1H\u{1b}[9BX", ["", "", "", "X"], at: 1, 3),
        Scene("CUF stops at the edge", "\u{1b}[99CX", ["         X"], at: 9, 0),
        Scene("CNL and CPL go to the line's start", "abc\u{1b}[2EX\u{1b}[FY", ["abc", "Y", "X"], at: 1, 1),
        Scene(
            "CHA, HPA and VPA are absolute", "\u{1b}[5GX\u{1b}[2`Y\u{1b}[3dZ", [" Y  X", "", "  Z"], at: 3, 2),
        Scene("HPR and VPR are relative", "\u{1b}[2aX\u{1b}[2eY", ["  X", "", "   Y"], at: 4, 2),
        Scene(
            "HTS sets and TBC clears a stop", "\u{1b}[1;4H\u{1b}H\r\tX\u{1b}[1;4H\u{1b}[g\r\tY",
            ["   X    Y"], at: 9, 0),
        Scene("TBC 3 clears all stops", "\u{1b}[3g\tX", ["         X"], at: 9, 0),
        Scene("CBT goes back a stop", "\u{1b}[1;10H\u{1b}[ZX", ["        X"], at: 9, 0),
        Scene("CHT goes on by stops", "\u{1b}[IX", ["        X"], at: 9, 0),
        Scene(
            "origin mode counts from the margin", "\u{1b}[2;4r\u{1b}[?6h\u{1b}[1;1HX", ["", "X"], at: 1, 1),
        Scene(
            "origin mode keeps the cursor inside", "\u{1b}[2;3r\u{1b}[?6h\u{1b}[9;1HX", ["", "", "X"], at: 1,
            2),
        Scene("DECSTBM moves home", "\u{1b}[3;3H\u{1b}[2;4rX", ["X"], at: 1, 0),
        Scene("DECSTBM of one row is refused", "\u{1b}[3;3H\u{1b}[2;2rX", ["", "", "  X"], at: 3, 2),
        Scene("a line feed keeps the column", "ab\nc", ["ab", "  c"], at: 3, 1),
        Scene("newline mode returns too", "\u{1b}[20hab\nc", ["ab", "c"], at: 1, 1),
        Scene("NEL returns and goes down", "ab\u{1b}Ec", ["ab", "c"], at: 1, 1),
        Scene(
            "RI at the top scrolls down", rows + "\u{1b}[H\u{1b}M", ["", "aaa", "bbb", "ccc", "ddd"], at: 0, 0
        ),
        Scene("IND at the bottom scrolls up", rows + "\u{1b}D", ["bbb", "ccc", "ddd", "eee", ""], at: 3, 4),
        Scene(
            "a line feed at the bottom margin scrolls the region", rows + "\u{1b}[2;3r\u{1b}[3;1H\nX",
            ["aaa", "ccc", "X", "ddd", "eee"], at: 1, 2),
        Scene(
            "a line feed below the margin does not scroll", rows + "\u{1b}[2;3r\u{1b}[5;1H\nX",
            ["aaa", "bbb", "ccc", "ddd", "Xee"], at: 1, 4),
        Scene("SU scrolls up", rows + "\u{1b}[2S", ["ccc", "ddd", "eee"], at: 3, 4),
        Scene("SD scrolls down", rows + "\u{1b}[2T", ["", "", "aaa", "bbb", "ccc"], at: 3, 4),
        Scene(
            "IL goes to the first column", rows + "\u{1b}[2;3H\u{1b}[LX", ["aaa", "X", "bbb", "ccc", "ddd"],
            at: 1, 1),
        Scene(
            "DL goes to the first column", rows + "\u{1b}[2;3H\u{1b}[MX", ["aaa", "Xcc", "ddd", "eee"], at: 1,
            1),
        Scene(
            "IL outside the margins does nothing", rows + "\u{1b}[2;3r\u{1b}[4;2H\u{1b}[L",
            ["aaa", "bbb", "ccc", "ddd", "eee"], at: 1, 3),
        Scene("SCOSC and SCORC", "ab\u{1b}[s\u{1b}[3;3H\u{1b}[uX", ["abX"], at: 3, 0),
        Scene("DECRC without DECSC goes home", "abc\u{1b}8X", ["Xbc"], at: 1, 0),
    ]

    @Test(arguments: scenes)
    func `the cursor's ways`(scene: Scene) {
        #expect(picture(scene.text) == scene.expected)
    }
}
