/// Renditions that a program put aside (XTPUSHSGR and XTPOPSGR, xterm's ctlseqs): the newest ten.
struct RenditionStack {
    /// A style and the numbers of what is to be taken back of it; everything when there are none.
    private struct Entry {
        let style: TerminalStyle
        let parts: [Int]
    }

    private static let limit = 10

    private var entries: [Entry] = []

    mutating func push(_ style: TerminalStyle, parts: [Int]) {
        if entries.count == Self.limit { entries.removeFirst() }
        entries.append(Entry(style: style, parts: parts))
    }

    /// The style that `current` becomes; `nil` when nothing is put aside.
    mutating func pop(into current: TerminalStyle) -> TerminalStyle? {
        guard let entry = entries.popLast() else { return nil }
        if entry.parts.isEmpty { return entry.style }
        var style = current
        for part in entry.parts { Self.take(part, of: entry.style, into: &style) }
        return style
    }

    private static let attributes: [Int: TerminalStyle.Attributes] = [
        1: .bold, 2: .faint, 3: .italic, 5: .blink, 7: .inverse, 8: .hidden, 9: .strikethrough,
    ]

    private static func take(_ part: Int, of old: TerminalStyle, into style: inout TerminalStyle) {
        switch part {
        case 4, 21: style.underline = old.underline
        case 10, 30: style.foreground = old.foreground
        case 11, 31: style.background = old.background
        default:
            guard let attribute = attributes[part] else { return }
            style.attributes.subtract(attribute)
            style.attributes.formUnion(old.attributes.intersection(attribute))
        }
    }
}

extension TerminalScreen {
    /// XTPUSHSGR: puts the pen's rendition aside, or the parts of it that the parameters name.
    mutating func pushRendition(_ parameters: borrowing SequenceParameters) {
        let parts = (0..<parameters.count).map { parameters.value($0) }.filter { $0 > 0 }
        renditions.push(cursor.style, parts: parts)
    }

    /// XTPOPSGR: takes it back.
    mutating func popRendition() {
        guard let style = renditions.pop(into: cursor.style) else { return }
        cursor.style = style
        penIsStale = true
    }

    /// XTREPORTSGR: the rendition that the cells of a rectangle have in common.
    mutating func reportRendition(of area: Rectangle?) {
        guard let area else { return }
        var common = style(of: grid.line(area.rows.lowerBound)[area.columns.lowerBound])
        for row in area.rows {
            for column in area.columns { common.keep(style(of: grid.line(row)[column])) }
        }
        reply("\u{1b}[\(common.reportedRendition)m")
    }
}

extension TerminalStyle {
    /// Gives up what another style does not share.
    fileprivate mutating func keep(_ other: TerminalStyle) {
        attributes.formIntersection(other.attributes)
        if underline != other.underline { underline = .none }
        if foreground != other.foreground { foreground = .standard }
        if background != other.background { background = .standard }
        if underlineColor != other.underlineColor { underlineColor = .standard }
    }
}
