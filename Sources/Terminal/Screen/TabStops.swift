/// The columns at which a tab stops.
struct TabStops {
    private var stops: [Bool]

    /// A stop every eight columns.
    init(columns: Int) {
        stops = (0..<columns).map { $0 > 0 && $0 % 8 == 0 }
    }

    /// Keeps the stops there are and sets one every eight columns in what is new.
    mutating func resize(columns: Int) {
        let known = stops.count
        if columns < known {
            stops.removeLast(known - columns)
        } else {
            stops += (known..<columns).map { $0 % 8 == 0 }
        }
    }

    /// The columns that have a stop.
    var columns: [Int] { stops.indices.filter { stops[$0] } }

    subscript(column: Int) -> Bool {
        get { stops[column] }
        set { stops[column] = newValue }
    }

    /// Removes all stops.
    mutating func removeAll() {
        for column in stops.indices { stops[column] = false }
    }

    /// The next stop to the right of a column, or the last column.
    func next(after column: Int) -> Int {
        var next = column + 1
        while next < stops.count, !stops[next] { next += 1 }
        return min(next, stops.count - 1)
    }

    /// The next stop to the left of a column, or the first column.
    func previous(before column: Int) -> Int {
        var previous = column - 1
        while previous > 0, !stops[previous] { previous -= 1 }
        return max(previous, 0)
    }
}

extension TerminalScreen {
    /// Moves right by tab stops, to the right margin at most; the tab leaves no trace, and a put-off wrap waits on.
    ///
    /// In mode ?41 a put-off wrap is carried out first, as some curses programs count on.
    mutating func tab(_ count: Int) {
        if cursor.wrapsNext, modes.contains(.tabsWrap) { wrapLine() }
        let last = edge - 1
        for _ in 0..<min(count, columns) { cursor.column = min(tabs.next(after: cursor.column), last) }
    }

    /// Moves left by tab stops, in origin mode to the left margin at most (CBT).
    mutating func backTab(_ count: Int) {
        let first = cursor.isOrigin ? margins.left : 0
        for _ in 0..<min(count, columns) { cursor.column = max(tabs.previous(before: cursor.column), first) }
        cursor.wrapsNext = false
    }

    /// Clears the tab stop here (0) or all of them (3) (TBC).
    mutating func clearTabs(_ what: Int) {
        if what == 0 { tabs[cursor.column] = false }
        if what == 3 { tabs.removeAll() }
    }
}
