import Counterparts
import Terminal

/// What an editor writes while somebody scrolls through coloured source, moves about and types.
struct EditorText {
    private let size: TerminalSize
    private var dice = Dice(seed: 2)
    private var text = ""
    private var line = 1

    /// Some hundred frames, each between the marks of mode 2026 when they are synchronized.
    static func session(on size: TerminalSize, synchronized: Bool) -> [UInt8] {
        var editor = EditorText(size: size)
        for frame in 0..<400 {
            if synchronized { editor.text += "\u{1b}[?2026h" }
            switch frame % 40 {
            case 0: editor.drawAll()
            case 1..<16: editor.scroll()
            case 16..<28: editor.moveAbout()
            default: editor.type()
            }
            if synchronized { editor.text += "\u{1b}[?2026l" }
        }
        return Array(editor.text.utf8)
    }

    private init(size: TerminalSize) {
        self.size = size
    }

    private mutating func drawAll() {
        text += "\u{1b}[?25l\u{1b}[H"
        for row in 1..<size.rows {
            drawLine(line + row)
            if row < size.rows - 1 { text += "\r\n" }
        }
        drawStatus()
        text += "\u{1b}[?25h"
    }

    private mutating func scroll() {
        line += 1
        text += "\u{1b}[?25l\u{1b}[1;\(size.rows - 1)r\u{1b}[H\u{1b}[M\u{1b}[1;\(size.rows)r"
        text += "\u{1b}[\(size.rows - 1);1H"
        drawLine(line + size.rows)
        drawStatus()
        text += "\u{1b}[?25h"
    }

    /// The matching bracket lit at every step, as the cursor goes.
    private mutating func moveAbout() {
        for _ in 0..<8 {
            let (row, column) = (1 + dice.below(size.rows - 1), 5 + dice.below(size.columns - 20))
            text += "\u{1b}[?25l\u{1b}[\(row);\(column)H\u{1b}(B\u{1b}[m\u{1b}[30m\u{1b}[46m{\u{1b}(B\u{1b}[m"
            text += "\u{1b}[\(row);\(column + 9)H\u{1b}[97m}\u{1b}[\(size.rows);\(size.columns - 18)H"
            text += "\u{1b}[37m\u{1b}[40m\(line + row),\(column)\u{1b}[9X\u{1b}[\(row);\(column)H\u{1b}[?25h"
        }
    }

    private mutating func type() {
        let row = 1 + dice.below(size.rows - 1)
        for column in 8..<min(size.columns - 20, 40) {
            text += "\u{1b}[\(row);\(column)H\u{1b}[97m\(dice.pick(Self.words).prefix(1))"
            text += "\u{1b}[\(size.rows);\(size.columns - 18)H\(line + row),\(column)"
        }
    }

    private mutating func drawLine(_ number: Int) {
        let digits = String(number)
        text +=
            "\u{1b}(B\u{1b}[m\u{1b}[37m\u{1b}[40m" + String(repeating: " ", count: max(0, 4 - digits.count))
        text += digits + " "
        var width = 5
        for _ in 0..<dice.below(12) {
            let word = dice.pick(Self.words)
            width += word.count + 1
            if width >= size.columns { break }
            text += "\u{1b}(B\u{1b}[m\u{1b}[\(dice.pick(Self.colors))m\(word)\u{1b}(B\u{1b}[m\u{1b}[97m "
        }
        text += "\u{1b}[K"
    }

    private mutating func drawStatus() {
        text += "\u{1b}[\(size.rows);1H\u{1b}(B\u{1b}[0;1m\u{1b}[30m\u{1b}[47m main.swift [+] \u{1b}[K"
        text += "\u{1b}[\(size.rows);\(size.columns - 18)H\(line),1\u{1b}(B\u{1b}[m"
        text += "\u{1b}[\(size.rows / 2);6H"
    }

    private static let colors = ["31", "32", "33", "34", "0;1;35", "36", "97", "38;5;208"]
    private static let words = [
        "func", "let", "return", "cell", "(screen:", "TerminalScreen)", "{", "}", "guard", "count", ">", "0",
        "else", "\"a string literal\"", "//", "a", "comment", "mutating", "if", "self.cursor", "=",
        "rows[index]",
    ]
}
