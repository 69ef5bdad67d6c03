import Text

extension Frame {
    /// Draws a horizontal bar in the first row of a rectangle.
    ///
    /// `fraction` is the filled share, 0 to 1 (beyond is clipped to it); nil means not known and shows as `?` in the
    /// middle of an empty track, never as zero. A share above zero shows at least the smallest block there is.
    /// `style` is of the filled part and `track` of the empty one.
    package mutating func bar(
        _ fraction: Double?, in rect: Rect, style: Style, track: Style, glyphs: GlyphSet, clip: Rect? = nil
    ) {
        let row = rect.row(0)
        let area = clip.map(row.intersection) ?? row
        fill(area, with: BarGlyphs.track(glyphs), style: track)
        guard let fraction, fraction.isFinite else {
            put("?", at: Point(x: rect.x + rect.width / 2, y: rect.y), style: track, in: area)
            return
        }
        let parts = BarGlyphs.partial(glyphs)
        let steps = parts.count + 1
        let exact = min(max(fraction, 0), 1) * Double(row.width * steps)
        let filled = fraction > 0 ? max(1, Int(exact.rounded())) : 0
        let whole = Rect(x: row.x, y: row.y, width: min(row.width, filled / steps), height: row.height)
        fill(whole.intersection(area), with: BarGlyphs.whole(glyphs), style: style)
        if filled % steps > 0, whole.width < row.width {
            put(parts[filled % steps - 1], at: Point(x: whole.endX, y: row.y), style: style, in: area)
        }
    }
}

/// What bars are made of.
private enum BarGlyphs {
    /// A line rather than a block where there is one: bars below each other then stay apart.
    static func whole(_ glyphs: GlyphSet) -> Unicode.Scalar {
        switch glyphs {
        case .rich: "━"
        case .console: "▄"
        case .ascii: "#"
        }
    }

    /// The empty part; light enough to be seen as a track and not as a filling.
    static func track(_ glyphs: GlyphSet) -> Unicode.Scalar {
        switch glyphs {
        case .rich: "─"
        case .console: "─"
        case .ascii: "."
        }
    }

    /// Blocks that fill a cell from the left by equal steps, the full one left out.
    static func partial(_ glyphs: GlyphSet) -> [Unicode.Scalar] {
        switch glyphs {
        case .rich: ["╸"]
        case .console: []
        case .ascii: []
        }
    }
}
