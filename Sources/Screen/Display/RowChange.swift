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
