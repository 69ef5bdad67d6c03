/// A screen as what draws it on an empty terminal.
extension TerminalScreen {
    /// Clears the terminal, draws every row from its left edge and leaves the cursor where it is, with a put-off wrap
    /// where there is one.
    ///
    /// With the scrollback, its lines come first and scroll away above; the terminal must then have the screen's height
    /// for the cursor to be right. Modes, margins, the cursor's shape and its being hidden are not told: whoever looks at
    /// a dump goes on using the terminal.
    func ansiDump(scrollback: Bool) -> String {
        var writer = AnsiWriter()
        writer.text = "\u{1b}[m\u{1b}[H\u{1b}[2J"
        let first = firstDumpedLine(scrollback: scrollback)
        for number in first..<endLine {
            if number > first { writer.text += "\r\n" }
            for run in runs(of: line(number: number)) { writer.write(run) }
        }
        writer.rest()
        return writer.text + placement()
    }

    /// Moves the cursor to its place; where it waits behind the last column, or behind the right margin when that is in
    /// force, by writing what stands there again.
    func placement(hasMargins: Bool = false) -> String {
        let line = line(number: endLine - rows + cursor.row)
        var column = cursor.column
        if cursor.wrapsNext, column < line.cells.count, line.cells[column].isTail { column -= 1 }
        var writer = AnsiWriter()
        writer.text = "\u{1b}[\(cursor.row + 1);\(column + 1)H"
        guard cursor.wrapsNext, hasMargins || cursor.column == columns - 1 else { return writer.text }
        let cell = column < line.cells.count ? line.cells[column] : TerminalCell.blank
        writer.write(
            CellRun(
                text: text(of: cell), cells: 1, isWide: cell.isWide, style: style(of: cell),
                link: link(of: cell)))
        writer.rest()
        return writer.text
    }
}

/// Text with the sequences that give it its look; it says what changes only.
struct AnsiWriter {
    var text = ""
    private var style = TerminalStyle.plain
    private var link: Hyperlink?

    mutating func write(_ run: CellRun) {
        if run.link != link {
            text += "\u{1b}]8;\(run.link?.parameters ?? "");\(run.link?.address ?? "")\u{1b}\\"
            link = run.link
        }
        if run.style != style {
            text += "\u{1b}[\(run.style.rendition)m"
            style = run.style
        }
        if let column = run.apart { text += "\u{1b}[\(column + 1)G" }
        text += run.text
    }

    /// Ends link and style.
    mutating func rest() {
        if link != nil { text += "\u{1b}]8;;\u{1b}\\" }
        if style != .plain { text += "\u{1b}[m" }
        link = nil
        style = .plain
    }
}

extension TerminalStyle {
    /// Attributes in the order of their SGR numbers (ECMA-48 §8.3.117, overline after ISO 8613-6).
    private static let numbers: [(Attributes, Int)] = [
        (.bold, 1), (.faint, 2), (.italic, 3), (.blink, 5), (.inverse, 7), (.hidden, 8), (.strikethrough, 9),
        (.overline, 53),
    ]

    /// The parameters of the SGR that sets this style and nothing else.
    ///
    /// Colours are written with semicolons, which every terminal reads, but for the underline's own and the underlines of
    /// kitty's (https://sw.kovidgoyal.net/kitty/underlines/), which are told with colons only; a
    /// terminal that does not know those draws a plain line.
    var rendition: String {
        var parameters = ["0"]
        for (attribute, number) in Self.numbers where attributes.contains(attribute) {
            parameters.append("\(number)")
        }
        switch underline {
        case .none: break
        case .single: parameters.append("4")
        case .double: parameters.append("21")
        case .curly, .dotted, .dashed: parameters += ["4", "4:\(underline.rawValue)"]
        }
        parameters += Self.parameters(of: foreground, base: 30) + Self.parameters(of: background, base: 40)
        switch underlineColor.value {
        case .standard: break
        case .palette(let entry): parameters.append("58:5:\(entry)")
        case .rgb(let red, let green, let blue): parameters.append("58:2::\(red):\(green):\(blue)")
        }
        return parameters.joined(separator: ";")
    }

    private static func parameters(of color: TerminalColor, base: Int) -> [String] {
        switch color.value {
        case .standard: []
        case .palette(let entry) where entry < 8: ["\(base + Int(entry))"]
        case .palette(let entry) where entry < 16: ["\(base + 52 + Int(entry))"]
        case .palette(let entry): ["\(base + 8)", "5", "\(entry)"]
        case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
