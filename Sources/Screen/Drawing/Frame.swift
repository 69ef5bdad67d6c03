import Glibc
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
    /// Characters of more than one scalar.
    private(set) var clusters = ClusterTable()
    private(set) var ornaments = ValueTable([Ornament.none], limit: 1 << 16)

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
        return Cell(character(of: slot), style: style(of: slot), columns: columns)
    }

    /// The hyperlink that lies on a cell.
    package func link(at point: Point) -> LinkAddress? {
        guard bounds.contains(point) else { return nil }
        return ornaments[Int(slots[point.y * size.width + point.x].ornament)].link
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
        guard cell.columns > 0 else { return }
        put(cell.character, isWide: cell.columns > 1, at: point, with: brush(cell.style), in: clip)
    }

    /// Empties the rectangle, as if nothing had ever been drawn there.
    package mutating func clear(_ rect: Rect, style: Style) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        let blank = Slot.blank(style.over(Style(background: .terminal)))
        for y in area.y..<area.endY {
            mend(area.x, y)
            mend(area.endX, y)
            for index in y * size.width + area.x..<y * size.width + area.endX { slots[index] = blank }
        }
    }

    /// Fills the rectangle with one character a column wide.
    package mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        let scalar = scalar.isPlainlyVisible && scalar.columns == 1 ? scalar : " "
        let ornament = brush(style).ornament
        for y in area.y..<area.endY {
            mend(area.x, y)
            mend(area.endX, y)
            for index in y * size.width + area.x..<y * size.width + area.endX {
                slots[index] = .scalar(scalar, style: style.over(slots[index].style), ornament: ornament)
            }
        }
    }

    /// Changes the style of what is drawn in the rectangle and leaves the text and its hyperlinks.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(bounds)
        for y in area.y..<max(area.y, area.endY) {
            for index in y * size.width + area.x..<y * size.width + area.endX {
                let slot = slots[index]
                let new = change(style(of: slot)).over(slot.style)
                let link = ornaments[Int(slot.ornament)].link
                slots[index] = slot.restyled(new, ornament: brush(new, link: link).ornament)
            }
        }
    }

    /// Copies `source` of another frame to `point`, clipped to this frame.
    package mutating func copy(_ other: Frame, from source: Rect, to point: Point) {
        let area = source.intersection(other.bounds)
        for y in area.y..<max(area.y, area.endY) {
            let target = Point(x: point.x + area.x - source.x, y: point.y + y - source.y)
            let clip = Rect(x: target.x, y: target.y, width: area.width, height: 1).intersection(bounds)
            for x in area.x..<area.endX {
                let slot = other.slots[y * other.size.width + x]
                guard !slot.isRightHalf else { continue }
                let at = Point(x: target.x + x - area.x, y: target.y)
                place(adopted(slot, of: other), at: at, in: clip)
            }
        }
    }

    /// A slot of another frame in the numbers of this one.
    private mutating func adopted(_ slot: Slot, of other: Frame) -> Slot {
        if slot.standsAlone { return slot }
        let ornament = UInt16(ornaments.number(of: other.ornaments[Int(slot.ornament)]))
        guard let index = slot.clusterIndex else { return slot.ornamented(ornament) }
        let number = clusters.number(of: other.clusters[index])
        return .cluster(number, isWide: slot.isWide, style: slot.style, ornament: ornament)
    }

    /// Takes over rows and the cursor of a frame of the same size that names clusters and ornaments alike.
    mutating func copy(_ rows: [Int], of other: Frame) {
        for row in rows {
            let cells = row * size.width..<(row + 1) * size.width
            slots.withUnsafeMutableBufferPointer { mine in
                other.slots.withUnsafeBufferPointer { theirs in
                    _ = UnsafeMutableBufferPointer(rebasing: mine[cells])
                        .update(fromContentsOf: UnsafeBufferPointer(rebasing: theirs[cells]))
                }
            }
        }
        (cursor, clusters, ornaments) = (other.cursor, other.clusters, other.ornaments)
    }

    /// Moves rows up, or down when `count` is negative, within these; the rows that come in are blank.
    mutating func moveRows(_ rows: ClosedRange<Int>, up count: Int) {
        let cells = rows.lowerBound * size.width..<(rows.upperBound + 1) * size.width
        let blanks = Array(repeating: Slot.blank(.plain), count: abs(count) * size.width)
        let kept = count > 0 ? slots[cells].dropFirst(blanks.count) : slots[cells].dropLast(blanks.count)
        slots.replaceSubrange(cells, with: count > 0 ? Array(kept) + blanks : blanks + Array(kept))
    }

    /// Puts a slot, or spaces where half of a wide one would be cut off; the clip lies inside the frame.
    mutating func place(_ slot: Slot, at point: Point, in clip: Rect) {
        guard clip.y <= point.y, point.y < clip.endY else { return }
        let hasLeft = point.x >= clip.x && point.x < clip.endX
        guard slot.isWide else {
            if hasLeft { write(slot, at: point) }
            return
        }
        let right = Point(x: point.x + 1, y: point.y)
        let hasRight = right.x >= clip.x && right.x < clip.endX
        if hasLeft, hasRight {
            write(slot, at: point)
            let left = slots[point.y * size.width + point.x].style
            mend(right.x + 1, point.y)
            slots[right.y * size.width + right.x] = .rightHalf(left, ornament: slot.ornament)
        } else if hasLeft {
            write(.blank(slot.style), at: point)
        } else if hasRight {
            write(.blank(slot.style), at: right)
        }
    }

    /// Writes a slot inside the frame, and blanks the other half of a wide character it cuts.
    private mutating func write(_ slot: Slot, at point: Point) {
        mend(point.x, point.y)
        mend(point.x + 1, point.y)
        let index = point.y * size.width + point.x
        slots[index] = slot.restyled(slot.style.over(slots[index].style), ornament: slot.ornament)
    }

    /// Blanks the wide character that spans the border between column `x - 1` and `x`, if there is one.
    private mutating func mend(_ x: Int, _ y: Int) {
        guard x > 0, x < size.width else { return }
        let index = y * size.width + x
        guard slots[index].isRightHalf else { return }
        slots[index - 1] = .blank(slots[index - 1].style)
        slots[index] = .blank(slots[index].style)
    }

    /// The number of a cluster in this frame.
    mutating func clusterNumber(_ character: Character) -> Int { clusters.number(of: character) }

    /// Has a text found again as the cluster that is drawn in its place.
    mutating func note(_ text: String, as number: Int) { clusters.note(text, as: number) }

    /// Whether so many characters were drawn in it, gone ones too, that another frame is better begun.
    package var isCrowded: Bool { clusters.isCrowded }

    /// The number of an ornament in this frame.
    mutating func ornamentNumber(_ ornament: Ornament) -> UInt16 {
        UInt16(truncatingIfNeeded: ornaments.number(of: ornament))
    }
}

extension Frame: Equatable {
    package static func == (one: Frame, other: Frame) -> Bool {
        guard one.size == other.size, one.cursor == other.cursor else { return false }
        let agrees = one.namesAlike(other)
        return (0..<one.size.height).allSatisfy { one.row($0, isSameAs: $0, of: other, namesAgree: agrees) }
    }

    /// Whether both frames name clusters and ornaments by the same numbers, as far as both have them.
    func namesAlike(_ other: Frame) -> Bool {
        clusters.agrees(with: other.clusters) && ornaments.agrees(with: other.ornaments)
    }

    /// Whether a row is equal to a row of another frame of the same width.
    func row(_ row: Int, isSameAs otherRow: Int, of other: Frame, namesAgree: Bool) -> Bool {
        let width = size.width
        return slots.withUnsafeBufferPointer { mine in
            other.slots.withUnsafeBufferPointer { theirs in
                guard width > 0, let one = mine.baseAddress, let two = theirs.baseAddress else { return true }
                let (left, right) = (one + row * width, two + otherRow * width)
                if namesAgree { return memcmp(left, right, width * MemoryLayout<Slot>.stride) == 0 }
                return (0..<width).allSatisfy { isSame(left[$0], right[$0], of: other) }
            }
        }
    }

    /// Whether two slots show the same, one of this frame and one of another.
    func isSame(_ slot: Slot, _ otherSlot: Slot, of other: Frame) -> Bool {
        if slot.standsAlone || otherSlot.standsAlone { return slot == otherSlot }
        return slot.isWide == otherSlot.isWide && slot.isRightHalf == otherSlot.isRightHalf
            && slot.style == otherSlot.style
            && ClusterText(String(character(of: slot)))
                == ClusterText(String(other.character(of: otherSlot)))
            && ornaments[Int(slot.ornament)] == other.ornaments[Int(otherSlot.ornament)]
    }

    /// About how many cells of a row differ from another frame of the same size.
    func differences(in row: Int, from other: Frame) -> Int {
        let start = row * size.width
        return (start..<start + size.width).reduce(0) { $0 + (slots[$1] == other.slots[$1] ? 0 : 1) }
    }

    /// A number that rows have in common when they show the same, and others hardly ever.
    func digest(of row: Int) -> UInt64 {
        let start = row * size.width
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for slot in slots[start..<start + size.width] {
            let bits = unsafeBitCast(slot.standsAlone ? slot : .blank(slot.style), to: SIMD2<UInt64>.self)
            digest = (digest ^ bits.x) &* 0x9E37_79B9_7F4A_7C15
            digest = (digest ^ bits.y ^ digest >> 32) &* 0x9E37_79B9_7F4A_7C15
            guard !slot.standsAlone else { continue }
            digest ^= UInt64(truncatingIfNeeded: ornaments[Int(slot.ornament)].hashValue)
            digest ^= slot.clusterIndex.map(clusters.digest(of:)) ?? UInt64(slot.scalar?.value ?? 0)
        }
        return digest
    }
}
