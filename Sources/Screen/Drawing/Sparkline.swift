extension Frame {
    /// Draws samples as a filled graph that ends at the right edge of a rectangle, the newest last.
    ///
    /// A rich terminal shows two samples a cell and four steps a row, the console one sample and two steps, in a single row four shades,
    /// ASCII one sample and three. Where a cell has several samples the highest counts, so that no peak is
    /// lost. A sample that is nil leaves a gap; zero shows the lowest step.
    /// Values are clipped to 0…`ceiling`; `style` is told the share (0 to 1) that a cell's highest sample reaches.
    /// One that hangs grows downwards from the upper edge, as the mirror of one that stands above it.
    package mutating func sparkline(
        _ samples: [Double?], ceiling: Double = 1, in rect: Rect, glyphs: GlyphSet, clip: Rect? = nil,
        hangs: Bool = false, style: (Double) -> Style
    ) {
        let perCell = glyphs == .rich ? 2 : 1
        let shown = Array(samples.suffix(rect.width * perCell))
        let cells = (shown.count + perCell - 1) / perCell
        for cell in 0..<cells {
            let end = shown.count - (cells - 1 - cell) * perCell
            let pair = shown[max(0, end - perCell)..<end].map { share($0, of: ceiling) }
            let column = Rect(x: rect.endX - cells + cell, y: rect.y, width: 1, height: rect.height)
            // An odd oldest sample belongs to the right half of its cell.
            let shares = pair.count < perCell ? [nil] + pair : pair
            guard let highest = shares.compactMap(\.self).max() else { continue }
            drawColumn(shares, in: column, glyphs: glyphs, clip: clip, hangs: hangs, style: style(highest))
        }
    }

    private func share(_ sample: Double?, of ceiling: Double) -> Double? {
        guard let sample, sample.isFinite, ceiling > 0 else { return nil }
        return min(max(sample / ceiling, 0), 1)
    }

    private mutating func drawColumn(
        _ shares: [Double?], in column: Rect, glyphs: GlyphSet, clip: Rect?, hangs: Bool, style: Style
    ) {
        let steps = SparkGlyphs.steps(glyphs, rows: column.height)
        let heights = shares.map {
            $0.map { max(1, Int(($0 * Double(column.height * steps)).rounded())) } ?? 0
        }
        for row in 0..<column.height {
            let nearer = (hangs ? row : column.height - 1 - row) * steps
            let levels = heights.map { min(max(0, $0 - nearer), steps) }
            guard levels.contains(where: { $0 > 0 }) else { continue }
            let at = Point(x: column.x, y: column.y + row)
            let glyph = SparkGlyphs.glyph(levels, glyphs, rows: column.height, hangs: hangs)
            put(glyph, at: at, style: style, in: clip)
        }
    }
}

extension GlyphSet {
    /// The newest samples, each a share from 0 to 1, as a graph of one row in so many columns at most.
    package func sparkline(_ samples: [Double?], columns: Int) -> String {
        let perCell = self == .rich ? 2 : 1
        let steps = SparkGlyphs.steps(self, rows: 1)
        let heights = samples.suffix(max(0, columns) * perCell).map { sample in
            sample.map { max(1, Int((min(max($0, 0), 1) * Double(steps)).rounded())) } ?? 0
        }
        // An odd oldest sample belongs to the right half of its cell.
        let padded = Array(repeating: 0, count: heights.count % perCell) + heights
        return stride(from: 0, to: padded.count, by: perCell).reduce(into: "") { text, start in
            let cell = Array(padded[start..<start + perCell])
            text.unicodeScalars.append(SparkGlyphs.glyph(cell, self, rows: 1))
        }
    }
}

/// What sparklines are made of.
private enum SparkGlyphs {
    static func steps(_ glyphs: GlyphSet, rows: Int) -> Int {
        switch glyphs {
        case .rich: 4
        // In a single row two steps would be all alike; shades tell four apart.
        case .console: rows == 1 ? 4 : 2
        case .ascii: 3
        }
    }

    /// Braille dots that fill the left and the right half of a cell from below, by height.
    private static let left: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
    private static let right: [UInt32] = [0, 0x80, 0xA0, 0xB0, 0xB8]
    /// The same from above.
    private static let leftHanging: [UInt32] = [0, 0x01, 0x03, 0x07, 0x47]
    private static let rightHanging: [UInt32] = [0, 0x08, 0x18, 0x38, 0xB8]

    static func glyph(
        _ levels: [Int], _ glyphs: GlyphSet, rows: Int, hangs: Bool = false
    ) -> Unicode.Scalar {
        switch glyphs {
        case .rich where hangs:
            Unicode.Scalar(0x2800 + leftHanging[levels[0]] + rightHanging[levels[1]]) ?? " "
        case .rich: Unicode.Scalar(0x2800 + left[levels[0]] + right[levels[1]]) ?? " "
        case .console where rows == 1: [" ", "░", "▒", "▓", "█"][levels[0]]
        case .console: levels[0] == 2 ? "█" : hangs ? "▀" : "▄"
        case .ascii: [" ", hangs ? "'" : ".", ":", "#"][levels[0]]
        }
    }
}
