import Screen
import Terminal

/// Copies what an embedded terminal shows into a frame.
enum ShellCells {
    /// Draws every row of the view and returns the cursor, where it is to be shown.
    static func draw(_ screen: borrowing TerminalScreen, into frame: inout Frame, _ rect: Rect) -> Cursor? {
        for row in 0..<min(rect.height, screen.size.rows) {
            let line = screen.line(row)
            for (column, cell) in line.cells.prefix(rect.width).enumerated() {
                let extent = cell.extent
                guard extent == .narrow || extent == .wide else { continue }
                let look = screen.style(of: cell)
                let style = Style(look)
                if cell.isBlank, style == Style() { continue }
                let isHidden = look.attributes.contains(.hidden)
                let character =
                    isHidden
                    ? " " : cell.isCluster ? screen.text(of: cell).first ?? " " : Character(cell.scalar)
                frame.set(
                    Cell(character, style: style, columns: extent == .wide ? 2 : 1),
                    at: Point(x: rect.x + column, y: rect.y + row), in: rect)
            }
        }
        let cursor = screen.cursorState
        guard cursor.isVisible, screen.viewOffset == 0 else { return nil }
        let at = Point(x: rect.x + cursor.column, y: rect.y + cursor.row)
        guard rect.contains(at) else { return nil }
        return Cursor(at: at, shape: .terminal)
    }
}

extension Style {
    init(_ style: TerminalStyle) {
        var attributes: Attributes = []
        let table: [(TerminalStyle.Attributes, Attributes)] = [
            (.bold, .bold), (.faint, .dim), (.italic, .italic), (.blink, .blink), (.inverse, .reverse),
            (.strikethrough, .strikethrough),
        ]
        for (theirs, ours) in table where style.attributes.contains(theirs) { attributes.insert(ours) }
        if style.underline != .none { attributes.insert(.underline) }
        self.init(
            foreground: Color(style.foreground) ?? .terminal,
            background: Color(style.background) ?? .transparent, attributes: attributes)
    }
}

extension Color {
    /// `nil` for the terminal's own.
    fileprivate init?(_ color: TerminalColor) {
        switch color.value {
        case .standard: return nil
        case .palette(let index): self = .palette(index)
        case .rgb(let red, let green, let blue): self = .rgb(RGB(red: red, green: green, blue: blue))
        }
    }
}
