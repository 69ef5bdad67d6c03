import Testing

@testable import Terminal

/// What a test compares of a screen: its text, row by row, and where the cursor is.
struct Picture: Equatable, CustomStringConvertible {
    var rows: [String]
    var column: Int
    var row: Int

    /// Rows below the given ones are blank.
    init(_ rows: [String], column: Int, row: Int, height: Int = 5) {
        self.rows = rows + Array(repeating: "", count: max(0, height - rows.count))
        self.column = column
        self.row = row
    }

    init(_ screen: borrowing TerminalScreen) {
        rows = []
        for row in 0..<screen.size.rows { rows.append(screen.text(row: row)) }
        column = screen.cursorState.column
        row = screen.cursorState.row
    }

    var description: String { "\(rows) at \(column),\(row)" }
}

/// The picture after a program wrote a text to a screen of 10 × 5, or another size.
func picture(_ text: String, columns: Int = 10, rows: Int = 5) -> Picture {
    var emulator = Emulator(size: TerminalSize(columns: columns, rows: rows))
    emulator.read(text)
    return Picture(emulator.screen)
}

/// What a terminal of 10 × 5 answers to a text.
func answer(_ text: String, policy: TerminalPolicy = TerminalPolicy()) -> String {
    var emulator = Emulator(size: TerminalSize(columns: 10, rows: 5), policy: policy)
    emulator.read(text)
    return String(decoding: emulator.takeReplies(), as: UTF8.self)
}

/// The styles of the first row's cells after a text.
func styles(_ text: String, columns: Int = 10) -> [TerminalStyle] {
    var emulator = Emulator(size: TerminalSize(columns: columns, rows: 5))
    emulator.read(text)
    var styles: [TerminalStyle] = []
    for cell in emulator.screen.line(0).cells { styles.append(emulator.screen.style(of: cell)) }
    return styles
}

/// A text a program writes and the picture it must make.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let rows: [String]
    let column: Int
    let row: Int

    init(_ name: String, _ text: String, _ rows: [String], at column: Int, _ row: Int) {
        self.name = name
        self.text = text
        self.rows = rows
        self.column = column
        self.row = row
    }

    var testDescription: String { name }
    var expected: Picture { Picture(rows, column: column, row: row) }
}
