import Text

/// A place where a pattern was found.
package struct TerminalMatch: Hashable, Sendable {
    /// The first cell.
    package let start: TerminalPosition
    /// The last cell.
    package let end: TerminalPosition
}

/// A search through the screen and its scrollback, from the newest line to the oldest, in portions.
///
/// What was found in the scrollback is kept, as those lines change no more; the screen's own lines are searched
/// anew in each portion. A new layout of the lines begins the search again.
package struct TerminalSearch: Sendable {
    /// How many matches are remembered: the newest ones.
    package static let matchLimit = 10_000
    /// How many steps the pattern may make in one line, some milliseconds; what is left of the line then is left out.
    private static let lineBudget = 2_000_000

    package let pattern: SearchPattern
    /// Whether every line was looked at, or as many matches were found as are remembered.
    package private(set) var isComplete = false
    /// Whether a line took too much and was left out.
    package private(set) var hasSkippedLines = false
    /// Whether there may be more matches, older than those that are remembered.
    package private(set) var isFull = false

    private var matcher: PatternMatcher
    private var text = SearchText()
    /// The lines of the scrollback that were searched.
    private var searched = 0..<0
    private var layout: TerminalLayout?
    /// Matches in ``searched``: those found on the way to older lines, newest first, and those in lines that
    /// came later, oldest first.
    private var older: [TerminalMatch] = []
    private var newer: [TerminalMatch] = []
    /// Matches in the lines that may still change, oldest first.
    private var live: [TerminalMatch] = []

    /// A search that has not begun.
    package init(_ pattern: SearchPattern) {
        self.pattern = pattern
        matcher = PatternMatcher(pattern.program)
    }

    /// Searches on for a while; call it again while ``isComplete`` is false, and whenever the screen changed.
    ///
    /// - Parameters:
    ///   - screen: What to search.
    ///   - time: How long to search; the screen's own lines are searched in any case.
    package mutating func advance(on screen: borrowing TerminalScreen, for time: Duration) {
        let deadline = Clock.now + UInt64(max(time / .nanoseconds(1), 0))
        let lines = screen.readableLines
        let changing = screen.rowsOfLine(screen.endLine - screen.size.rows, limit: SearchText.rowLimit)
            .lowerBound
        if layout != screen.layout || searched.upperBound > changing { restart(screen.layout, at: changing) }
        forget(before: lines.lowerBound)
        searchChanging(screen, from: changing)
        while searched.upperBound < changing, Clock.now < deadline { searchNewer(screen, until: changing) }
        while searched.lowerBound > lines.lowerBound, !isFull, Clock.now < deadline {
            searchOlder(screen)
            dropExcess()
        }
        isComplete = (searched.lowerBound <= lines.lowerBound || isFull) && searched.upperBound >= changing
    }

    private mutating func restart(_ layout: TerminalLayout, at changing: Int) {
        self.layout = layout
        searched = changing..<changing
        older = []
        newer = []
        hasSkippedLines = false
        isFull = false
    }

    /// Forgets what is in lines that are remembered no more.
    private mutating func forget(before first: Int) {
        while let last = older.last, last.start.line < first { older.removeLast() }
        if older.isEmpty { newer.removeFirst(newer.prefix { $0.start.line < first }.count) }
        if searched.lowerBound < first { searched = first..<max(first, searched.upperBound) }
        dropExcess()
    }

    /// Forgets the oldest of too many matches.
    private mutating func dropExcess() {
        guard count > Self.matchLimit else { return }
        isFull = true
        older.removeLast(min(older.count, count - Self.matchLimit))
        newer.removeFirst(min(newer.count, max(0, count - Self.matchLimit)))
    }

    private mutating func searchChanging(_ screen: borrowing TerminalScreen, from changing: Int) {
        live = []
        var first = changing
        while first < screen.endLine {
            let rows = screen.rowsOfLine(first, limit: SearchText.rowLimit)
            live += matches(screen, first...max(first, rows.upperBound))
            first = max(first, rows.upperBound) + 1
        }
    }

    private mutating func searchNewer(_ screen: borrowing TerminalScreen, until changing: Int) {
        let first = searched.upperBound
        let last = min(
            max(first, screen.rowsOfLine(first, limit: SearchText.rowLimit).upperBound), changing - 1)
        newer += matches(screen, first...last)
        searched = searched.lowerBound..<last + 1
    }

    private mutating func searchOlder(_ screen: borrowing TerminalScreen) {
        let last = searched.lowerBound - 1
        let first = min(last, screen.rowsOfLine(last, limit: SearchText.rowLimit).lowerBound)
        older += matches(screen, first...last).reversed()
        searched = first..<searched.upperBound
    }

    private mutating func matches(
        _ screen: borrowing TerminalScreen, _ lines: ClosedRange<Int>
    ) -> [TerminalMatch] {
        text.load(screen, lines, folding: pattern.ignoresCase)
        var found: [TerminalMatch] = []
        let text = text
        let isWhole = text.scalars.withUnsafeBufferPointer { scalars in
            matcher.matches(in: scalars, budget: Self.lineBudget) { range in
                found.append(
                    TerminalMatch(
                        start: text.position(of: range.lowerBound),
                        end: text.position(of: range.upperBound - 1)))
            }
        }
        if !isWhole { hasSkippedLines = true }
        return found
    }
}

/// What has been found, oldest first.
extension TerminalSearch {
    /// How many matches there are so far.
    package var count: Int { older.count + newer.count + live.count }

    /// The oldest line that was looked at so far.
    package var oldestSearched: Int { searched.lowerBound }

    /// A match by its number, 0 the oldest of those known so far.
    package subscript(index: Int) -> TerminalMatch {
        if index < older.count { return older[older.count - 1 - index] }
        if index < older.count + newer.count { return newer[index - older.count] }
        return live[index - older.count - newer.count]
    }

    /// The number of the first match that begins at a place or after it; ``count`` when there is none.
    package func index(from place: TerminalPosition) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].start < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The matches that have a cell in some lines, oldest first, with their numbers.
    package func matches(in lines: Range<Int>) -> [(index: Int, match: TerminalMatch)] {
        var first = index(from: TerminalPosition(line: lines.lowerBound, column: 0))
        while first > 0, self[first - 1].end.line >= lines.lowerBound { first -= 1 }
        let end = index(from: TerminalPosition(line: lines.upperBound, column: 0))
        return (first..<max(first, end)).map { ($0, self[$0]) }
    }
}

/// The scalars of a line with its continuations, and the cell of each.
struct SearchText {
    /// How many rows are taken for one line at most; a longer one is searched in pieces.
    static let rowLimit = 100

    private(set) var scalars: [UInt32] = []
    private var columns: [Int32] = []
    /// The line numbers of the rows, each with its first place in ``scalars``.
    private var rows: [(line: Int, start: Int)] = []

    /// Takes the rows of a line; blanks at its end are left out.
    mutating func load(_ screen: borrowing TerminalScreen, _ lines: ClosedRange<Int>, folding: Bool) {
        scalars.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        for number in lines {
            rows.append((number, scalars.count))
            let cells = screen.line(number: number).cells
            for column in cells.indices {
                let cell = cells[column]
                if cell.isCluster {
                    let cluster = screen.tables.clusters[cell.clusterNumber]
                    for index in 0..<cluster.count { append(cluster.scalars[index], column, folding) }
                } else if cell.extent == .narrow || cell.isWide {
                    append(cell.scalar.value, column, folding)
                }
            }
        }
        while scalars.last == 0x20 {
            scalars.removeLast()
            columns.removeLast()
        }
    }

    private mutating func append(_ value: UInt32, _ column: Int, _ folding: Bool) {
        scalars.append(folding ? FoldedText.folded(value) : value)
        columns.append(Int32(truncatingIfNeeded: column))
    }

    /// The cell of a scalar.
    func position(of index: Int) -> TerminalPosition {
        let row = rows.last { $0.start <= index }
        return TerminalPosition(line: row?.line ?? 0, column: Int(columns[index]))
    }

    /// The scalar that stands in a cell, or in the left half of its character; `nil` for a blank at the end.
    func index(of place: TerminalPosition) -> Int? {
        guard let row = rows.firstIndex(where: { $0.line == place.line }) else { return nil }
        let end = row + 1 < rows.count ? min(rows[row + 1].start, scalars.count) : scalars.count
        guard rows[row].start < end else { return nil }
        let index = (rows[row].start..<end).last { Int(columns[$0]) <= place.column }
        guard let index, place.column - Int(columns[index]) < 2 else { return nil }
        return index
    }
}
