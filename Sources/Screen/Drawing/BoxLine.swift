import Text

/// The kinds of line a box is drawn with; the poorer glyph sets show the nearest they have.
package enum BoxLine: Sendable, CaseIterable {
    case light
    case rounded
    case heavy
    case double

    /// Horizontal, vertical, then the corners from top left clockwise, then the joints: left, right, top, bottom, cross.
    func pieces(_ glyphs: GlyphSet) -> [Unicode.Scalar] {
        switch (self, glyphs) {
        case (_, .ascii): Array("-|+++++++++".unicodeScalars)
        case (.rounded, .rich): Array("─│╭╮╯╰├┤┬┴┼".unicodeScalars)
        case (.heavy, .rich): Array("━┃┏┓┛┗┣┫┳┻╋".unicodeScalars)
        case (.double, _), (.heavy, .console): Array("═║╔╗╝╚╠╣╦╩╬".unicodeScalars)
        case (.light, _), (.rounded, .console): Array("─│┌┐┘└├┤┬┴┼".unicodeScalars)
        }
    }
}

extension Frame {
    /// Draws a border along the inside of a rectangle, which may reach beyond the frame.
    ///
    /// A title stands in the top line, clipped to it. Rectangles lower or narrower than 2 cells get no border.
    package mutating func box(
        _ rect: Rect, line: BoxLine = .light, style: Style, glyphs: GlyphSet, title: [Span] = [],
        clip: Rect? = nil
    ) {
        guard rect.width > 1, rect.height > 1 else { return }
        let piece = line.pieces(glyphs)
        let (right, bottom) = (rect.endX - 1, rect.endY - 1)
        horizontal(
            from: rect.origin, length: rect.width, line: line, style: style, glyphs: glyphs, clip: clip)
        let low = Point(x: rect.x, y: bottom)
        horizontal(from: low, length: rect.width, line: line, style: style, glyphs: glyphs, clip: clip)
        vertical(from: rect.origin, length: rect.height, line: line, style: style, glyphs: glyphs, clip: clip)
        let far = Point(x: right, y: rect.y)
        vertical(from: far, length: rect.height, line: line, style: style, glyphs: glyphs, clip: clip)
        for (corner, at) in zip(piece[2...5], [rect.origin, far, Point(x: right, y: bottom), low]) {
            put(corner, at: at, style: style, in: clip)
        }
        guard !title.isEmpty, rect.width > 6 else { return }
        let room = Rect(x: rect.x + 2, y: rect.y, width: rect.width - 4, height: 1)
        let titleClip = clip.map(room.intersection) ?? room
        let words = title.map { Span(Untrusted($0.text).title, $0.style) }
        put([Span(" ", style)] + words + [Span(" ", style)], at: room.origin, in: titleClip)
    }

    /// Draws a line to the right.
    package mutating func horizontal(
        from point: Point, length: Int, line: BoxLine = .light, style: Style, glyphs: GlyphSet,
        clip: Rect? = nil
    ) {
        let rect = Rect(x: point.x, y: point.y, width: length, height: 1)
        fill(clip.map(rect.intersection) ?? rect, with: line.pieces(glyphs)[0], style: style)
    }

    /// Draws a line downwards.
    package mutating func vertical(
        from point: Point, length: Int, line: BoxLine = .light, style: Style, glyphs: GlyphSet,
        clip: Rect? = nil
    ) {
        let rect = Rect(x: point.x, y: point.y, width: 1, height: length)
        fill(clip.map(rect.intersection) ?? rect, with: line.pieces(glyphs)[1], style: style)
    }

    /// Draws a line across a box, joined to its borders.
    package mutating func divider(
        across rect: Rect, row: Int, line: BoxLine = .light, style: Style, glyphs: GlyphSet, clip: Rect? = nil
    ) {
        guard rect.width > 1, row >= rect.y, row < rect.endY else { return }
        let piece = line.pieces(glyphs)
        let left = Point(x: rect.x, y: row)
        horizontal(from: left, length: rect.width, line: line, style: style, glyphs: glyphs, clip: clip)
        put(piece[6], at: left, style: style, in: clip)
        put(piece[7], at: Point(x: rect.endX - 1, y: row), style: style, in: clip)
    }
}

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
