/// What changed on a screen since it was last drawn.
package struct TerminalDamage: Equatable, Sendable {
    /// How many rows the whole screen moved up before ``rows`` changed: a drawer may move its own copy.
    package var scrolled: Int
    /// The rows to draw anew, ascending.
    package var rows: [Int]

    /// Whether nothing but perhaps the cursor changed.
    package var isEmpty: Bool { scrolled == 0 && rows.isEmpty }
}

/// What changed besides single rows, which their own state tells of (``RowState/isDamaged``).
struct Damage {
    /// How many rows the whole screen moved up.
    private var scrolled = 0
    /// The rows from the first to the last that are to be drawn anew; none when the first is below the last.
    private var top = 0
    private var bottom: Int

    /// All of a screen with so many rows.
    init(rows: Int) {
        bottom = rows - 1
    }

    /// Has rows drawn anew.
    @inline(__always)
    mutating func add(from first: Int, to last: Int) {
        top = min(top, first)
        bottom = max(bottom, last)
    }

    /// Takes note that the whole screen moved up.
    @inline(__always)
    mutating func scroll(by rows: Int) {
        scrolled &+= rows
        if top <= bottom { top = max(0, top &- rows) }
    }

    /// What is shown now is another screen, of which no row moved.
    mutating func replaceScreen(rows: Int) {
        scrolled = 0
        add(from: 0, to: rows - 1)
    }

    /// What changed since the last call, with what the rows of the screen tell; where the view is scrolled back, the whole
    /// of it changes with any row.
    mutating func drain(from grid: borrowing Grid, isScrolledBack: Bool) -> TerminalDamage {
        let rows = grid.rows
        var damaged: [Int] = []
        for row in 0..<rows {
            let state = grid.state(row)
            if state.pointee.isDamaged || (row >= top && row <= bottom) { damaged.append(row) }
            state.pointee.isDamaged = false
        }
        defer { (scrolled, top, bottom) = (0, rows, -1) }
        guard scrolled >= rows || isScrolledBack else {
            return TerminalDamage(scrolled: scrolled, rows: damaged)
        }
        return TerminalDamage(
            scrolled: 0, rows: scrolled > 0 || !damaged.isEmpty ? Array(0..<rows) : [])
    }
}

extension TerminalScreen {
    /// Has all rows drawn anew.
    mutating func damageAll() {
        damage.add(from: 0, to: rows - 1)
    }

    /// What changed since the last call.
    mutating func takeDamage() -> TerminalDamage {
        let isScrolledBack = history.viewOffset > 0
        return damage.drain(from: grid, isScrolledBack: isScrolledBack)
    }
}
