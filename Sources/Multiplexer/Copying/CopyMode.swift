import Screen
import Terminal

/// Reading, searching and copying what a terminal showed, with vi's keys.
///
/// A value: keys and the screen go in, what is to be done comes out. All places are told by line numbers that
/// output arriving underneath does not change.
package struct CopyMode: Sendable {
    /// Where one reads.
    package var cursor: TerminalPosition
    /// The line in the view's top row.
    package var top: Int
    /// How many rows the view has.
    package private(set) var rows: Int
    /// What is being chosen; its head follows the cursor.
    package var selection: TerminalSelection?
    package var search: CopySearch?
    /// The pattern being typed.
    package var prompt: CopyPrompt?
    package var memory: CopyMemory
    /// What keys mean.
    package var keys: CopyKeys
    /// It was begun by dragging the mouse and ends with that.
    package var isDrag = false
    /// What to say in the status line until the next key.
    package var remark: String?
    /// The column vertical motions try to keep.
    private var wanted = 0
    /// The number typed before a command.
    private var count: Int?
    /// The first keys of a command that has more.
    private var begun: [Key] = []
    /// Waits for the character to be sought.
    private var find: CopyFind?

    /// The largest count.
    private static let countLimit = 99_999

    /// Begins where the view is: at the terminal's cursor, or in the last row when the view is scrolled back.
    package init(
        on screen: borrowing TerminalScreen, rows: Int, memory: CopyMemory = CopyMemory(),
        keys: CopyKeys = .usual
    ) {
        self.rows = max(1, rows)
        self.memory = memory
        self.keys = keys
        top = screen.topLine
        let row = screen.viewOffset == 0 ? screen.cursorState.row : self.rows - 1
        let column = screen.viewOffset == 0 ? screen.cursorState.column : 0
        cursor = TerminalPosition(line: top + row, column: column)
        settle(on: screen)
        wanted = cursor.column
    }

    /// Takes another height of the view.
    package mutating func resize(rows: Int, on screen: borrowing TerminalScreen) {
        self.rows = max(1, rows)
        settle(on: screen)
    }

    /// The places that a new layout of the lines must not lose.
    package var places: [TerminalPosition] {
        get { [cursor, TerminalPosition(line: top, column: 0), selection?.anchor ?? cursor] }
        set {
            cursor = newValue[0]
            top = newValue[1].line
            selection?.anchor = newValue[2]
            selection?.head = cursor
        }
    }
}

/// Keys.
extension CopyMode {
    /// Answers a key.
    package mutating func press(_ input: Input, on screen: borrowing TerminalScreen) -> CopyOutcome {
        if prompt != nil { return type(input, on: screen) }
        guard let key = input.key else { return .stay }
        remark = nil
        if let find { return seek(find, key, on: screen) }
        if begun.isEmpty, let digit = key.digit, digit > 0 || count != nil {
            count = min((count ?? 0) * 10 + digit, Self.countLimit)
            return .stay
        }
        begun.append(key)
        guard let command = keys.command(for: begun) else {
            if !keys.isBeginning(begun) { forgetKeys() }
            return .stay
        }
        return run(command, on: screen)
    }

    /// Runs a command by its name; not while a pattern is typed.
    package mutating func run(_ id: String, on screen: borrowing TerminalScreen) -> CopyOutcome {
        guard prompt == nil, let command = keys.command(id: id) else { return .stay }
        remark = nil
        find = nil
        return run(command, on: screen)
    }

    private mutating func run(_ command: CopyCommand, on screen: borrowing TerminalScreen) -> CopyOutcome {
        let times = count
        forgetKeys()
        let outcome = command.run(&self, screen, times)
        settle(on: screen)
        return outcome
    }

    private mutating func forgetKeys() {
        begun = []
        count = nil
    }

    /// What was typed of a command so far.
    package var typed: String { (count.map(String.init) ?? "") + begun.label }

    /// Waits for the character that is to be sought.
    package mutating func await(_ find: CopyFind, times: Int?) {
        self.find = find
        count = times
    }

    private mutating func seek(
        _ find: CopyFind, _ key: Key, on screen: borrowing TerminalScreen
    ) -> CopyOutcome {
        let times = count
        self.find = nil
        count = nil
        guard case .character(let character) = key.code else { return .stay }
        var find = find
        find.character = character
        memory.find = find
        repeatFind(find, times: times, on: screen, isRepeated: false)
        settle(on: screen)
        return .stay
    }

    /// Goes to the nth such character in the line, or nowhere.
    package mutating func repeatFind(
        _ find: CopyFind, times: Int?, on screen: borrowing TerminalScreen, isRepeated: Bool
    ) {
        var place = cursor
        for turn in 0..<(times ?? 1) {
            guard let next = find.place(from: place, screen, isRepeated: isRepeated || turn > 0) else {
                return
            }
            place = next
        }
        go(to: place)
    }
}

/// Moving.
extension CopyMode {
    /// Puts the cursor on a character, whose column vertical motions keep from now on.
    package mutating func go(to place: TerminalPosition) {
        cursor = place
        wanted = place.column
    }

    /// Has vertical motions keep to the ends of lines.
    package mutating func keepToEnds() {
        wanted = .max
    }

    /// Moves by rows and keeps the column as far as the rows have it.
    package mutating func moveRows(by offset: Int, on screen: borrowing TerminalScreen) {
        let row = screen.textRows.clamp(cursor.line + offset)
        cursor = TerminalPosition(line: row, column: min(wanted, lastColumn(of: row, on: screen)))
    }

    /// Moves the view by rows, and the cursor with it where it would be left behind.
    package mutating func scroll(by offset: Int, on screen: borrowing TerminalScreen) {
        top = highestTops(on: screen).clamp(top + offset)
        let row = (top...top + rows - 1).clamp(cursor.line)
        moveRows(by: row - cursor.line, on: screen)
    }

    /// Moves view and cursor by rows.
    package mutating func turn(by offset: Int, on screen: borrowing TerminalScreen) {
        let line = cursor.line + offset
        scroll(by: offset, on: screen)
        moveRows(by: line - cursor.line, on: screen)
    }

    /// Moves a character to the right, in a block also where there is none.
    package mutating func moveRight(on screen: borrowing TerminalScreen) {
        if let next = CopyMotions.right(cursor, screen) {
            go(to: next)
        } else if selection?.kind == .block {
            go(
                to: TerminalPosition(
                    line: cursor.line, column: min(cursor.column + 1, screen.size.columns - 1)))
        }
    }

    /// Puts the cursor where there is text, the view where the cursor is, and the selection's end where it is.
    package mutating func settle(on screen: borrowing TerminalScreen) {
        let row = screen.textRows.clamp(cursor.line)
        let column = min(max(cursor.column, 0), lastColumn(of: row, on: screen))
        cursor = screen.head(TerminalPosition(line: row, column: column))
        if !(top..<top + rows).contains(row) { top = row < top ? row : row - rows + 1 }
        top = highestTops(on: screen).clamp(top)
        if !(top..<top + rows).contains(row) { top = row < top ? row : row - rows + 1 }
        selection?.head = cursor
    }

    /// The lines that may stand in the view's top row.
    private func highestTops(on screen: borrowing TerminalScreen) -> ClosedRange<Int> {
        let lines = screen.readableLines
        return lines.lowerBound...max(lines.lowerBound, lines.upperBound - rows)
    }

    /// How far to the right the cursor may go: a block has corners where there is no text.
    private func lastColumn(of row: Int, on screen: borrowing TerminalScreen) -> Int {
        selection?.kind == .block ? screen.size.columns - 1 : screen.lastColumn(of: row)
    }
}

extension ClosedRange<Int> {
    /// The number in the range that is nearest to one.
    package func clamp(_ number: Int) -> Int { Swift.min(Swift.max(number, lowerBound), upperBound) }
}

/// What copy mode remembers from one time to the next.
package struct CopyMemory: Sendable, Equatable {
    /// What was last searched for, and whether towards newer lines.
    package var pattern: String?
    package var isForward = true
    /// What was last sought in a line.
    package var find: CopyFind?
}

/// What is to be done after a key.
package enum CopyOutcome: Equatable, Sendable {
    case stay
    case leave
    /// Take this text, and leave unless told to stay.
    case copy(String, leaves: Bool)
    case open(TerminalLink)
}
