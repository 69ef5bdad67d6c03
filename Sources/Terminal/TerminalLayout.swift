/// Under which layout a line number or a position means what it means: compare before and after.
package struct TerminalLayout: Hashable, Sendable {
    /// How often the lines were laid out anew for another size.
    let renewals: Int
    /// Whether the alternate screen is shown, which has no scrollback.
    let isAlternate: Bool
}

/// Lines as they are read: a line with its continuations is one.
extension TerminalScreen {
    /// The layout of the lines now.
    package var layout: TerminalLayout {
        TerminalLayout(renewals: renewals, isAlternate: modes.contains(.alternateScreen))
    }

    /// The numbers of all lines that can be looked at: the scrollback, where there is one, and the screen.
    package var readableLines: Range<Int> { endLine - rows - scrollback..<endLine }

    /// The rows of the line that goes through a row, both ends included, as far as they can be looked at.
    ///
    /// Of a line with more rows than the limit to one side the rest is another line.
    package func rowsOfLine(_ number: Int, limit: Int = 1_000) -> ClosedRange<Int> {
        let lines = readableLines
        var first = number
        while first > lines.lowerBound, number - first < limit,
            line(number: first - 1).isWrapped
        {
            first -= 1
        }
        var last = number
        while last + 1 < lines.upperBound, last - number < limit, line(number: last).isWrapped {
            last += 1
        }
        return first...last
    }
}
