/// Turns frames into the bytes that make a terminal show them: no more than lead from one to the next.
///
/// It remembers what the terminal shows, where its cursor is and how it draws. All calls come from one thread.
struct FrameWriter {
    private(set) var terminal: TTYDescription
    var capabilities: Capabilities { terminal.capabilities }
    /// What the terminal shows.
    var shown: Frame
    var pen: TTYPen
    var travel: CursorTravel
    private var characters: CharacterWriter
    private var isCursorShown: Bool?
    /// Whether the terminal shows the frame given last.
    private var isCurrent = false
    /// Bytes for the terminal that nobody has taken yet.
    var output: [UInt8] = []

    init(_ terminal: TTYDescription, size: Size) {
        self.terminal = terminal
        shown = Frame(size)
        pen = TTYPen(terminal)
        travel = CursorTravel(terminal.capabilities)
        characters = CharacterWriter(terminal)
    }

    /// Draws for a terminal of which more is known than before; what is on it stays as it is.
    mutating func use(_ terminal: TTYDescription) {
        self.terminal = terminal
        pen = TTYPen(terminal)
        characters = CharacterWriter(terminal)
    }

    /// Takes the bytes since the last call.
    mutating func takeOutput() -> [UInt8] {
        defer { output.removeAll(keepingCapacity: true) }
        return output
    }

    /// Clears the terminal, whatever is on it, and knows all of it again.
    mutating func clear(_ size: Size) {
        shown = Frame(size)
        pen.forget()
        pen.select(.plain, in: &output)
        // Programs before may have left margins for another size.
        if capabilities.margins != nil { output += TTYModes.noMargins.utf8 }
        output += capabilities.clear
        travel.forget()
        isCursorShown = nil
        isCurrent = false
    }

    /// A frame was given that is not shown.
    mutating func miss() { isCurrent = false }

    /// Leaves the terminal to others: its own screen, colours and cursor, below what was drawn where it has one only.
    mutating func leave() {
        pen.select(.plain, in: &output)
        if capabilities.leave.isEmpty {
            travel.move(toX: 0, shown.size.height - 1, in: &output)
            output += capabilities.eraseLine ?? []
        }
        showCursor(true)
        output += capabilities.leave
        travel.forget()
    }

    /// Shows a frame of the size of the last; `rows` are those that may differ from it.
    mutating func show(_ frame: Frame, rows: [Int]? = nil) {
        var cursor = frame.cursor.flatMap { frame.bounds.contains($0.position) ? $0.position : nil }
        if cursor == nil { showCursor(false) }
        let namesAgree = frame.namesAlike(shown)
        let all = Array(0..<frame.size.height)
        var changed = all
        if let rows, isCurrent, namesAgree { changed = rows.filter { all.indices.contains($0) } }
        changed = changed.filter { isNew($0, in: frame, namesAgree) }
        if scroll(to: frame, changed) { changed = all.filter { isNew($0, in: frame, namesAgree) } }
        for row in changed {
            draw(RowChange(row: row, frame: frame, shown: shown, namesAgree: namesAgree))
        }
        pen.link(nil, in: &output)
        // One that cannot be hidden rests where it disturbs least.
        if capabilities.hideCursor.isEmpty { cursor = cursor ?? Point(x: 0, y: frame.size.height - 1) }
        if let cursor {
            travel.move(toX: cursor.x, cursor.y, in: &output)
            showCursor(true)
        }
        // A frame that is kept and drawn in again is not copied as a whole.
        if namesAgree { shown.copy(changed, of: frame) } else { shown = frame }
        isCurrent = true
    }

    private func isNew(_ row: Int, in frame: Frame, _ namesAgree: Bool) -> Bool {
        !frame.row(row, isSameAs: row, of: shown, namesAgree: namesAgree)
    }

    private mutating func showCursor(_ isShown: Bool) {
        guard isCursorShown != isShown else { return }
        isCursorShown = isShown
        output += isShown ? capabilities.showCursor : capabilities.hideCursor
    }
}

extension FrameWriter {
    /// Writes the cells of a row that differ.
    private mutating func draw(_ change: RowChange) {
        let tail = change.blankTail(erasingInColor: capabilities.erasesInColor)
        let end = change.row == change.frame.size.height - 1 && !capabilities.keepsLastCell ? 1 : 0
        let width = change.width - end
        var x = 0
        while let changed = change.next(from: x), changed < width {
            x = changed
            if x >= tail, let erase = capabilities.eraseLine, change.last - x >= erase.count {
                reach(x, change)
                pen.link(nil, in: &output)
                pen.takeForBlanks(pen.shown(change[x], of: change.frame), in: &output)
                output += erase
                return
            }
            reach(x, change)
            x += write(x, change)
        }
    }

    /// Writes a cell and what repeats it; returns the columns that are right then.
    private mutating func write(_ x: Int, _ change: RowChange) -> Int {
        let slot = change[x]
        guard !slot.isRightHalf else { return 1 }
        let style = pen.shown(slot, of: change.frame)
        pen.link(change.frame.ornaments[Int(slot.ornament)].link, in: &output)
        if slot.isBlank {
            pen.takeForBlanks(style, in: &output)
        } else {
            pen.select(style, in: &output)
        }
        let columns = slot.isWide ? 2 : 1
        let start = output.count
        let isLast = x + columns == change.width
        let isSettled = characters.append(slot, of: change.frame, isLast: isLast, to: &output)
        travel.advance(to: x + columns)
        let length = output.count - start
        if isSettled, columns == 1, change.repeats(x, slot) {
            let more = repeatLast(x, slot, length, change)
            finish(x + 1 + more, isSettled, change)
            return 1 + more
        }
        finish(x + columns, isSettled, change)
        return columns
    }

    /// Draws or erases what repeats the cell that was written; returns how many cells that were.
    private mutating func repeatLast(_ x: Int, _ slot: Slot, _ length: Int, _ change: RowChange) -> Int {
        var count = change.run(from: x) - 1
        if change.row == change.frame.size.height - 1, !capabilities.keepsLastCell {
            count = min(count, change.width - x - 2)
        }
        guard count * length > 5, !pen.hasOpenLink else { return 0 }
        // Some terminals repeat nothing but ASCII.
        if capabilities.hasRepeat, length == 1 {
            // Never up to the last column: libvterm, in neovim and Emacs, wraps what is written there then.
            count = min(count, change.width - x - 3)
            guard count > 2 else { return 0 }
            output += [0x1B, UInt8(ascii: "[")]
            output.append(decimal: count)
            output.append(UInt8(ascii: "b"))
            return count
        }
        guard slot.isBlank, count > 9, let erase = capabilities.eraseCells,
            capabilities.erasesInColor || pen.style?.background == .terminal
        else { return 0 }
        erase.append(count, to: &output)
        if x + 1 + count < change.width { travel.move(toX: x + 1 + count, change.row, in: &output) }
        return count
    }

    /// Keeps account of the cursor behind what was written up to a column.
    private mutating func finish(_ x: Int, _ isSettled: Bool, _ change: RowChange) {
        if isSettled, x < change.width { travel.advance(to: x) } else { travel.forgetColumn() }
    }

    /// Brings the cursor to a column of the row, by writing once more what lies between when that is shorter.
    private mutating func reach(_ x: Int, _ change: RowChange) {
        if travel.y == change.row, let from = travel.x, from < x, x - from <= 8 {
            let start = output.count
            let limit = start + travel.cost(toColumn: x)
            if rewrite(from..<x, change, limit: limit) { return travel.advance(to: x) }
            output.removeSubrange(start...)
        }
        travel.move(toX: x, change.row, in: &output)
    }

    /// Writes cells that are right already, without a change of the pen; `false` where that is not possible or too long.
    private mutating func rewrite(_ columns: Range<Int>, _ change: RowChange, limit: Int) -> Bool {
        guard !pen.hasOpenLink else { return false }
        for x in columns {
            let slot = change[x]
            guard slot.standsAlone, !slot.isWide, !slot.isRightHalf else { return false }
            let style = pen.shown(slot, of: change.frame)
            guard style == pen.style || slot.isBlank && pen.suitsBlanks(style) else { return false }
            guard characters.append(slot, of: change.frame, to: &output), output.count <= limit else {
                return false
            }
        }
        return true
    }
}
