import CNCurses

/// Styles as ncurses takes them: attributes and a colour pair.
struct CursesInk {
    struct Value {
        let attributes: attr_t
        let pair: Int32
    }

    private let depth: ColorDepth
    private var pairs: ColorPairs
    private var known: [Style: Value] = [:]
    private var shown: [Color: Color] = [:]

    init(depth: ColorDepth, pairLimit: Int) {
        self.depth = pairLimit > 0 ? depth : .monochrome
        pairs = ColorPairs(limit: pairLimit)
    }

    /// Forgets all pairs, when they have run out; whether that was so, and all has to be drawn anew.
    mutating func makeRoom() -> Bool {
        guard pairs.isOverfull else { return false }
        known = [:]
        pairs.removeAll()
        return true
    }

    mutating func value(of style: Style) -> Value {
        if let value = known[style] { return value }
        var attributes = CursesInk.attributes(style.attributes)
        var foreground = number(of: style.foreground)
        var background = number(of: style.background)
        if depth == .eight {
            if foreground > 7 {
                foreground -= 8
                attributes |= style.attributes.contains(.reverse) ? 0 : jarvis_bold
            }
            if background > 7 { background -= 8 }
        }
        let value = Value(
            attributes: attributes, pair: pairs.pair(foreground: foreground, background: background))
        known[style] = value
        return value
    }

    /// The number ncurses gives a colour: a palette index, or red, green and blue in 24 bits.
    ///
    /// The first 256 numbers are indices (see `TerminalDatabase`), so the darkest blues get one step of green.
    private mutating func number(of color: Color) -> Int32 {
        let nearest = shown[color] ?? depth.nearest(to: color)
        shown[color] = nearest
        return switch nearest.kind {
        case .terminal, .transparent: -1
        case .palette(let index): Int32(index)
        case .rgb(let rgb): Int32(rgb.hexadecimal < 256 ? rgb.hexadecimal | 0x100 : rgb.hexadecimal)
        }
    }

    private static func attributes(_ attributes: Attributes) -> attr_t {
        let table: [(Attributes, attr_t)] = [
            (.bold, jarvis_bold), (.dim, jarvis_dim), (.italic, jarvis_italic),
            (.underline, jarvis_underline),
            (.blink, jarvis_blink), (.reverse, jarvis_reverse),
        ]
        return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
    }
}
