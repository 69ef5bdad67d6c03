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
        put([Span(" ", style)] + title + [Span(" ", style)], at: room.origin, in: titleClip)
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
