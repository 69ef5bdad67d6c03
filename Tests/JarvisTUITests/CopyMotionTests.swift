import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Copy mode's motions, held against where vim 9 goes with the same keys.
struct CopyMotionTests {
    @Test(arguments: [
        ("w", 0, 4), ("ww", 0, 6), ("3w", 0, 8), ("5w", 0, 12), ("9w", 0, 19), ("20w", 2, 25),
        ("99w", 6, 10), ("W", 0, 4), ("3W", 0, 8), ("6W", 0, 25), ("7W", 0, 27), ("e", 0, 2), ("3e", 0, 6),
        ("9e", 0, 18), ("E", 0, 2), ("4E", 0, 15), ("9E", 2, 14), ("Gb", 5, 0), ("Gbb", 4, 0),
        ("G5b", 3, 16), ("G$B", 6, 7), ("G$5B", 4, 0), ("$b", 0, 27), ("$", 0, 29), ("2$", 1, 0),
        ("3$", 2, 30), ("jj^", 2, 2), ("jj0", 2, 0), ("3j", 3, 0), ("$jj", 2, 30), ("$jjj", 3, 19),
        ("fb", 0, 12), ("2fo", 0, 10), ("tb", 0, 11), ("tb;", 0, 11), ("fo;", 0, 10), ("fo;,", 0, 9),
        ("$Fo", 0, 10), ("$To", 0, 11), ("fz", 0, 0), ("%", 0, 23), ("f[%", 0, 22), ("3jf{%", 3, 19),
        ("$%", 0, 29), ("}", 1, 0), ("}}", 4, 0), ("3}", 6, 10), ("G{", 5, 0), ("G{{", 1, 0),
        ("G3{", 0, 0), ("G", 6, 0), ("4G", 3, 0), ("l", 0, 1), ("5l", 0, 5), ("99l", 0, 29), ("5lh", 0, 4),
        ("jl", 1, 0), ("lljj", 2, 2), ("10ljj", 2, 10), ("3jwe", 3, 4), ("2jw", 2, 2), ("2jww", 2, 16),
        ("2jwww", 2, 20), ("2j$w", 3, 0), ("3j$w", 4, 0), ("3j$ww", 5, 0), ("3j$e", 6, 2), ("6jb", 5, 0),
        ("6jbb", 4, 0), ("jw", 2, 2), ("jb", 0, 29), ("je", 2, 14), ("jW", 2, 2), ("2jE", 2, 14),
        ("/here\r", 2, 16), ("/o\rn", 0, 10), ("/o\rnnN", 0, 10), ("G?o\r", 2, 27), ("G?o\rn", 0, 10),
        ("/b\r2n", 0, 12), ("wwww*", 0, 12), ("H", 0, 0), ("3H", 2, 0), ("L", 6, 0), ("M", 3, 0),
        ("2L", 5, 0), ("f,;", 0, 19), ("2f,", 0, 19), ("t(t,", 0, 14), ("5G", 4, 0), ("4Gk$", 2, 30),
    ])
    func `keys lead where vi's lead`(keys: String, line: Int, column: Int) {
        var reading = Reading(Reading.program, columns: 40, rows: 10)
        reading.type("g0" + keys)
        #expect(reading.mode.cursor == TerminalPosition(line: line, column: column))
    }

    @Test(arguments: [
        ("l", 1, 0), ("$", 2, 1), ("j0", 0, 0), ("G$h", 2, 0), ("$h", 2, 0), ("w", 0, 8), ("$b", 1, 8),
    ])
    func `a wrapped line is one line, and a row is a row`(keys: String, line: Int, column: Int) {
        // Rows of ten: "abcdefg hi", "jklmnop qr", "st".
        var reading = Reading("abcdefg hijklmnop qrst", columns: 10, rows: 5)
        reading.type("g0" + keys)
        let expected = TerminalPosition(line: line, column: column)
        #expect(reading.mode.cursor == (keys == "l" ? TerminalPosition(line: 0, column: 1) : expected))
    }

    @Test func `wide characters are one step`() {
        var reading = Reading("a漢字b", columns: 20, rows: 3)
        reading.type("g0")
        let columns = ["l", "l", "l", "h", "h"].map { key in
            reading.type(key)
            return reading.mode.cursor.column
        }
        #expect(columns == [1, 3, 5, 3, 1])
    }

    @Test func `numbers name lines, and g and G without one the ends`() {
        var reading = Reading((1...300).map { "line \($0)" }.joined(separator: "\r\n"), columns: 20, rows: 10)
        let lines = ["g", "G", "123G", "5g", "0", "99999G"].map { keys in
            reading.type(keys)
            return reading.mode.cursor.line
        }
        #expect(lines == [0, 299, 122, 4, 4, 299])
    }

    @Test func `pages and halves of them move the view`() {
        var reading = Reading((1...300).map { "line \($0)" }.joined(separator: "\r\n"), columns: 20, rows: 10)
        reading.type("100Gzt")
        let places = ["C-d", "C-u", "C-f", "C-b", "C-e", "C-y", "z b", "z z", "z t"].map { keys in
            reading.press(keys)
            return [reading.mode.top, reading.mode.cursor.line]
        }
        #expect(
            places == [
                [104, 104], [99, 99], [107, 107], [99, 107], [100, 107], [99, 107], [98, 107], [102, 107],
                [107, 107],
            ])
    }

    @Test func `prompts that the shell marked are found`() {
        let prompts = (0..<5).map { "\u{1b}]133;A\u{7}$ run \($0)\r\nout\r\nout\r\n" }.joined()
        var reading = Reading(prompts, columns: 20, rows: 4)
        let lines = ["[ [", "[ [", "C-Up", "] ]", "C-Down", "] ]", "] ]"].map { keys in
            reading.press(keys)
            return reading.mode.cursor.line
        }
        #expect(lines == [12, 9, 6, 9, 12, 12, 12])
    }

    @Test func `output arriving underneath moves nothing that is read`() {
        var reading = Reading((1...50).map { "line \($0)" }.joined(separator: "\r\n"), columns: 20, rows: 10)
        reading.type("20GzzVj")
        let before = (reading.mode.cursor, reading.mode.top, reading.mode.selection)
        reading.emulator.read((51...90).map { "\r\nline \($0)" }.joined())
        reading.type("lh")
        #expect(reading.mode.cursor == before.0)
        #expect(reading.mode.top == before.1)
        #expect(reading.mode.selection == before.2)
    }

    @Test func `what is read goes along when old lines are forgotten`() {
        var policy = TerminalPolicy()
        policy.scrollbackLines = 20
        var reading = Reading(
            (1...25).map { "line \($0)" }.joined(separator: "\r\n"), columns: 20, rows: 10, policy: policy)
        reading.type("g")
        reading.emulator.read((26...60).map { "\r\nline \($0)" }.joined())
        reading.type("l")
        #expect(reading.mode.cursor == TerminalPosition(line: reading.emulator.screen.firstLine, column: 0))
        #expect(reading.mode.top == reading.emulator.screen.firstLine)
    }
}
