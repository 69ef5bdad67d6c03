import Text

/// A frame as a drawing: a rectangle for each stretch of background, a text for each stretch of one look, and lines,
/// blocks and dots as shapes.
struct SVGPicture {
    private let frame: Frame
    private let colors: PictureColors
    private var grounds = ""
    private var texts = ""
    /// The outlines of shapes by their colour.
    private var shapes: [RGB: String] = [:]

    /// A cell, in the units of the drawing.
    private static let cell = (width: 10, height: 20, baseline: 15)
    private static let fonts =
        "ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"

    init(_ frame: Frame, _ colors: PictureColors) {
        self.frame = frame
        self.colors = colors
        for row in 0..<frame.size.height {
            drawGround(of: row)
            drawShapes(of: row)
            drawText(of: row)
        }
    }

    /// The whole file.
    var text: String {
        let (width, height) = (frame.size.width * Self.cell.width, frame.size.height * Self.cell.height)
        let paths = shapes.sorted { $0.key.hexadecimal < $1.key.hexadecimal }.map { color, outline in
            "<path fill=\"\(Self.name(color))\" d=\"\(outline)\"/>\n"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)">
            <rect width="\(width)" height="\(height)" fill="\(Self.name(colors.background))"/>
            <g shape-rendering="crispEdges">
            \(grounds)\(paths.joined())</g>
            <g font-family="\(Self.fonts)" font-size="16" xml:space="preserve">
            \(texts)</g>
            </svg>

            """
    }

    /// Stretches of cells of a row that are alike in something.
    private func stretches<Likeness: Equatable>(
        of row: Int, _ likeness: (Cell) -> Likeness
    ) -> [(like: Likeness, columns: Range<Int>)] {
        var found: [(like: Likeness, columns: Range<Int>)] = []
        for x in 0..<frame.size.width {
            let like = likeness(frame[x, row])
            if let last = found.last, last.like == like {
                found[found.count - 1].columns = last.columns.lowerBound..<x + 1
            } else {
                found.append((like, x..<x + 1))
            }
        }
        return found
    }

    private mutating func drawGround(of row: Int) {
        for (ground, columns) in stretches(of: row, { colors.seen($0.style).ground })
        where ground != colors.background {
            grounds += """
                <rect x="\(columns.lowerBound * Self.cell.width)" y="\(row * Self.cell.height)" \
                width="\(columns.count * Self.cell.width)" height="\(Self.cell.height)" \
                fill="\(Self.name(ground))"/>\n
                """
        }
    }

    private mutating func drawShapes(of row: Int) {
        for x in 0..<frame.size.width {
            let cell = frame[x, row]
            guard let shape = CellShape(cell.character) else { continue }
            let (ink, ground) = colors.seen(cell.style)
            let color = PictureColors.mixed(ink, ground, shape.fourths, of: 4)
            for part in shape.parts {
                let (left, top) = (
                    Double(x * Self.cell.width) + part.x, Double(row * Self.cell.height) + part.y
                )
                shapes[color, default: ""] +=
                    "M\(Self.number(left)) \(Self.number(top))h\(Self.number(part.width))"
                    + "v\(Self.number(part.height))h\(Self.number(-part.width))z"
            }
        }
    }

    private mutating func drawText(of row: Int) {
        let kinds = stretches(of: row) { cell in
            Look(ink: colors.seen(cell.style).ink, attributes: cell.style.attributes)
        }
        for (look, columns) in kinds {
            for word in words(
                columns, row, underlined: !look.attributes.isDisjoint(with: Attributes.underlines))
            {
                draw(word, look, row)
            }
        }
    }

    /// How a text looks, its background aside.
    private struct Look: Equatable {
        var ink: RGB
        var attributes: Attributes
    }

    /// A text and its first column; a wide character is one of its own, since fonts disagree about its width.
    private struct Word {
        var text = ""
        var x: Int
        var columns = 0
    }

    /// The texts in a stretch: two blanks and more part them, unless a line lies below.
    private func words(_ columns: Range<Int>, _ row: Int, underlined: Bool) -> [Word] {
        var words: [Word] = []
        var isOpen = false
        for x in columns {
            let cell = frame[x, row]
            guard cell.columns > 0 else { continue }
            let isShape = CellShape(cell.character) != nil
            let isBlank = cell.character == " " && !underlined
            let isNextBlank = x + 1 == columns.upperBound || frame[x + 1, row].character == " "
            guard !isShape, !isBlank || isOpen && !isNextBlank else {
                isOpen = false
                continue
            }
            if !isOpen || cell.columns > 1 { words.append(Word(x: x)) }
            words[words.count - 1].text.append(cell.character)
            words[words.count - 1].columns += cell.columns
            isOpen = cell.columns == 1
        }
        return words
    }

    private mutating func draw(_ word: Word, _ look: Look, _ row: Int) {
        var more = ""
        if look.attributes.contains(.bold) { more += " font-weight=\"bold\"" }
        if look.attributes.contains(.italic) { more += " font-style=\"italic\"" }
        var lines: [String] = []
        if !look.attributes.isDisjoint(with: Attributes.underlines) { lines.append("underline") }
        if look.attributes.contains(.strikethrough) { lines.append("line-through") }
        if look.attributes.contains(.overline) { lines.append("overline") }
        if !lines.isEmpty { more += " text-decoration=\"\(lines.joined(separator: " "))\"" }
        texts += """
            <text x="\(word.x * Self.cell.width)" y="\(row * Self.cell.height + Self.cell.baseline)" \
            textLength="\(word.columns * Self.cell.width)" lengthAdjust="spacingAndGlyphs" \
            fill="\(Self.name(look.ink))"\(more)>\(Self.escaped(word.text))</text>\n
            """
    }

    /// What is left of a text has no meaning in XML (XML 1.0, 2.2 and 2.4).
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    private static func name(_ color: RGB) -> String {
        let digits = String(color.hexadecimal, radix: 16)
        return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Without the zero behind the point of a whole one.
    private static func number(_ value: Double) -> String {
        let digits = "\(value)"
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}
