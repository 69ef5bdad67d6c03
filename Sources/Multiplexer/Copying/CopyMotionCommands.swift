import Screen
import Terminal

extension CopyCommands {
    /// Up and down.
    package static let rows: [CopyCommand] = [
        .staying("copy.down", "Down", [["j"], [.down], [.control("n")], [.control("j")]], "Goes down a row.")
        {
            $0.moveRows(by: $2 ?? 1, on: $1)
        },
        .staying("copy.up", "Up", [["k"], [.up], [.control("p")]], "Goes up a row.") {
            $0.moveRows(by: -($2 ?? 1), on: $1)
        },
        .staying(
            "copy.oldest", "Oldest line", [["g"]], "Goes to the oldest line, or to the line of that number."
        ) {
            let first = $1.textRows.lowerBound
            $0.go(to: TerminalPosition(line: $1.textRows.clamp(first + ($2 ?? 1) - 1), column: 0))
        },
        .staying(
            "copy.newest", "Newest line", [["G"]], "Goes to the newest line, or to the line of that number."
        ) {
            let rows = $1.textRows
            let row = $2.map { rows.lowerBound + $0 - 1 } ?? rows.upperBound
            $0.go(to: $1.firstText(inLineOf: TerminalPosition(line: rows.clamp(row), column: 0)))
        },
        .staying(
            "copy.viewtop", "Top of the view", [["H"]],
            "Goes to the first row that is seen, or that many below it."
        ) {
            let row = min($0.top + ($2 ?? 1) - 1, $0.top + $0.rows - 1)
            $0.go(to: TerminalPosition(line: $1.textRows.clamp(row), column: 0))
        },
        .staying("copy.viewmiddle", "Middle of the view", [["M"]], "Goes to the row in the middle.") {
            mode, screen, _ in
            let last = min(mode.top + mode.rows - 1, screen.textRows.upperBound)
            mode.go(to: TerminalPosition(line: (mode.top + last) / 2, column: 0))
        },
        .staying(
            "copy.viewbottom", "Bottom of the view", [["L"]],
            "Goes to the last row that is seen, or that many above it."
        ) {
            let last = min($0.top + $0.rows - 1, $1.textRows.upperBound)
            $0.go(to: TerminalPosition(line: max($0.top, last - ($2 ?? 1) + 1), column: 0))
        },
        .motion(
            "copy.paragraphnext", "Next paragraph", [["}"]], "Goes to the next empty row.",
            CopyMotions.paragraphEnd),
        .motion(
            "copy.paragraphbefore", "Paragraph before", [["{"]], "Goes to the empty row before.",
            CopyMotions.paragraphStart),
        .motion(
            "copy.promptnext", "Next prompt", [["]", "]"], [.control(.down)]],
            "Goes to the next prompt that the shell marked."
        ) {
            $1.prompt(after: $0.line).map { TerminalPosition(line: $0, column: 0) }
        },
        .motion(
            "copy.promptbefore", "Prompt before", [["[", "["], [.control(.up)]],
            "Goes to the prompt before that the shell marked."
        ) {
            $1.prompt(before: $0.line).map { TerminalPosition(line: $0, column: 0) }
        },
    ]

    /// Within lines and from word to word; a line that was wrapped is one line.
    package static let characters: [CopyCommand] = [
        .motion(
            "copy.left", "Left", [["h"], [.left], [.backspace], [.control("h")]],
            "Goes a character to the left.", CopyMotions.left
        ),
        .staying("copy.right", "Right", [["l"], [.right], [.space]], "Goes a character to the right.") {
            for _ in 0..<($2 ?? 1) { $0.moveRight(on: $1) }
        },
        .motion("copy.wordnext", "Next word", [["w"]], "Goes to the beginning of the next word.") {
            CopyWords(isBig: false).next($0, $1)
        },
        .motion(
            "copy.wordbefore", "Word before", [["b"]],
            "Goes to the beginning of the word, or of the one before."
        ) {
            CopyWords(isBig: false).previous($0, $1)
        },
        .motion("copy.wordend", "End of word", [["e"]], "Goes to the end of the word, or of the next one.") {
            CopyWords(isBig: false).end($0, $1)
        },
        .motion(
            "copy.blanknext", "Next blank word", [["W"]],
            "Goes to the next word, where only blanks part words."
        ) {
            CopyWords(isBig: true).next($0, $1)
        },
        .motion(
            "copy.blankbefore", "Blank word before", [["B"]],
            "Goes to the word before, where only blanks part words."
        ) {
            CopyWords(isBig: true).previous($0, $1)
        },
        .motion(
            "copy.blankend", "End of blank word", [["E"]],
            "Goes to the end of the word, where only blanks part words."
        ) {
            CopyWords(isBig: true).end($0, $1)
        },
        .staying(
            "copy.linestart", "Beginning of line", [["0"], [.home]], "Goes to the beginning of the line."
        ) {
            mode, screen, _ in
            mode.go(to: screen.lineEnds(mode.cursor).first)
        },
        .staying("copy.linetext", "First character", [["^"]], "Goes to the first character of the line.") {
            mode, screen, _ in
            mode.go(to: screen.firstText(inLineOf: mode.cursor))
        },
        .staying(
            "copy.lineend", "End of line", [["$"], [.end]], "Goes to the end of the line, and keeps to ends."
        ) {
            mode, screen, times in
            mode.moveRows(by: (times ?? 1) - 1, on: screen)
            mode.go(to: screen.lineEnds(mode.cursor).last)
            mode.keepToEnds()
        },
        .motion(
            "copy.bracket", "Other bracket", [["%"]], "Goes to the bracket that belongs to this one.",
            CopyMotions.bracket),
        seeking(
            "copy.find", "Find", "f", "Goes to the next character of the line that is typed then.", true,
            false),
        seeking(
            "copy.findback", "Find back", "F", "Goes back to the character that is typed then.", false, false),
        seeking(
            "copy.findbefore", "Find before", "t", "Goes before the next character that is typed then.", true,
            true),
        seeking(
            "copy.findbehind", "Find back behind", "T", "Goes back behind the character that is typed then.",
            false, true),
        .staying("copy.findagain", "Find again", [[";"]], "Finds the same character again.") {
            if let find = $0.memory.find { $0.repeatFind(find, times: $2, on: $1, isRepeated: true) }
        },
        .staying(
            "copy.findother", "Find again back", [[","]], "Finds the same character in the other direction."
        ) {
            if let find = $0.memory.find { $0.repeatFind(find.reversed, times: $2, on: $1, isRepeated: true) }
        },
    ]

    private static func seeking(
        _ id: String, _ name: String, _ key: Key, _ help: String, _ isForward: Bool, _ stopsBefore: Bool
    ) -> CopyCommand {
        .staying(id, name, [[key]], help) { mode, _, times in
            mode.await(CopyFind(isForward: isForward, stopsBefore: stopsBefore), times: times)
        }
    }

    /// Moving the view.
    package static let scrolling: [CopyCommand] = [
        .staying(
            "copy.halfdown", "Half a page down", [[.control("d")]], "Moves view and cursor half a page down."
        ) {
            $0.turn(by: ($2 ?? 1) * max(1, $0.rows / 2), on: $1)
        },
        .staying("copy.halfup", "Half a page up", [[.control("u")]], "Moves view and cursor half a page up.")
        {
            $0.turn(by: -($2 ?? 1) * max(1, $0.rows / 2), on: $1)
        },
        .staying("copy.pagedown", "Page down", [[.control("f")], [.pageDown]], "Moves the view a page down.")
        {
            $0.scroll(by: ($2 ?? 1) * max(1, $0.rows - 2), on: $1)
        },
        .staying("copy.pageup", "Page up", [[.control("b")], [.pageUp]], "Moves the view a page up.") {
            $0.scroll(by: -($2 ?? 1) * max(1, $0.rows - 2), on: $1)
        },
        .staying(
            "copy.rowdown", "Row down", [[.control("e")], [.shift(.down)]], "Moves the view a row down."
        ) {
            $0.scroll(by: $2 ?? 1, on: $1)
        },
        .staying("copy.rowup", "Row up", [[.control("y")], [.shift(.up)]], "Moves the view a row up.") {
            $0.scroll(by: -($2 ?? 1), on: $1)
        },
        .staying(
            "copy.cursormiddle", "Cursor in the middle", [["z", "z"]],
            "Moves the view so that the cursor is in its middle."
        ) {
            mode, _, _ in
            mode.top = mode.cursor.line - mode.rows / 2
        },
        .staying(
            "copy.cursortop", "Cursor at the top", [["z", "t"]],
            "Moves the view so that the cursor is at its top."
        ) {
            mode, _, _ in
            mode.top = mode.cursor.line
        },
        .staying(
            "copy.cursorbottom", "Cursor at the bottom", [["z", "b"]],
            "Moves the view so that the cursor is at its bottom."
        ) {
            mode, _, _ in
            mode.top = mode.cursor.line - mode.rows + 1
        },
    ]
}
