/// The lines that left the screen at its top, oldest first, each only as long as its text.
///
/// Lines lie one behind the other in pages of 256 KB; the oldest page is reused for the newest lines, so a
/// full history takes no memory and frees none.
struct History: ~Copyable {
    /// One line that was scrolled away.
    struct Line {
        let cells: UnsafeMutablePointer<TerminalCell>
        let count: Int32
        let isWrapped: Bool
        let marks: LineMarks
    }

    private typealias Page = UnsafeMutablePointer<TerminalCell>

    private static let pageCells = 32_768

    /// How many lines are kept at most.
    var lineLimit: Int
    /// How many bytes the lines may take, in steps of a page.
    let byteLimit: Int
    private var pageLimit: Int { max(byteLimit / (Self.pageCells * MemoryLayout<TerminalCell>.size), 2) }
    /// How many lines were dropped at the old end.
    private(set) var dropped = 0
    private(set) var count = 0
    /// How many lines the view is scrolled back into them, 0 when it shows none.
    private(set) var viewOffset = 0
    /// Lines in a ring: the oldest at `head`.
    private var lines: UnsafeMutablePointer<Line>
    private var capacity = 256
    private var head = 0
    /// Pages in order of age: the oldest has the oldest line, the newest has room.
    private var pages: [Page] = []
    private var oldest: Page?
    private var spare: Page?
    private var room: Page?
    private var roomLeft = 0

    init(lineLimit: Int, byteLimit: Int, dropped: Int = 0) {
        self.lineLimit = max(lineLimit, 0)
        self.byteLimit = byteLimit
        self.dropped = dropped
        lines = .allocate(capacity: capacity)
    }

    deinit {
        lines.deallocate()
        for page in pages { page.deallocate() }
        spare?.deallocate()
    }

    /// A line, 0 the oldest.
    subscript(index: Int) -> Line {
        lines[(head &+ index) & (capacity &- 1)]
    }

    /// Remembers a line; the oldest goes when a limit is reached, and a view that is scrolled back stays where it is.
    @inline(__always)
    mutating func push(_ cells: UnsafePointer<TerminalCell>, _ length: Int, wrapped: Bool, marks: LineMarks) {
        if lineLimit == 0 {
            dropped &+= 1
            return
        }
        if count == lineLimit { dropOldest() }
        // An empty line needs room too: its place tells in which page it is.
        if roomLeft < max(length, 1) { turnPage() }
        guard let place = room else { return }
        place.update(from: cells, count: length)
        room = place + length
        roomLeft &-= length
        if count == capacity { grow() }
        lines[(head &+ count) & (capacity &- 1)] = Line(
            cells: place, count: Int32(truncatingIfNeeded: length), isWrapped: wrapped, marks: marks)
        count &+= 1
        if viewOffset > 0 { viewOffset = min(viewOffset &+ 1, count) }
    }

    /// Scrolls the view back to so many lines.
    mutating func view(back lines: Int) {
        viewOffset = min(max(lines, 0), count)
    }

    /// Takes the newest line away; its cells stay readable until the next line is pushed.
    mutating func popNewest() -> Line? {
        guard count > 0 else { return nil }
        count &-= 1
        return self[count]
    }

    /// Forgets all lines.
    mutating func removeAll() {
        dropped += count
        count = 0
        viewOffset = 0
        head = 0
        for page in pages { page.deallocate() }
        pages = []
        oldest = nil
        room = nil
        roomLeft = 0
    }

    /// Forgets so many of the oldest lines.
    mutating func drop(oldest number: Int) {
        for _ in 0..<min(number, count) { dropOldest() }
        viewOffset = min(viewOffset, count)
    }

    @inline(__always)
    private mutating func dropOldest() {
        head = (head &+ 1) & (capacity &- 1)
        count &-= 1
        dropped &+= 1
        guard count > 0, let oldest else { return }
        let place = lines[head].cells
        if place < oldest || place >= oldest + Self.pageCells { retire(before: place) }
    }

    /// Frees the pages that are older than a place.
    private mutating func retire(before place: UnsafeMutablePointer<TerminalCell>) {
        while let page = pages.first, place < page || place >= page + Self.pageCells {
            pages.removeFirst()
            if spare == nil { spare = page } else { page.deallocate() }
        }
        oldest = pages.first
    }

    private mutating func turnPage() {
        while pages.count >= pageLimit, count > 0 { dropOldest() }
        if count == 0 { recycle() }
        let page = spare ?? .allocate(capacity: Self.pageCells)
        spare = nil
        pages.append(page)
        oldest = pages[0]
        room = page
        roomLeft = Self.pageCells
    }

    /// Takes all pages of a history without lines back.
    private mutating func recycle() {
        for page in pages {
            if spare == nil { spare = page } else { page.deallocate() }
        }
        pages = []
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Line>.allocate(capacity: capacity * 2)
        for index in 0..<count { larger[index] = self[index] }
        lines.deallocate()
        lines = larger
        capacity *= 2
        head = 0
    }
}

extension TerminalScreen {
    /// Lines the view is scrolled back, 0 at the newest.
    package var viewOffset: Int { history.viewOffset }

    /// Moves the view by lines into the scrollback, or back.
    mutating func scrollView(by lines: Int) {
        let offset = min(max(viewOffset + lines, 0), scrollback)
        if offset == viewOffset { return }
        history.view(back: offset)
        damageAll()
    }
}
