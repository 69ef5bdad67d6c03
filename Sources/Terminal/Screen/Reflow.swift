/// Another size: the primary screen's lines are laid out anew, the alternate screen's are cut.
extension TerminalScreen {
    mutating func resize(_ new: TerminalSize) {
        let old = size
        size = new
        guard old.columns != new.columns || old.rows != new.rows else { return }
        if modes.contains(.alternateScreen) {
            swap(&grid, &hidden.grid)
            let moved = reflow(to: new, [hidden.saved])
            swap(&grid, &hidden.grid)
            hidden.saved.settle(at: moved[0], within: new, above: history.count)
            grid = cut(new)
            cursor.clamp(to: new)
            saved.clamp(to: new)
        } else {
            let moved = reflow(to: new, saved.isSaved ? [cursor, saved] : [cursor])
            cursor.settle(at: moved[0], within: new)
            if saved.isSaved {
                saved.settle(at: moved[1], within: new, above: history.count)
            } else {
                saved.clamp(to: new)
            }
            hidden.grid = Grid(columns: new.columns, rows: new.rows)
            hidden.saved.clamp(to: new)
        }
        tabs.resize(columns: new.columns)
        margins = Margins(columns: new.columns, rows: new.rows)
        damage = Damage(rows: new.rows)
    }

    /// The shown grid at another size: the top left of it, as full-screen programs draw anew anyway.
    private func cut(_ new: TerminalSize) -> Grid {
        let cut = Grid(columns: new.columns, rows: new.rows)
        for row in 0..<min(rows, new.rows) {
            cut.load(grid.line(row), grid.usedCells(row), into: row)
        }
        return cut
    }

    /// Lays the scrollback and the primary grid out at a new width, and tells where the places came to lie, the
    /// first of them the cursor's.
    ///
    /// Rows below the text are laid out as far as the cursor is; a saved place further down keeps its distance.
    private mutating func reflow(to new: TerminalSize, _ states: [CursorState]) -> [FlowPlace] {
        let lineLimit = history.lineLimit
        let last = (0..<rows).last { $0 <= states[0].row || grid.usedCells($0) > 0 } ?? 0
        let places = states.map {
            FlowPlace(row: history.count + $0.row, column: $0.column + ($0.wrapsNext ? 1 : 0))
        }
        let end = history.count + last
        var flow = Flow(from: columns, to: new.columns, places, history.renewed(extra: new.rows))
        for index in 0..<history.count {
            let line = history[index]
            flow.add(line.cells, Int(line.count), wrapped: line.isWrapped, marks: line.marks)
        }
        for row in 0...last {
            let known = grid.state(row).pointee
            flow.add(grid.line(row), grid.usedCells(row), wrapped: known.isWrapped, marks: known.marks)
        }
        flow.endOpenLine()
        let total = flow.history.dropped + flow.history.count
        let shown = min(new.rows, flow.history.count)
        let fresh = Grid(columns: new.columns, rows: new.rows)
        for row in (0..<shown).reversed() {
            guard let line = flow.history.popNewest() else { continue }
            fresh.load(line.cells, Int(line.count), into: row)
            fresh.state(row).pointee.isWrapped = line.isWrapped
            fresh.state(row).pointee.marks = line.marks
        }
        grid = fresh
        let moved = zip(places, flow.found).map { before, found in
            before.row > end
                ? FlowPlace(row: shown - 1 + before.row - end, column: before.column)
                : FlowPlace(row: found.row - (total - shown), column: found.column)
        }
        history = flow.finish()
        history.lineLimit = lineLimit
        return moved
    }
}

extension CursorState {
    /// Takes the place that its line's new layout gave it; a saved one may wait above the screen, so many rows at
    /// most, until its line comes back from there.
    fileprivate mutating func settle(at place: FlowPlace, within size: TerminalSize, above: Int = 0) {
        row = min(max(place.row, -above), size.rows - 1)
        wrapsNext = place.column == size.columns
        column = min(max(place.column, 0), size.columns - 1)
    }

    /// Stays where it is as far as the new size allows.
    fileprivate mutating func clamp(to size: TerminalSize) {
        row = min(row, size.rows - 1)
        if wrapsNext { column += 1 }
        wrapsNext = false
        column = min(column, size.columns - 1)
    }
}

/// A place in lines that are laid out anew: its row as counted from the first one there is, and its column.
private struct FlowPlace {
    var row: Int
    var column: Int
}

/// Lines being laid out at a new width.
private struct Flow: ~Copyable {
    /// How wide the rows were that are added.
    let formerWidth: Int
    let width: Int
    var history: History
    /// The places to follow.
    private let places: [FlowPlace]
    /// Where they came to lie, the rows counted from the first one ever.
    private(set) var found: [FlowPlace]
    /// Where they are in the line that is being gathered, if they are.
    private var offsets: [Int?]
    /// How many rows were added.
    private var added = 0
    /// The text of the line that is being gathered from its rows.
    private var text: [TerminalCell] = []
    private var marks: LineMarks = []
    private var isOpen = false

    init(from formerWidth: Int, to width: Int, _ places: [FlowPlace], _ history: consuming History) {
        self.formerWidth = formerWidth
        self.width = width
        self.places = places
        found = places
        offsets = places.map { _ in nil }
        self.history = history
    }

    /// Adds a row; a wrapped one goes on in the next, and the blanks at its end are part of the line.
    mutating func add(_ cells: UnsafePointer<TerminalCell>, _ count: Int, wrapped: Bool, marks: LineMarks) {
        for index in places.indices where places[index].row == added {
            offsets[index] = text.count + places[index].column
        }
        added += 1
        let hasSpacer = count > 0 && cells[count - 1].extent == .spacer
        text.append(contentsOf: UnsafeBufferPointer(start: cells, count: hasSpacer ? count - 1 : count))
        if wrapped { text.append(contentsOf: repeatElement(.blank, count: max(formerWidth - count, 0))) }
        self.marks.formUnion(marks)
        isOpen = wrapped
        if !wrapped { endLine() }
    }

    /// Lays out a line whose last row claimed to go on.
    mutating func endOpenLine() {
        if isOpen { endLine() }
    }

    /// Lays the gathered line out.
    private mutating func endLine() {
        if width == 1 { dropWide() }
        // A line ends with its last character: what was only erased behind it, in colour, makes no new row.
        let written = (text.lastIndex { $0.content != 0 || $0.isTail } ?? -1) + 1
        var start = 0
        repeat {
            let end = rowEnd(from: start)
            let isLast = end >= written
            for (index, offset) in offsets.enumerated() {
                guard let offset, offset >= start, offset < end || isLast else { continue }
                found[index] = FlowPlace(row: history.dropped + history.count, column: offset - start)
            }
            push(start..<end, wrapped: !isLast)
            marks = []
            start = end
        } while start < written
        text.removeAll(keepingCapacity: true)
        for index in offsets.indices { offsets[index] = nil }
    }

    /// Adds a row of the gathered line; what a wide character left free at its end is marked.
    private mutating func push(_ row: Range<Int>, wrapped: Bool) {
        let hasSpacer = wrapped && row.count < width
        let next = hasSpacer ? text[row.upperBound] : .blank
        if hasSpacer { text[row.upperBound] = TerminalCell(bits: TerminalCell.spacerBits) }
        text.withUnsafeBufferPointer { cells in
            guard let base = cells.baseAddress else { return history.pushBlank(marks: marks) }
            history.push(
                base + row.lowerBound, row.count + (hasSpacer ? 1 : 0), wrapped: wrapped, marks: marks)
        }
        if hasSpacer { text[row.upperBound] = next }
    }

    /// Leaves blanks where one column has no room for characters.
    private mutating func dropWide() {
        text.removeAll { $0.isTail }
        for index in text.indices where text[index].isWide { text[index] = .blank }
    }

    /// Where a row that begins at `start` ends: at the width, or a cell before it when a wide character would
    /// be cut.
    private func rowEnd(from start: Int) -> Int {
        let end = start + width
        if end >= text.count { return text.count }
        return text[end].isTail ? end - 1 : end
    }

    consuming func finish() -> History { history }
}

extension Grid {
    /// Fills a blank row with cells, as many as it has room for.
    fileprivate func load(_ cells: UnsafePointer<TerminalCell>, _ count: Int, into row: Int) {
        let length = min(count, columns)
        let line = line(row)
        line.update(from: cells, count: length)
        if length > 0, line[length - 1].isWide { line[length - 1] = .blank }
        if length > 0, line[0].isTail { line[0] = .blank }
        state(row).pointee.used = Int32(length)
        state(row).pointee.hasWide = (0..<length).contains { line[$0].isWide }
    }
}

extension History {
    /// An empty one with the same limits and room for some more lines, counting on.
    fileprivate func renewed(extra: Int) -> History {
        History(lineLimit: lineLimit + extra, byteLimit: byteLimit, dropped: dropped)
    }

    fileprivate mutating func pushBlank(marks: LineMarks) {
        withUnsafePointer(to: TerminalCell.blank) { push($0, 0, wrapped: false, marks: marks) }
    }
}
