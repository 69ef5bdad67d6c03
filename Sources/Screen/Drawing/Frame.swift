import Text

/// One picture of the whole screen: a grid of cells and the cursor, without any terminal behind it.
///
/// Text is made visible on entry (`Untrusted`), so that no frame can hold a control character. Nothing
/// drawn reaches beyond the clip it is drawn in, and a wide character is there whole or not at all:
/// where only one half would fit or remain, that half is a space.
package struct Frame: Sendable {
    package let size: Size
    /// The cursor to show; hidden when nil or outside.
    package var cursor: Cursor?
    private(set) var slots: [Slot]
    private(set) var clusters: [Character] = []
    private var indexOfCluster: [Character: Int] = [:]

    /// A frame of blank cells in this style.
    package init(_ size: Size, style: Style = Style(background: .terminal)) {
        self.size = size
        slots = Array(
            repeating: .blank(style.over(Style(background: .terminal))), count: size.width * size.height)
    }

    package var bounds: Rect { Rect(size) }

    /// The cell at this place; a blank one outside.
    package subscript(x: Int, y: Int) -> Cell {
        guard bounds.contains(Point(x: x, y: y)) else { return Cell(" ", style: Style()) }
        let slot = slots[y * size.width + x]
        let columns = slot.isRightHalf ? 0 : slot.isWide ? 2 : 1
        return Cell(character(of: slot), style: slot.style, columns: columns)
    }

    /// The text of a row, without the spaces at its end.
    package func text(row: Int) -> String {
        guard row >= 0, row < size.height else { return "" }
        var line = ""
        for slot in slots[row * size.width..<(row + 1) * size.width] where !slot.isRightHalf {
            line.append(character(of: slot))
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The text of all rows, each without the spaces at its end.
    package var text: String { (0..<size.height).map(text(row:)).joined(separator: "\n") }

    /// Puts one cell; its character counts as wide as the cell says.
    ///
    /// A character that is not safe to draw, or fills other columns once it is, becomes a stand-in of the same width.
    package mutating func set(_ cell: Cell, at point: Point, in clip: Rect? = nil) {
        let clip = clip?.intersection(bounds) ?? bounds
        guard cell.columns > 0, clip.contains(point) else { return }
        let isSafe = cell.character.unicodeScalars.allSatisfy(\.isPlainlyVisible)
        let safe = isSafe ? String(cell.character) : Untrusted(String(cell.character)).line
        let character = safe.count == 1 ? safe.first ?? "?" : "\u{FFFD}"
        place(character, isWide: cell.columns > 1, at: point, style: cell.style, in: clip)
    }

    /// Fills the rectangle with one character a column wide.
    package mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        let scalar = scalar.isPlainlyVisible && scalar.columns == 1 ? scalar : " "
        for y in area.y..<area.endY {
            mend(area.x, y)
            mend(area.endX, y)
            for index in y * size.width + area.x..<y * size.width + area.endX {
                slots[index] = .scalar(scalar, style: style.over(slots[index].style))
            }
        }
    }

    /// Puts one scalar a column wide; one that is not becomes `?`.
    mutating func put(_ scalar: Unicode.Scalar, at point: Point, style: Style, in clip: Rect? = nil) {
        let clip = clip?.intersection(bounds) ?? bounds
        guard clip.contains(point) else { return }
        let isNarrow = scalar.isPlainlyVisible && scalar.columns == 1
        write(.scalar(isNarrow ? scalar : "?", style: style), at: point)
    }

    /// Changes the style of what is drawn in the rectangle and leaves the text.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(bounds)
        for y in area.y..<max(area.y, area.endY) {
            for index in y * size.width + area.x..<y * size.width + area.endX {
                let old = slots[index].style
                slots[index] = slots[index].restyled(change(old).over(old))
            }
        }
    }

    /// Copies `source` of another frame to `point`, clipped to this frame.
    package mutating func copy(_ other: Frame, from source: Rect, to point: Point) {
        let area = source.intersection(other.bounds)
        for y in area.y..<max(area.y, area.endY) {
            let target = Point(x: point.x + area.x - source.x, y: point.y + y - source.y)
            let clip = Rect(x: target.x, y: target.y, width: area.width, height: 1)
            for x in area.x..<area.endX {
                let at = Point(x: target.x + x - area.x, y: target.y)
                set(other[x, y], at: at, in: clip)
            }
        }
    }

    /// Puts a character that is known to be safe, or spaces where half of it would be cut off.
    mutating func place(_ character: Character, isWide: Bool, at point: Point, style: Style, in clip: Rect) {
        guard clip.y <= point.y, point.y < clip.endY else { return }
        let right = Point(x: point.x + 1, y: point.y)
        guard isWide else {
            if clip.contains(point) { write(slot(for: character, isWide: false, style: style), at: point) }
            return
        }
        if clip.contains(point), clip.contains(right) {
            write(slot(for: character, isWide: true, style: style), at: point)
            let left = slots[point.y * size.width + point.x].style
            mend(right.x + 1, point.y)
            slots[right.y * size.width + right.x] = .rightHalf(left)
        } else if clip.contains(point) {
            write(.blank(style), at: point)
        } else if clip.contains(right) {
            write(.blank(style), at: right)
        }
    }

    /// Writes a slot inside the frame, and blanks the other half of a wide character it cuts.
    private mutating func write(_ slot: Slot, at point: Point) {
        mend(point.x, point.y)
        mend(point.x + 1, point.y)
        let index = point.y * size.width + point.x
        slots[index] = slot.restyled(slot.style.over(slots[index].style))
    }

    /// Blanks the wide character that spans the border between column `x - 1` and `x`, if there is one.
    private mutating func mend(_ x: Int, _ y: Int) {
        guard x > 0, x < size.width else { return }
        let index = y * size.width + x
        guard slots[index].isRightHalf else { return }
        slots[index - 1] = .blank(slots[index - 1].style)
        slots[index] = .blank(slots[index].style)
    }

    private mutating func slot(for character: Character, isWide: Bool, style: Style) -> Slot {
        let scalars = character.unicodeScalars
        let first = scalars.first ?? " "
        if scalars.count == 1 { return .scalar(first, isWide: isWide, style: style) }
        if let known = indexOfCluster[character] { return .cluster(known, isWide: isWide, style: style) }
        let index = clusters.count
        clusters.append(character)
        indexOfCluster[character] = index
        return .cluster(index, isWide: isWide, style: style)
    }

    /// The character a slot of this frame shows.
    func character(of slot: Slot) -> Character {
        if let index = slot.clusterIndex { return clusters[index] }
        return Character(slot.scalar ?? " ")
    }
}

extension Frame: Equatable {
    package static func == (one: Frame, other: Frame) -> Bool {
        guard one.size == other.size, one.cursor == other.cursor else { return false }
        return (0..<one.size.height).allSatisfy { one.changedColumns(since: other, row: $0) == nil }
    }

    /// The first to the last column of a row that differ from a frame of the same size, or nil.
    func changedColumns(since other: Frame, row: Int) -> ClosedRange<Int>? {
        let start = row * size.width
        let isPlain = clusters.isEmpty || other.clusters.isEmpty
        return slots.withUnsafeBufferPointer { mine in
            other.slots.withUnsafeBufferPointer { theirs in
                func isSame(_ x: Int) -> Bool {
                    let (one, two) = (mine[start + x], theirs[start + x])
                    guard !isPlain, let index = one.clusterIndex, let otherIndex = two.clusterIndex else {
                        return one == two
                    }
                    return one.isWide == two.isWide && one.style == two.style
                        && clusters[index] == other.clusters[otherIndex]
                }
                guard let first = (0..<size.width).first(where: { !isSame($0) }) else { return nil }
                let last = (first..<size.width).last { !isSame($0) } ?? first
                return first...last
            }
        }
    }
}
