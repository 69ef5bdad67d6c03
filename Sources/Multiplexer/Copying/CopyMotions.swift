import Terminal

/// Places that a motion leads to; `nil` where it leads nowhere.
package enum CopyMotions {
    private static let brackets: [(Unicode.Scalar, Unicode.Scalar)] = [("(", ")"), ("[", "]"), ("{", "}")]
    /// How far the other bracket is sought.
    private static let bracketReach = 200_000
    /// How many words are looked at for a link.
    private static let linkReach = 5_000

    /// A character to the left, within its line.
    package static func left(_ place: TerminalPosition, _ screen: borrowing TerminalScreen)
        -> TerminalPosition?
    {
        screen.previous(place).flatMap { $0.isNewLine ? nil : $0.place }
    }

    /// A character to the right, within its line.
    package static func right(_ place: TerminalPosition, _ screen: borrowing TerminalScreen)
        -> TerminalPosition?
    {
        screen.next(place).flatMap { $0.isNewLine ? nil : $0.place }
    }

    /// The bracket that belongs to the one at a place or behind it in its line (%).
    package static func bracket(_ start: TerminalPosition, _ screen: borrowing TerminalScreen)
        -> TerminalPosition?
    {
        var place = start
        while true {
            let sign = screen.cell(at: place).scalar
            if let pair = brackets.first(where: { $0.0 == sign || $0.1 == sign }) {
                return other(of: pair, isForward: pair.0 == sign, from: place, screen)
            }
            guard let next = right(place, screen) else { return nil }
            place = next
        }
    }

    private static func other(
        of pair: (Unicode.Scalar, Unicode.Scalar), isForward: Bool, from start: TerminalPosition,
        _ screen: borrowing TerminalScreen
    ) -> TerminalPosition? {
        var place = start
        var depth = 0
        for _ in 0..<bracketReach {
            let sign = screen.cell(at: place).scalar
            if sign == pair.0 { depth += isForward ? 1 : -1 }
            if sign == pair.1 { depth += isForward ? -1 : 1 }
            if depth == 0 { return place }
            guard let next = isForward ? screen.next(place)?.place : screen.previous(place)?.place else {
                return nil
            }
            place = next
        }
        return nil
    }

    /// The nearest address or file in a direction, among so many words.
    package static func link(
        _ start: TerminalPosition, _ screen: borrowing TerminalScreen, isForward: Bool
    ) -> TerminalPosition? {
        let here = screen.link(at: start)
        let words = CopyWords(isBig: true)
        var place = start
        for _ in 0..<linkReach {
            guard let next = isForward ? words.next(place, screen) : words.previous(place, screen) else {
                return nil
            }
            place = next
            if let link = screen.link(at: place), link != here { return link.range.lowerBound }
        }
        return nil
    }

    /// The empty row behind the paragraph, or the end of the text (}).
    package static func paragraphEnd(
        _ place: TerminalPosition, _ screen: borrowing TerminalScreen
    ) -> TerminalPosition? {
        let rows = screen.textRows
        var row = place.line
        while row < rows.upperBound, screen.isEmpty(row: row) { row += 1 }
        while row < rows.upperBound, !screen.isEmpty(row: row) { row += 1 }
        let column = screen.isEmpty(row: row) ? 0 : screen.lastColumn(of: row)
        let found = TerminalPosition(line: row, column: column)
        return found == place ? nil : found
    }

    /// The empty row before the paragraph, or the beginning of the text ({).
    package static func paragraphStart(
        _ place: TerminalPosition, _ screen: borrowing TerminalScreen
    ) -> TerminalPosition? {
        let rows = screen.textRows
        var row = place.line
        while row > rows.lowerBound, screen.isEmpty(row: row) { row -= 1 }
        while row > rows.lowerBound, !screen.isEmpty(row: row) { row -= 1 }
        let found = TerminalPosition(line: row, column: 0)
        return found == place ? nil : found
    }
}

/// A character sought in the line: f F t T.
package struct CopyFind: Hashable, Sendable {
    package var isForward: Bool
    /// Stops a character before it.
    package var stopsBefore: Bool
    package var character: Character = " "

    /// The same in the other direction.
    package var reversed: CopyFind {
        CopyFind(isForward: !isForward, stopsBefore: stopsBefore, character: character)
    }

    /// The place it leads to.
    package func place(
        from start: TerminalPosition, _ screen: borrowing TerminalScreen, isRepeated: Bool
    ) -> TerminalPosition? {
        var place = start
        // A repeated t would find the character it stopped before.
        if stopsBefore, isRepeated, let next = step(place, screen) { place = next }
        var last = place
        while let next = step(place, screen) {
            (last, place) = (place, next)
            if screen.text(of: screen.cell(at: place)) == String(character) {
                return stopsBefore ? last : place
            }
        }
        return nil
    }

    private func step(
        _ place: TerminalPosition, _ screen: borrowing TerminalScreen
    ) -> TerminalPosition? {
        isForward ? CopyMotions.right(place, screen) : CopyMotions.left(place, screen)
    }
}
