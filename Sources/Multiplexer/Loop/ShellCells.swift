import Screen
import Terminal
import Text

/// Copies what an embedded terminal shows into a frame.
package enum ShellCells {
    /// Draws rows of the view, all unless told otherwise, and returns the cursor, where it is to be shown.
    ///
    /// The rows are blank before. They begin with the line `top`, or are the view's.
    package static func draw(
        _ screen: borrowing TerminalScreen, from top: Int? = nil, rows: [Int]? = nil,
        into frame: inout Frame, _ rect: Rect
    ) -> Cursor? {
        let top = top ?? screen.topLine
        var looks = ShellLooks(screen)
        let height = min(rect.height, screen.size.rows)
        if looks.ground != Style() {
            for row in rows ?? Array(0..<rect.height) { frame.fill(rect.row(row), style: looks.ground) }
        }
        for row in rows ?? Array(0..<height) where row < height {
            let cells = screen.line(number: top + row).cells
            for column in 0..<min(rect.width, cells.count) where cells[column] != .blank {
                let cell = cells[column]
                let extent = cell.extent
                guard extent == .narrow || extent == .wide else { continue }
                let (brush, isHidden) = looks.look(of: cell, on: screen, in: &frame)
                let at = Point(x: rect.x + column, y: rect.y + row)
                if cell.isCluster, !isHidden {
                    let text = screen.text(of: cell)
                    frame.put(cluster: text, isWide: extent == .wide, at: at, with: brush, in: rect)
                } else {
                    let scalar = isHidden ? " " : cell.scalar
                    frame.put(scalar, isWide: extent == .wide, at: at, with: brush, in: rect)
                }
            }
        }
        return cursor(screen, rect)
    }

    private static func cursor(_ screen: borrowing TerminalScreen, _ rect: Rect) -> Cursor? {
        let cursor = screen.cursorState
        guard cursor.isVisible, screen.viewOffset == 0 else { return nil }
        let at = Point(x: rect.x + cursor.column, y: rect.y + cursor.row)
        guard rect.contains(at) else { return nil }
        // A block is what programs start with, and so what the user has chosen for the terminal.
        let shape: Cursor.Shape =
            switch cursor.shape {
            case .block: .terminal
            case .underline: .underline
            case .bar: .bar
            }
        return Cursor(at: at, shape: shape)
    }
}

/// The looks of a terminal's cells as a frame has them, each found once for cells that follow each other.
private struct ShellLooks {
    private let colors: ColorTable
    /// Mode ?5: what is inverse is plain, and the other way round.
    private let isReversed: Bool
    private var number: Int?
    private var last: (brush: Brush, isHidden: Bool)?
    private var link: (found: Hyperlink, shown: LinkAddress?)?

    init(_ screen: borrowing TerminalScreen) {
        colors = screen.colors
        isReversed = screen.modes.contains(.reverseScreen)
    }

    /// The style of the cells nothing was ever written to.
    var ground: Style { shown(.plain) }

    mutating func look(
        of cell: TerminalCell, on screen: borrowing TerminalScreen, in frame: inout Frame
    ) -> (brush: Brush, isHidden: Bool) {
        if let last, number == cell.styleNumber, !cell.hasLink { return last }
        let style = screen.style(of: cell)
        var address: LinkAddress?
        if cell.hasLink, let found = screen.link(of: cell) { address = self.address(of: found) }
        let look = (frame.brush(shown(style), link: address), style.attributes.contains(.hidden))
        number = cell.hasLink ? nil : cell.styleNumber
        last = look
        return look
    }

    private mutating func address(of found: Hyperlink) -> LinkAddress? {
        if let link, link.found == found { return link.shown }
        let shown = LinkAddress(found.address)
        link = (found, shown)
        return shown
    }

    private func shown(_ style: TerminalStyle) -> Style {
        var style = Style(colors.applied(to: style))
        if isReversed { style.attributes.formSymmetricDifference(.reverse) }
        return style
    }
}

extension Style {
    package init(_ style: TerminalStyle) {
        self.init(
            foreground: Color(style.foreground) ?? .terminal,
            background: Color(style.background) ?? .transparent,
            attributes: Attributes(style.attributes).union(Attributes(style.underline)),
            underlineColor: Color(style.underlineColor) ?? .transparent)
    }
}

extension Attributes {
    private static let known: [(TerminalStyle.Attributes, Attributes)] = [
        (.bold, .bold), (.faint, .dim), (.italic, .italic), (.blink, .blink), (.inverse, .reverse),
        (.strikethrough, .strikethrough), (.overline, .overline),
    ]

    fileprivate init(_ attributes: TerminalStyle.Attributes) {
        self.init()
        guard !attributes.isEmpty else { return }
        for (theirs, ours) in Self.known where attributes.contains(theirs) { insert(ours) }
    }

    fileprivate init(_ underline: TerminalStyle.Underline) {
        self =
            switch underline {
            case .none: Attributes()
            case .single: .underline
            case .double: .doubleUnderline
            case .curly: .curlyUnderline
            case .dotted: .dottedUnderline
            case .dashed: .dashedUnderline
            }
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
