/// A small picture of dots, 2 across and 4 down in each cell.
///
/// A rich terminal shows every dot in braille; the Linux console shows half blocks and a terminal
/// without Unicode shows points, both from the same dots.
package struct Canvas: Sendable {
    /// Extent in cells.
    package let size: Size
    /// Extent in dots.
    package var width: Int { size.width * 2 }
    package var height: Int { size.height * 4 }

    private var dots: [UInt8]
    private var styles: [Style]

    /// An empty canvas of this many cells.
    package init(_ size: Size) {
        self.size = size
        dots = Array(repeating: 0, count: size.width * size.height)
        styles = Array(repeating: Style(), count: dots.count)
    }

    /// Sets a dot; its style becomes that of the whole cell, and outside the canvas nothing happens.
    package mutating func dot(x: Int, y: Int, style: Style) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let cell = y / 4 * size.width + x / 2
        dots[cell] |= Canvas.bits[y % 4][x % 2]
        styles[cell] = style
    }

    /// Sets the dots on a straight line, both ends included (Bresenham).
    package mutating func line(from start: Point, to end: Point, style: Style) {
        let across = abs(end.x - start.x)
        let down = -abs(end.y - start.y)
        var (x, y, error) = (start.x, start.y, across + down)
        // A line that starts and ends far outside would take long to draw nothing.
        guard across < 1 << 14, -down < 1 << 14 else { return }
        while true {
            dot(x: x, y: y, style: style)
            if x == end.x, y == end.y { return }
            let twice = 2 * error
            if twice >= down {
                error += down
                x += start.x < end.x ? 1 : -1
            }
            if twice <= across {
                error += across
                y += start.y < end.y ? 1 : -1
            }
        }
    }

    /// Draws the cells that have dots; the others leave the frame as it is.
    package func draw(on frame: inout Frame, at origin: Point, glyphs: GlyphSet, clip: Rect? = nil) {
        for y in 0..<size.height {
            for x in 0..<size.width {
                let index = y * size.width + x
                guard dots[index] != 0 else { continue }
                let at = Point(x: origin.x + x, y: origin.y + y)
                frame.put(Canvas.glyph(dots[index], glyphs), at: at, style: styles[index], in: clip)
            }
        }
    }

    /// The bits of braille dots 1–8 by row and column (Unicode Standard, 21.1).
    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    private static let upper: UInt8 = 0x01 | 0x08 | 0x02 | 0x10

    static func glyph(_ dots: UInt8, _ glyphs: GlyphSet) -> Unicode.Scalar {
        let (isUpper, isLower) = (dots & upper != 0, dots & ~upper != 0)
        switch glyphs {
        case .rich: return Unicode.Scalar(0x2800 + UInt32(dots)) ?? " "
        case .console: return isUpper && isLower ? "█" : isUpper ? "▀" : isLower ? "▄" : " "
        case .ascii: return isUpper && isLower ? ":" : isUpper ? "'" : isLower ? "." : " "
        }
    }
}
