import Text

extension Frame {
    /// Puts text on one row, clipped to `clip` (or the frame); what must not reach a terminal is made visible.
    ///
    /// `point` may lie outside, also to the left of the clip. Clusters wider than two columns are drawn scalar
    /// by scalar. Returns the column after the text, as if nothing had been clipped.
    @discardableResult
    package mutating func put(
        _ text: String, at point: Point, style: Style = Style(), in clip: Rect? = nil
    ) -> Int {
        let clip = clip?.intersection(bounds) ?? bounds
        if text.isPlain { return putPlain(text, at: point, style: style, in: clip) }
        var x = point.x
        let brush = brush(style)
        for character in Untrusted(text).line {
            let columns = character.columns
            if columns == 1 || columns == 2 {
                place(character, isWide: columns == 2, at: Point(x: x, y: point.y), with: brush, in: clip)
                x += columns
            } else {
                for scalar in character.unicodeScalars where scalar.columns > 0 {
                    let at = Point(x: x, y: point.y)
                    place(Character(scalar), isWide: scalar.columns == 2, at: at, with: brush, in: clip)
                    x += scalar.columns
                }
            }
        }
        return x
    }

    /// Puts parts in styles of their own one after the other; returns the column after the last.
    @discardableResult
    package mutating func put(_ spans: [Span], at point: Point, in clip: Rect? = nil) -> Int {
        spans.reduce(point.x) { x, span in
            put(span.text, at: Point(x: x, y: point.y), style: span.style, in: clip)
        }
    }

    /// Puts text into the first row of a rectangle, clipped with an ellipsis and set left, right or centred.
    package mutating func put(
        _ text: String, in rect: Rect, style: Style = Style(), alignment: Alignment = .left,
        glyphs: GlyphSet = .rich
    ) {
        let line = Untrusted(text).line.clipped(toColumns: rect.width, ellipsis: glyphs.ellipsis)
        let gap = rect.width - line.columns
        let shift =
            switch alignment {
            case .left: 0
            case .center: gap / 2
            case .right: gap
            }
        put(line, at: Point(x: rect.x + shift, y: rect.y), style: style, in: rect.row(0))
    }

    private mutating func putPlain(
        _ text: String, at point: Point, style: Style, in clip: Rect
    ) -> Int {
        var x = point.x
        let brush = brush(style)
        for byte in text.utf8 {
            let slot = Slot.scalar(Unicode.Scalar(byte), style: style, ornament: brush.ornament)
            place(slot, at: Point(x: x, y: point.y), in: clip)
            x += 1
        }
        return x
    }
}

/// A piece of text in one style.
package struct Span: Hashable, Sendable {
    package let text: String
    package let style: Style

    package init(_ text: String, _ style: Style = Style()) {
        self.text = text
        self.style = style
    }

    /// The columns that it fills when it is drawn, with what must not reach a terminal made visible.
    package var columns: Int { Untrusted(text).line.columns }
}
