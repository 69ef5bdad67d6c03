/// A rectangle of cells; one without area is empty, wherever it lies.
package struct Rect: Hashable, Sendable {
    package let x: Int
    package let y: Int
    package let size: Size

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        size = Size(width: width, height: height)
    }

    /// The rectangle from the origin that has this size.
    package init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

    package var width: Int { size.width }
    package var height: Int { size.height }
    package var origin: Point { Point(x: x, y: y) }
    /// The column after the last.
    package var endX: Int { x + width }
    /// The row after the last.
    package var endY: Int { y + height }
    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < endX && point.y >= y && point.y < endY
    }

    /// The cells that both have; empty where they have none.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(endX, other.endX) - left, height: min(endY, other.endY) - top)
    }

    /// The rectangle without this many columns left and right and rows above and below.
    package func inset(dx: Int = 1, dy: Int = 1) -> Rect {
        Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
    }

    /// The rectangle of this size in the middle, no larger than this one.
    package func centered(_ inner: Size) -> Rect {
        let width = min(inner.width, width)
        let height = min(inner.height, height)
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
    }

    /// The row with this index from the top, one cell high; empty when there is none.
    package func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
    }

    /// Cuts off `count` rows above, or as many as there are: those rows, and the rest.
    package func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, count), height)
        return (
            Rect(x: x, y: y, width: width, height: cut),
            Rect(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// Cuts off `count` rows below, or as many as there are: the rest, and those rows.
    package func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let parts = splitTop(height - min(max(0, count), height))
        return (parts.top, parts.rest)
    }

    /// Cuts off `count` columns on the left, or as many as there are: those columns, and the rest.
    package func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, count), width)
        return (
            Rect(x: x, y: y, width: cut, height: height),
            Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// Columns side by side whose widths are in these proportions and sum up to the whole.
    package func columns(_ weights: [Int], gap: Int = 0) -> [Rect] {
        shares(of: width, among: weights, gap: gap).map {
            Rect(x: x + $0.start, y: y, width: $0.length, height: height)
        }
    }

    /// Rows one below the other whose heights are in these proportions and sum up to the whole.
    package func rows(_ weights: [Int], gap: Int = 0) -> [Rect] {
        shares(of: height, among: weights, gap: gap).map {
            Rect(x: x, y: y + $0.start, width: width, height: $0.length)
        }
    }

    private func shares(of whole: Int, among weights: [Int], gap: Int) -> [(start: Int, length: Int)] {
        let total = max(1, weights.reduce(0, +))
        let room = max(0, whole - gap * max(0, weights.count - 1))
        var passed = 0
        return weights.enumerated().map { index, weight in
            let start = room * passed / total
            passed += weight
            return (start + index * gap, room * passed / total - start)
        }
    }
}

/// A cell's place: column and row, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// The extent of a screen or a part of it, in cells.
package struct Size: Hashable, Sendable {
    /// Columns, at least 0.
    package let width: Int
    /// Rows, at least 0.
    package let height: Int

    /// A size; negative extents count as 0.
    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}
