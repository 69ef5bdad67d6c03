import Glibc

/// What is known of a row besides its cells.
struct RowState {
    /// Cells from here to the right edge are blank zeros.
    var used: Int32 = 0
    /// The text goes on in the next row.
    var isWrapped = false
    /// A wide character may stand in the row.
    var hasWide = false
    /// The row changed since it was last drawn.
    var isDamaged = true
    /// Whether all cells are known to be like the first one.
    var filling = Filling.unknown

    enum Filling: UInt8 {
        case unknown
        /// They are.
        case known
        /// They are to be, but for the first they are not written: whoever asks for them finds them so.
        case putOff
    }
    var marks: LineMarks = []
    var size = LineSize.single
}

/// The cells of one screen: rows in one block, reached through a table of slots.
///
/// Moving rows moves entries of the table, four bytes each, so a line feed costs the same at any width. A row that is
/// filled with one cell costs one, until somebody asks for its cells: a few bytes of a program may fill a screen again and
/// again.
struct Grid: ~Copyable {
    let columns: Int
    let rows: Int
    private let cells: UnsafeMutablePointer<TerminalCell>
    private let states: UnsafeMutablePointer<RowState>
    private let slots: UnsafeMutablePointer<Int32>

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        // Zeros from the system take no memory before they are written: a screen nobody uses costs nothing.
        guard let zeros = calloc(columns * rows, MemoryLayout<TerminalCell>.stride) else {
            fatalError("no memory for a screen of \(columns) × \(rows) cells")
        }
        cells = zeros.bindMemory(to: TerminalCell.self, capacity: columns * rows)
        states = .allocate(capacity: rows)
        states.initialize(repeating: RowState(), count: rows)
        slots = .allocate(capacity: rows)
        for row in 0..<rows { slots[row] = Int32(row) }
    }

    deinit {
        free(cells)
        states.deallocate()
        slots.deallocate()
    }

    /// The cells of a row, to be read and written.
    @inline(__always)
    func line(_ row: Int) -> UnsafeMutablePointer<TerminalCell> {
        let slot = Int(slots[row])
        if states[slot].filling != .unknown { forgetFilling(slot) }
        return cells + slot &* columns
    }

    @inline(never)
    private func forgetFilling(_ slot: Int) {
        writeOut(slot)
        states[slot].filling = .unknown
    }

    /// The cells of a row, to be read only.
    func readLine(_ row: Int) -> UnsafePointer<TerminalCell> {
        let slot = Int(slots[row])
        writeOut(slot)
        return UnsafePointer(cells + slot &* columns)
    }

    private func writeOut(_ slot: Int) {
        guard states[slot].filling == .putOff else { return }
        let line = cells + slot &* columns
        (line + 1).update(repeating: line.pointee, count: columns &- 1)
        states[slot].filling = .known
    }

    /// The cell that all cells of a row are known to be, without a look at them.
    func filling(_ row: Int) -> TerminalCell? {
        let slot = Int(slots[row])
        if states[slot].filling != .unknown { return cells[slot &* columns] }
        return states[slot].used == 0 ? .blank : nil
    }

    /// Makes all cells of a row the same narrow one; what else is known of the row stays.
    @inline(never)
    func fill(_ row: Int, with cell: TerminalCell) {
        let slot = Int(slots[row])
        cells[slot &* columns] = cell
        states[slot].used = Int32(columns)
        states[slot].hasWide = false
        states[slot].isDamaged = true
        states[slot].filling = .putOff
    }

    /// What is known of a row.
    @inline(__always)
    func state(_ row: Int) -> UnsafeMutablePointer<RowState> {
        states + Int(slots[row])
    }

    /// How many cells of a row, from the left, are more than zeros.
    func usedCells(_ row: Int) -> Int {
        let line = readLine(row)
        var used = Int(state(row).pointee.used)
        while used > 0, line[used - 1].bits == 0 { used &-= 1 }
        return used
    }

    /// Blanks the halves of wide characters that stay behind when the cells from `first` to `end` are written.
    func splitWide(_ line: UnsafeMutablePointer<TerminalCell>, _ first: Int, _ end: Int) {
        if first > 0, first < columns, line[first].isTail { Self.blankHalf(line + first - 1) }
        if end > 0, end < columns, line[end].isTail { Self.blankHalf(line + end) }
    }

    private static func blankHalf(_ cell: UnsafeMutablePointer<TerminalCell>) {
        let kept = cell.pointee.bits & (TerminalCell.styleMask | TerminalCell.protectedFlag)
        cell.pointee = TerminalCell(bits: kept | 0x20)
    }

    /// Makes a row blank, in the background that `blank` carries.
    @inline(__always)
    func clear(_ row: Int, with blank: TerminalCell) {
        let state = state(row)
        if blank.bits == 0 {
            (cells + Int(slots[row]) &* columns).update(repeating: .blank, count: Int(state.pointee.used))
            state.pointee = RowState()
        } else {
            state.pointee = RowState()
            fill(row, with: blank)
        }
    }

    /// Moves the rows from `top` to `bottom` up by one; the topmost becomes the lowest, its cells untouched.
    @inline(__always)
    func rotateUp(_ top: Int, _ bottom: Int) {
        let first = slots[top]
        (slots + top).update(from: slots + top + 1, count: bottom &- top)
        slots[bottom] = first
    }

    /// Moves the rows from `top` to `bottom` down by one; the lowest becomes the topmost.
    @inline(__always)
    func rotateDown(_ top: Int, _ bottom: Int) {
        let last = slots[bottom]
        (slots + top + 1).update(from: slots + top, count: bottom &- top)
        slots[top] = last
    }
}

/// How large a line's characters are to be (DECSWL, DECDWL, DECDHL).
///
/// It is remembered and shown by no one: every cell is as wide as any other.
package enum LineSize: UInt8, Hashable, Sendable {
    case single
    case doubleWidth
    /// The upper half of a line twice as high.
    case doubleTop
    /// The lower half of a line twice as high.
    case doubleBottom
}

extension TerminalScreen {
    mutating func setLineSize(_ size: LineSize) {
        grid.state(cursor.row).pointee.size = size
    }
}
