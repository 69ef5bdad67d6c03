import Screen
import Terminal

extension CopyCommands {
    /// Up and down.
    package static let rows: [CopyCommand] = [
        .staying("Down", ["j", .down, .control("n"), .control("j")], "Goes down a row.") {
            $0.moveRows(by: $2 ?? 1, on: $1)
        },
        .staying("Up", ["k", .up, .control("p")], "Goes up a row.") { $0.moveRows(by: -($2 ?? 1), on: $1) },
        .staying("Oldest line", ["g"], "Goes to the oldest line, or to the line of that number.") {
            let first = $1.textRows.lowerBound
            $0.go(to: TerminalPosition(line: $1.textRows.clamp(first + ($2 ?? 1) - 1), column: 0))
        },
        .staying("Newest line", ["G"], "Goes to the newest line, or to the line of that number.") {
            let rows = $1.textRows
            let row = $2.map { rows.lowerBound + $0 - 1 } ?? rows.upperBound
            $0.go(to: $1.firstText(inLineOf: TerminalPosition(line: rows.clamp(row), column: 0)))
        },
        .staying("Top of the view", ["H"], "Goes to the first row that is seen, or that many below it.") {
            let row = min($0.top + ($2 ?? 1) - 1, $0.top + $0.rows - 1)
            $0.go(to: TerminalPosition(line: $1.textRows.clamp(row), column: 0))
        },
        .staying("Middle of the view", ["M"], "Goes to the row in the middle.") { mode, screen, _ in
            let last = min(mode.top + mode.rows - 1, screen.textRows.upperBound)
            mode.go(to: TerminalPosition(line: (mode.top + last) / 2, column: 0))
        },
        .staying("Bottom of the view", ["L"], "Goes to the last row that is seen, or that many above it.") {
            let last = min($0.top + $0.rows - 1, $1.textRows.upperBound)
            $0.go(to: TerminalPosition(line: max($0.top, last - ($2 ?? 1) + 1), column: 0))
        },
        .motion("Next paragraph", ["}"], "Goes to the next empty row.", CopyMotions.paragraphEnd),
        .motion("Paragraph before", ["{"], "Goes to the empty row before.", CopyMotions.paragraphStart),
        .motion(
            "Next prompt", .pair("]", "]", or: .control(.down)),
            "Goes to the next prompt that the shell marked."
        ) {
            $1.prompt(after: $0.line).map { TerminalPosition(line: $0, column: 0) }
        },
        .motion(
            "Prompt before", .pair("[", "[", or: .control(.up)),
            "Goes to the prompt before that the shell marked."
        ) {
            $1.prompt(before: $0.line).map { TerminalPosition(line: $0, column: 0) }
        },
    ]

    /// Within lines and from word to word; a line that was wrapped is one line.
    package static let characters: [CopyCommand] = [
        .motion(
            "Left", ["h", .left, .backspace, .control("h")], "Goes a character to the left.", CopyMotions.left
        ),
        .staying("Right", ["l", .right, .space], "Goes a character to the right.") {
            for _ in 0..<($2 ?? 1) { $0.moveRight(on: $1) }
        },
        .motion("Next word", ["w"], "Goes to the beginning of the next word.") {
            CopyWords(isBig: false).next($0, $1)
        },
        .motion("Word before", ["b"], "Goes to the beginning of the word, or of the one before.") {
            CopyWords(isBig: false).previous($0, $1)
        },
        .motion("End of word", ["e"], "Goes to the end of the word, or of the next one.") {
            CopyWords(isBig: false).end($0, $1)
        },
        .motion("Next blank word", ["W"], "Goes to the next word, where only blanks part words.") {
            CopyWords(isBig: true).next($0, $1)
        },
        .motion("Blank word before", ["B"], "Goes to the word before, where only blanks part words.") {
            CopyWords(isBig: true).previous($0, $1)
        },
        .motion("End of blank word", ["E"], "Goes to the end of the word, where only blanks part words.") {
            CopyWords(isBig: true).end($0, $1)
        },
        .staying("Beginning of line", ["0", .home], "Goes to the beginning of the line.") {
            mode, screen, _ in
            mode.go(to: screen.lineEnds(mode.cursor).first)
        },
        .staying("First character", ["^"], "Goes to the first character of the line.") { mode, screen, _ in
            mode.go(to: screen.firstText(inLineOf: mode.cursor))
        },
        .staying("End of line", ["$", .end], "Goes to the end of the line, and keeps to ends.") {
            mode, screen, times in
            mode.moveRows(by: (times ?? 1) - 1, on: screen)
            mode.go(to: screen.lineEnds(mode.cursor).last)
            mode.keepToEnds()
        },
        .motion("Other bracket", ["%"], "Goes to the bracket that belongs to this one.", CopyMotions.bracket),
        seeking("Find", "f", "Goes to the next character of the line that is typed then.", true, false),
        seeking("Find back", "F", "Goes back to the character that is typed then.", false, false),
        seeking("Find before", "t", "Goes before the next character that is typed then.", true, true),
        seeking("Find back behind", "T", "Goes back behind the character that is typed then.", false, true),
        .staying("Find again", [";"], "Finds the same character again.") {
            if let find = $0.memory.find { $0.repeatFind(find, times: $2, on: $1, isRepeated: true) }
        },
        .staying("Find again back", [","], "Finds the same character in the other direction.") {
            if let find = $0.memory.find { $0.repeatFind(find.reversed, times: $2, on: $1, isRepeated: true) }
        },
    ]

    private static func seeking(
        _ name: String, _ key: Key, _ help: String, _ isForward: Bool, _ stopsBefore: Bool
    ) -> CopyCommand {
        .staying(name, [key], help) { mode, _, times in
            mode.await(CopyFind(isForward: isForward, stopsBefore: stopsBefore), times: times)
        }
    }

    /// Moving the view.
    package static let scrolling: [CopyCommand] = [
        .staying("Half a page down", [.control("d")], "Moves view and cursor half a page down.") {
            $0.turn(by: ($2 ?? 1) * max(1, $0.rows / 2), on: $1)
        },
        .staying("Half a page up", [.control("u")], "Moves view and cursor half a page up.") {
            $0.turn(by: -($2 ?? 1) * max(1, $0.rows / 2), on: $1)
        },
        .staying("Page down", [.control("f"), .pageDown], "Moves the view a page down.") {
            $0.scroll(by: ($2 ?? 1) * max(1, $0.rows - 2), on: $1)
        },
        .staying("Page up", [.control("b"), .pageUp], "Moves the view a page up.") {
            $0.scroll(by: -($2 ?? 1) * max(1, $0.rows - 2), on: $1)
        },
        .staying("Row down", [.control("e"), .shift(.down)], "Moves the view a row down.") {
            $0.scroll(by: $2 ?? 1, on: $1)
        },
        .staying("Row up", [.control("y"), .shift(.up)], "Moves the view a row up.") {
            $0.scroll(by: -($2 ?? 1), on: $1)
        },
        .staying(
            "Cursor in the middle", .pair("z", "z"), "Moves the view so that the cursor is in its middle."
        ) {
            mode, _, _ in
            mode.top = mode.cursor.line - mode.rows / 2
        },
        .staying("Cursor at the top", .pair("z", "t"), "Moves the view so that the cursor is at its top.") {
            mode, _, _ in
            mode.top = mode.cursor.line
        },
        .staying(
            "Cursor at the bottom", .pair("z", "b"), "Moves the view so that the cursor is at its bottom."
        ) {
            mode, _, _ in
            mode.top = mode.cursor.line - mode.rows + 1
        },
    ]
}
