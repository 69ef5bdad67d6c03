/// Lines between rectangles, drawn with joints where they meet each other or a border.
package struct LineGrid: Sendable {
    /// The lines' cells: whether the line is a horizontal one.
    private var cells: [Point: Bool] = [:]
    private var borders: [Rect] = []

    package init() {}

    /// Adds a line one cell wide or high.
    package mutating func add(_ rect: Rect, isHorizontal: Bool) {
        for y in rect.y..<max(rect.y, rect.endY) {
            for x in rect.x..<max(rect.x, rect.endX) { cells[Point(x: x, y: y)] = isHorizontal }
        }
    }

    /// Has the lines joined to a border that is drawn already, where it is still a line.
    package mutating func join(border: Rect) {
        borders.append(border)
    }

    /// Draws the lines, each cell in the style asked for it.
    package func draw(
        into frame: inout Frame, line: BoxLine = .light, glyphs: GlyphSet, style: (Point) -> Style
    ) {
        let pieces = line.pieces(glyphs)
        for (point, isHorizontal) in cells {
            frame.put(pieces[piece(at: point, isHorizontal)], at: point, style: style(point))
        }
        for border in borders { join(border, pieces, into: &frame) }
    }

    /// The index of a cell's piece, in the order of `BoxLine.pieces`.
    private func piece(at point: Point, _ isHorizontal: Bool) -> Int {
        let (x, y) = (point.x, point.y)
        if isHorizontal {
            let (up, down) = (cells[Point(x: x, y: y - 1)] == false, cells[Point(x: x, y: y + 1)] == false)
            return up ? (down ? Piece.cross : Piece.bottom) : down ? Piece.top : Piece.horizontal
        }
        let (left, right) = (cells[Point(x: x - 1, y: y)] == true, cells[Point(x: x + 1, y: y)] == true)
        return left ? (right ? Piece.cross : Piece.right) : right ? Piece.left : Piece.vertical
    }

    /// The indices of the pieces of a `BoxLine`.
    private enum Piece {
        static let horizontal = 0
        static let vertical = 1
        static let left = 6
        static let right = 7
        static let top = 8
        static let bottom = 9
        static let cross = 10
    }

    private func join(_ border: Rect, _ pieces: [Unicode.Scalar], into frame: inout Frame) {
        for (point, isHorizontal) in cells {
            let ends: [(Point, Bool, Int, Int)] = [
                (Point(x: point.x - 1, y: point.y), true, Piece.vertical, Piece.left),
                (Point(x: point.x + 1, y: point.y), true, Piece.vertical, Piece.right),
                (Point(x: point.x, y: point.y - 1), false, Piece.horizontal, Piece.top),
                (Point(x: point.x, y: point.y + 1), false, Piece.horizontal, Piece.bottom),
            ]
            for (end, leadsAcross, line, joint) in ends where leadsAcross == isHorizontal {
                let isOnBorder = border.contains(end) && !border.inset().contains(end)
                let cell = frame[end.x, end.y]
                guard isOnBorder, cell.character == Character(pieces[line]) else { continue }
                frame.put(pieces[joint], at: end, style: cell.style)
            }
        }
    }
}
