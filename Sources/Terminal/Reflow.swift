/// Another size: the primary screen's lines are laid out anew, the alternate screen's are cut.
extension TerminalScreen {
    mutating func resize(_ new: TerminalSize) {
        let old = size
        size = new
        guard old.columns != new.columns || old.rows != new.rows else { return }
        let isAlternate = modes.contains(.alternateScreen)
        if isAlternate { swap(&grid, &otherGrid) }
        let place = reflow(to: new, isAlternate ? otherSaved : cursor)
        if isAlternate {
            swap(&grid, &otherGrid)
            otherSaved.settle(at: place, within: new)
            grid = cut(new)
            cursor.clamp(to: new)
        } else {
            cursor.settle(at: place, within: new)
            otherGrid = Grid(columns: new.columns, rows: new.rows)
        }
        saved.clamp(to: new)
        otherSaved.clamp(to: new)
        tabs.resize(columns: new.columns)
        top = 0
        bottom = new.rows - 1
        left = 0
        right = new.columns - 1
        viewOffset = 0
        scrolled = 0
        damageTop = 0
        damageBottom = new.rows - 1
    }

    /// The shown grid at another size: the top left of it, as full-screen programs draw anew anyway.
    private func cut(_ new: TerminalSize) -> Grid {
        let cut = Grid(columns: new.columns, rows: new.rows)
        for row in 0..<min(rows, new.rows) {
            cut.load(grid.line(row), grid.usedCells(row), into: row)
        }
        return cut
    }

    /// Lays the scrollback and the primary grid out at a new width, and tells where the cursor came to stand.
    private mutating func reflow(to new: TerminalSize, _ state: CursorState) -> (row: Int, column: Int) {
        let lineLimit = history.lineLimit
        let last = (0..<rows).last { $0 <= state.row || grid.usedCells($0) > 0 } ?? 0
        var flow = Flow(from: columns, to: new.columns, history.renewed(extra: new.rows))
        for index in 0..<history.count {
            let line = history[index]
            flow.add(line.cells, Int(line.count), wrapped: line.isWrapped, marks: line.marks)
        }
        for row in 0...last {
            let known = grid.state(row).pointee
            if row == state.row { flow.track(column: state.column + (state.wrapsNext ? 1 : 0)) }
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
        let place = (row: flow.tracked.line - (total - shown), column: flow.tracked.column)
        history = flow.finish()
        history.lineLimit = lineLimit
        return place
    }
}

extension CursorState {
    /// Takes the place that its line's new layout gave it.
    fileprivate mutating func settle(at place: (row: Int, column: Int), within size: TerminalSize) {
        row = min(max(place.row, 0), size.rows - 1)
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

/// Lines being laid out at a new width.
private struct Flow: ~Copyable {
    /// How wide the rows were that are added.
    let formerWidth: Int
    let width: Int
    var history: History
    /// Where the tracked place came to lie: the line as counted from the first one, and the column.
    private(set) var tracked = (line: 0, column: 0)
    /// The text of the line that is being gathered from its rows.
    private var text: [TerminalCell] = []
    private var marks: LineMarks = []
    private var trackedOffset: Int?
    private var isOpen = false

    init(from formerWidth: Int, to width: Int, _ history: consuming History) {
        self.formerWidth = formerWidth
        self.width = width
        self.history = history
    }

    /// Remembers a column of the row that is added next.
    mutating func track(column: Int) {
        trackedOffset = text.count + column
    }

    /// Adds a row; a wrapped one goes on in the next, and the blanks at its end are part of the line.
    mutating func add(_ cells: UnsafePointer<TerminalCell>, _ count: Int, wrapped: Bool, marks: LineMarks) {
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
        let number = history.dropped + history.count
        if let offset = trackedOffset { tracked = (number, offset) }
        repeat {
            let end = rowEnd(from: start)
            let isLast = end >= written
            if let offset = trackedOffset, offset >= start, offset < end || isLast {
                tracked = (history.dropped + history.count, offset - start)
            }
            push(start..<end, wrapped: !isLast)
            marks = []
            start = end
        } while start < written
        text.removeAll(keepingCapacity: true)
        trackedOffset = nil
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
