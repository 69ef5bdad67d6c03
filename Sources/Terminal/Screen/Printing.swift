import Text

/// What was printed last, as far as something that follows depends on it.
struct LastPrinted {
    /// The scalar that REP repeats, 0 when there is none.
    var scalar: UInt32 = 0
    /// The cluster before the cursor ends in a joiner: the next emoji belongs to it.
    var joinsNext = false
}

/// Printing: characters into cells.
extension TerminalScreen {
    /// Prints a run of printable ASCII.
    @inline(__always)
    mutating func print(ascii bytes: UnsafePointer<UInt8>, count: Int) {
        if !cursor.pen.charsets.isPlain {
            for index in 0..<count { print(cursor.pen.charsets.translate(bytes[index])) }
            return
        }
        if penCells.isStale { refreshPen() }
        printed.joinsNext = false
        printed.scalar = UInt32(bytes[count &- 1])
        let wraps = modes.contains(.autowrap)
        let inserts = modes.contains(.insert)
        var done = 0
        while done < count {
            if cursor.wrapsNext { wrapLine() }
            let edge = edge
            // What stands left of the margins pushes nothing, what follows at the margin does.
            let end = inserts && cursor.column < margins.left ? margins.left : edge
            let run = min(end &- cursor.column, count &- done)
            if inserts { insertBlanks(run) }
            put(bytes + done, run)
            done &+= run
            cursor.column &+= run
            if cursor.column == edge {
                cursor.column = edge &- 1
                cursor.wrapsNext = wraps
                if !wraps, done < count { done = count &- 1 }
            }
        }
    }

    /// Writes bytes into cells from the cursor on; the row has room for them.
    @inline(__always)
    private mutating func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let state = grid.state(cursor.row)
        let line = grid.line(cursor.row)
        let first = cursor.column
        let end = first &+ count
        if state.pointee.hasWide { splitWide(line, first, end) }
        let cells = line + first
        let template = penCells.printed
        for index in 0..<count { cells[index] = TerminalCell(bits: template | UInt64(bytes[index])) }
        if end > Int(state.pointee.used) { state.pointee.used = Int32(truncatingIfNeeded: end) }
        state.pointee.isDamaged = true
    }

    /// Prints one scalar, already translated by the character set.
    mutating func print(_ scalar: UInt32) {
        let width = Self.width(scalar)
        if width == 0 || printed.joinsNext || (scalar >= 0x1_f1e6 && scalar <= 0x1_f3ff) {
            if combine(scalar, width: width) || width == 0 { return }
        }
        printed.scalar = scalar
        if width == 2 { printWide(UInt64(scalar)) } else { printNarrow(UInt64(scalar)) }
    }

    @inline(__always)
    private static func width(_ scalar: UInt32) -> Int {
        if scalar < 0x300 { return 1 }
        return Unicode.Scalar(scalar)?.columns ?? 1
    }

    private mutating func printNarrow(_ content: UInt64) {
        if penCells.isStale { refreshPen() }
        if cursor.wrapsNext { wrapLine() }
        if modes.contains(.insert) { insertBlanks(1) }
        let state = grid.state(cursor.row)
        let line = grid.line(cursor.row)
        let column = cursor.column
        if state.pointee.hasWide { splitWide(line, column, column &+ 1) }
        line[column] = TerminalCell(bits: penCells.printed | content)
        state.pointee.used = max(state.pointee.used, Int32(truncatingIfNeeded: column &+ 1))
        state.pointee.isDamaged = true
        advance(to: column &+ 1)
    }

    private mutating func printWide(_ content: UInt64) {
        if columns < 2 { return printNarrow(0x20) }
        if penCells.isStale { refreshPen() }
        if cursor.wrapsNext { wrapLine() }
        if cursor.column == edge &- 1 { makeRoomForWide() }
        if modes.contains(.insert) { insertBlanks(2) }
        let state = grid.state(cursor.row)
        let line = grid.line(cursor.row)
        let column = cursor.column
        if state.pointee.hasWide { splitWide(line, column, column &+ 2) }
        line[column] = TerminalCell(bits: penCells.printed | content | TerminalCell.wideBits)
        line[column &+ 1] = TerminalCell(bits: penCells.printed | TerminalCell.tailBits)
        state.pointee.used = max(state.pointee.used, Int32(truncatingIfNeeded: column &+ 2))
        state.pointee.hasWide = true
        state.pointee.isDamaged = true
        advance(to: column &+ 2)
    }

    /// Leaves the last cell empty and goes on where a wide character has room.
    private mutating func makeRoomForWide() {
        guard modes.contains(.autowrap) else {
            cursor.column = edge - 2
            return
        }
        guard edge == columns, margins.isFullWidth else { return wrapLine() }
        let line = grid.line(cursor.row)
        let state = grid.state(cursor.row)
        if state.pointee.hasWide { splitWide(line, columns - 1, columns) }
        line[columns - 1] = TerminalCell(bits: penCells.erased.bits | TerminalCell.spacerBits)
        state.pointee.used = Int32(columns)
        wrapLine()
    }

    /// Moves the cursor right after a character; in the last column the wrap is put off.
    @inline(__always)
    private mutating func advance(to column: Int) {
        if column < edge {
            cursor.column = column
        } else {
            cursor.column = edge &- 1
            cursor.wrapsNext = modes.contains(.autowrap)
        }
    }

    /// Goes on at the start of the next line, which belongs to this one unless side margins cut both.
    @inline(__always)
    mutating func wrapLine() {
        cursor.wrapsNext = false
        if margins.isFullWidth { grid.state(cursor.row).pointee.isWrapped = true }
        index()
        cursor.column = margins.left
    }

    /// Blanks the halves of wide characters that stay behind when the cells from `first` to `end` are written.
    @inline(__always)
    func splitWide(_ line: UnsafeMutablePointer<TerminalCell>, _ first: Int, _ end: Int) {
        grid.splitWide(line, first, end)
    }

    /// Prints the last character again (REP, ECMA-48 §8.3.103), at most as often as two rows have cells.
    ///
    /// tmux, VTE and libvterm end it with the row, and no program's repetition is longer; the second row is for one
    /// that wraps. By the screen, ten bytes would cost as much as ten thousand characters.
    mutating func repeatLast(_ count: Int) {
        guard printed.scalar != 0 else { return }
        var rest = min(count, columns * 2)
        while rest > 0 {
            print(printed.scalar)
            rest -= 1
            rest -= fillRow(atMost: rest)
        }
    }

    /// Copies the character that was just printed into the cells behind it, as far as the row has room, and tells
    /// how often.
    private mutating func fillRow(atMost count: Int) -> Int {
        let width = Self.width(printed.scalar)
        let first = cursor.column
        let copies = min(count, (edge - first) / width)
        let line = grid.line(cursor.row)
        // Emoji may have joined the one before; without autowrap the cursor may have stayed where it was.
        guard copies > 0, first >= width, line[first - width].content == UInt64(printed.scalar),
            printed.scalar < 0x1_f000, modes.contains(.autowrap), !modes.contains(.insert), !cursor.wrapsNext
        else { return 0 }
        let state = grid.state(cursor.row)
        let end = first + copies * width
        if state.pointee.hasWide { splitWide(line, first, end) }
        if width == 1 {
            (line + first).update(repeating: line[first - 1], count: copies)
        } else {
            for column in first..<end { line[column] = line[column - width] }
        }
        state.pointee.used = max(state.pointee.used, Int32(end))
        advance(to: end)
        return copies
    }
}
