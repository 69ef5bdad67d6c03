/// A row of a frame beside what the terminal shows there.
struct RowChange {
    let row: Int
    let frame: Frame
    private let shown: Frame
    private let start: Int
    private let namesAgree: Bool
    /// The last column that differs.
    private(set) var last = 0

    init(row: Int, frame: Frame, shown: Frame, namesAgree: Bool) {
        self.row = row
        self.frame = frame
        self.shown = shown
        self.namesAgree = namesAgree
        start = row * frame.size.width
        last = (0..<width).last { differs($0) } ?? 0
    }

    var width: Int { frame.size.width }

    subscript(x: Int) -> Slot { frame.slots[start + x] }

    /// Whether a column looks other than it is shown.
    private func differs(_ x: Int) -> Bool {
        let (slot, old) = (frame.slots[start + x], shown.slots[start + x])
        if slot.isBlank, old.isBlank { return slot.background != old.background }
        return namesAgree ? slot != old : !frame.isSame(slot, old, of: shown)
    }

    /// The first column from one on that differs.
    func next(from x: Int) -> Int? {
        var x = x
        while x <= last {
            if differs(x) { return x }
            x += 1
        }
        return nil
    }

    /// Where the blanks begin that an erasure to the end of the row makes.
    func blankTail(erasingInColor: Bool) -> Int {
        var tail = width
        let end = self[width - 1]
        guard end.isBlank, erasingInColor || end.background == .terminal else { return tail }
        while tail > 0, self[tail - 1].isBlank, self[tail - 1].background == end.background { tail -= 1 }
        return tail
    }

    /// Whether the next cell is the same.
    func repeats(_ x: Int, _ slot: Slot) -> Bool { x + 1 < width && self[x + 1] == slot }

    /// How many equal cells there are from a column on.
    func run(from x: Int) -> Int {
        let slot = self[x]
        var end = x + 1
        while end < width, self[end] == slot { end += 1 }
        return end - x
    }
}

/// Rows that have moved within the full width of the screen, so that the terminal may move them itself.
struct RowShift {
    /// The rows that hold what has moved, after it has.
    let rows: ClosedRange<Int>
    /// How far they moved up; negative for down.
    let distance: Int

    /// The rows within which the terminal scrolls.
    var margins: ClosedRange<Int> {
        distance > 0
            ? rows.lowerBound...rows.upperBound + distance : rows.lowerBound + distance...rows.upperBound
    }

    /// What scrolling has to save to be worth its sequences, in cells.
    private static let cost = 24

    /// The move that saves the most cells; `nil` when none saves enough.
    ///
    /// `weights` says how many cells of each row differ now; rows with equal numbers in `new` and `old` look alike.
    static func best(new: [UInt64], old: [UInt64], weights: [Int], width: Int) -> RowShift? {
        var best: (gain: Int, shift: RowShift)?
        for distance in 1..<max(1, new.count) {
            for signed in [distance, -distance] {
                guard let found = block(new, old, weights, width, signed) else { continue }
                if found.gain > best?.gain ?? cost { best = found }
            }
        }
        return best?.shift
    }

    /// The block of rows that gains most when it moves this far: the largest sum of neighbours (Kadane's).
    private static func block(
        _ new: [UInt64], _ old: [UInt64], _ weights: [Int], _ width: Int, _ distance: Int
    ) -> (gain: Int, shift: RowShift)? {
        var best: (gain: Int, shift: RowShift)?
        var (sum, start) = (0, 0)
        for row in max(0, -distance)..<min(new.count, new.count - distance) {
            let isMatch = new[row] == old[row + distance]
            // What has moved need not be drawn; what has not must be drawn again once it is moved away.
            let gain = isMatch ? weights[row] : weights[row] == 0 ? -width : 0
            if sum <= 0 { (sum, start) = (0, row) }
            sum += gain
            guard isMatch, sum > best?.gain ?? 0 else { continue }
            best = (sum, RowShift(rows: start...row, distance: distance))
        }
        guard let found = best else { return nil }
        let exposed = found.shift.exposed.reduce(0) { $0 + (weights[$1] == 0 ? width : 0) }
        return (found.gain - exposed, found.shift)
    }

    /// The rows that scrolling leaves blank.
    var exposed: ClosedRange<Int> {
        distance > 0
            ? margins.upperBound - distance + 1...margins.upperBound
            : margins.lowerBound...margins.lowerBound - distance - 1
    }
}

extension FrameWriter {
    /// Has the terminal move rows, when that is shorter than to draw them, and knows then what it shows.
    ///
    /// `changed` are the rows that differ; whether any were moved.
    mutating func scroll(to frame: Frame, _ changed: [Int]) -> Bool {
        guard changed.count > 1, capabilities.margins != nil, let shift = shift(to: frame, changed),
            canScroll(shift)
        else { return false }
        let margins = shift.margins
        let isWhole = margins == 0...frame.size.height - 1
        // What comes in is blank in the terminal's own colours.
        pen.takeForBlanks(.plain, in: &output)
        if !isWhole {
            capabilities.margins?.append(margins.lowerBound, margins.upperBound, to: &output)
            travel.forget()
        }
        move(shift)
        if !isWhole {
            output += TTYModes.noMargins.utf8
            travel.forget()
        }
        shown.moveRows(margins, up: shift.distance)
        return true
    }

    private func canScroll(_ shift: RowShift) -> Bool {
        shift.distance > 0
            ? capabilities.scrollUp != nil || capabilities.scrollsByLineFeed
            : capabilities.scrollDown != nil || capabilities.reverseIndex != nil
    }

    private mutating func move(_ shift: RowShift) {
        let count = abs(shift.distance)
        if let control = shift.distance > 0 ? capabilities.scrollUp : capabilities.scrollDown {
            return control.append(count, to: &output)
        }
        let row = shift.distance > 0 ? shift.margins.upperBound : shift.margins.lowerBound
        travel.move(toX: 0, row, in: &output)
        let step = shift.distance > 0 ? [0x0A] : capabilities.reverseIndex ?? []
        for _ in 0..<count { output += step }
    }

    /// The rows that have moved since the frame that is shown.
    private func shift(to frame: Frame, _ changed: [Int]) -> RowShift? {
        let rows = frame.size.height
        var weights = Array(repeating: 0, count: rows)
        for row in changed { weights[row] = frame.differences(in: row, from: shown) }
        return RowShift.best(
            new: (0..<rows).map(frame.digest), old: (0..<rows).map(shown.digest), weights: weights,
            width: frame.size.width)
    }
}
