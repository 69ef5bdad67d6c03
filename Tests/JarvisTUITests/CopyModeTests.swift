import Screen
import Terminal
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Choosing, searching and leaving in copy mode.
struct CopyModeTests {
    private func numbers(_ count: Int) -> Reading {
        Reading((1...count).map { "line \($0)" }.joined(separator: "\r\n"), columns: 30, rows: 10)
    }

    @Test(arguments: [
        ("wvey", "x ="), ("vy", "l"), ("wv$y", "x = foo(bar, [1, 2]) + 10;"),
        ("Vjy", "let x = foo(bar, [1, 2]) + 10;\n"),
        ("Y", "let x = foo(bar, [1, 2]) + 10;"),
        ("3Y", "let x = foo(bar, [1, 2]) + 10;\n\n  indented_line here, and-more."),
        ("wvfo\r", "x = fo"), ("f(v%y", "(bar, [1, 2])"),
        ("vjjjVvy", "let x = foo(bar, [1, 2]) + 10;\n\n  indented_line here, and-more.\ni"),
    ])
    func `what is chosen is copied`(keys: String, text: String) {
        var reading = Reading(Reading.program, columns: 40, rows: 10)
        reading.type("g0" + keys)
        #expect(reading.outcome == .copy(text, leaves: true))
    }

    @Test func `a block is chosen past the ends of lines, and o goes to its other end`() {
        var reading = Reading("abcdef\r\n\r\nab", columns: 20, rows: 5)
        reading.type("g0l")
        reading.press("C-v j j l l")
        #expect(reading.chosen == "bcd\n\nb")
        reading.press("o")
        #expect(reading.mode.cursor == TerminalPosition(line: 0, column: 1))
        reading.press("h")
        #expect(reading.chosen == "abcd\n\nab")
    }

    @Test func `the same key stops choosing, Esc too, and leaves then`() {
        var reading = numbers(5)
        reading.type("vv")
        #expect(reading.mode.selection == nil)
        reading.type("V")
        reading.press("Esc")
        #expect(reading.mode.selection == nil)
        #expect(reading.outcome == .stay)
        reading.press("Esc")
        #expect(reading.outcome == .leave)
        reading.type("q")
        #expect(reading.outcome == .leave)
    }

    /// The last row of a pane in copy mode after some keys.
    private func status(_ keys: String, columns: Int) -> String {
        var reading = Reading((1...200).map { "line \($0)" }.joined(separator: "\r\n"), columns: 80, rows: 9)
        reading.press(keys)
        var frame = Frame(Size(width: columns, height: 10))
        let drawing = CopyDrawing(mode: reading.mode, ink: .plain, glyphs: .rich)
        _ = drawing.draw(reading.emulator.screen, into: &frame, frame.bounds)
        return String(frame.text.split(separator: "\n", omittingEmptySubsequences: false)[9])
    }

    @Test(arguments: [
        ("", "q/Esc Leave", "q"), ("", "q/Esc Leave", "Esc"), ("v", "y Copy  q Leave", "q"),
        ("v", "y Copy  q Leave", "y"), ("? 1 Enter", "q Leave", "q"), ("3", "3  q/Esc Leave", "q"),
    ])
    func `the status line names the keys that leave`(keys: String, words: String, key: String) {
        for columns in [36, 80, 120, 200] {
            let row = status(keys, columns: columns)
            #expect(row.contains(words), "\(row)")
            #expect(row.contains("200/200") || !keys.isEmpty, "\(row)")
        }
        var reading = numbers(5)
        reading.press(keys + " " + key)
        let leaves =
            if case .copy(_, leaves: true) = reading.outcome { true } else { reading.outcome == .leave }
        #expect(leaves)
    }

    @Test func `a pattern however long leaves room for the key that leaves`() {
        let keys = "? " + "l i n e . ( 1 | 2 | 3 | 4 | 5 | 6 ) Enter"
        #expect(status(keys, columns: 36).contains("q Leave"))
        #expect(status(keys, columns: 120).contains("n Next  q Leave"))
    }

    @Test func `what the status line has no room for is left out whole, the place last`() {
        #expect(status("", columns: 24).contains("COPY"))
        #expect(!status("", columns: 20).contains("Lea"))
        #expect(status("", columns: 20).contains("200/200"))
    }

    @Test func `y without a choice says how to make one`() {
        var reading = numbers(5)
        reading.type("y")
        #expect(reading.outcome == .stay)
        #expect(reading.mode.remark == "nothing is chosen: v begins")
    }

    @Test func `a search goes along while it is typed, and Esc brings back`() {
        var reading = numbers(200)
        reading.type("?line 7")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 78)
        reading.type("4")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 73)
        reading.press("Backspace Esc")
        #expect(reading.mode.cursor.line == 199)
        #expect(reading.mode.search == nil)
    }

    @Test func `n and N go to the next matches in both directions, round the ends`() {
        var reading = numbers(50)
        reading.type("?line 2\r")
        reading.finishSearch()
        var lines = [reading.mode.cursor.line]
        for key in ["n", "n", "N", "3n", "20n", "N"] {
            reading.type(key)
            reading.finishSearch()
            lines.append(reading.mode.cursor.line)
        }
        #expect(lines == [28, 27, 26, 27, 24, 26, 27])
    }

    @Test func `a search that comes to an end goes on at the other one and says so`() {
        var reading = numbers(50)
        reading.type("/line 9\r")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 8)
        #expect(reading.mode.remark == "went on at the oldest line")
        reading.type("/nowhere\r")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 8)
        #expect(reading.mode.remark == "not found")
    }

    @Test func `a bad pattern is told while it is typed and not taken`() {
        var reading = numbers(5)
        reading.type("/(line\r")
        #expect(reading.mode.prompt?.mistake == SearchPatternError.unbalancedParenthesis.description)
        reading.type(")\r")
        #expect(reading.mode.prompt == nil)
        #expect(reading.mode.search?.search.count == 5)
    }

    @Test func `the word at the cursor is searched for as a word`() {
        var reading = Reading("in\r\ninn\r\nin\r\npin", columns: 20, rows: 5)
        reading.type("g0*")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 2)
        reading.type("n")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 0)
        reading.type("#")
        reading.finishSearch()
        #expect(reading.mode.cursor.line == 2)
    }

    @Test func `a new width keeps the cursor, the view and the choice at their characters`() {
        var reading = Reading(
            (1...40).map { "abcdefghijklmnopqrstuvwxyz \($0)" }.joined(separator: "\r\n"), columns: 40,
            rows: 10)
        reading.type("20G0fqvfu")
        reading.mode.places = reading.emulator.resize(
            TerminalSize(columns: 12, rows: 10), keeping: reading.mode.places)
        reading.mode.resize(rows: 10, on: reading.emulator.screen)
        #expect(reading.chosen == "qrstu")
        reading.type("y")
        #expect(reading.outcome == .copy("qrstu", leaves: true))
    }

    @Test func `the last command's output is chosen by one key`() {
        var reading = Reading(
            "\u{1b}]133;A\u{7}$ \u{1b}]133;B\u{7}ls\r\n\u{1b}]133;C\u{7}one\r\ntwo\r\n\u{1b}]133;D;0\u{7}\u{1b}]133;A\u{7}$ ",
            columns: 20, rows: 6)
        reading.type("ay")
        #expect(reading.outcome == .copy("one\ntwo", leaves: true))
    }

    @Test func `Enter and o hand out the link at the cursor`() {
        var reading = Reading("see src/a.swift:12 now", columns: 40, rows: 3)
        reading.type("0wo")
        #expect(
            reading.outcome
                == .open(
                    TerminalLink(
                        target: .file(path: "src/a.swift", line: 12, column: nil),
                        range: TerminalPosition(line: 0, column: 4)...TerminalPosition(line: 0, column: 17))))
        reading.type("0o")
        #expect(reading.mode.remark == "no link here")
    }
}
