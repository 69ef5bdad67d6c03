/// Turns styles into what the terminal has: its colours, its attributes.
struct StyleTranslation {
    private let depth: ColorDepth
    private let capabilities: RenditionCapabilities
    private var colors = ColorMemory()
    private var last: (style: Style, shown: Style) = (.plain, .plain)

    init(depth: ColorDepth, capabilities: RenditionCapabilities) {
        self.depth = depth
        self.capabilities = capabilities
    }

    /// The nearest the terminal has to a style; its colours are never transparent, but for that of the underline.
    mutating func shown(_ style: Style) -> Style {
        if style == last.style { return last.shown }
        var shown = style
        shown.foreground = color(style.foreground)
        shown.background = color(style.background)
        shown.attributes = attributes(style.attributes)
        if depth == .eight { Self.darken(&shown) }
        let isColored = shown.foreground != .terminal || shown.background != .terminal
        if isColored { shown.attributes.subtract(capabilities.colorless) }
        let isLined = !shown.attributes.isDisjoint(with: .underlines)
        let hasColor = isLined && capabilities.hasUnderlineColors && style.underlineColor != .transparent
        shown.underlineColor = hasColor ? color(style.underlineColor) : .transparent
        if shown.underlineColor == .terminal { shown.underlineColor = .transparent }
        last = (style, shown)
        return shown
    }

    /// The attributes the terminal has, with one underline at most, a single one in the place of what it has not.
    private func attributes(_ attributes: Attributes) -> Attributes {
        var shown = attributes.intersection(capabilities.attributes).subtracting(.underlines)
        let lines = attributes.intersection(.underlines)
        guard !lines.isEmpty, capabilities.attributes.contains(.underline) else { return shown }
        let fanciest = Attributes(rawValue: 1 << UInt16(15 - lines.rawValue.leadingZeroBitCount))
        shown.insert(capabilities.attributes.contains(fanciest) ? fanciest : .underline)
        return shown
    }

    private mutating func color(_ color: Color) -> Color {
        if depth == .trueColor { return color == .transparent ? .terminal : color }
        return colors.nearest(to: color, at: depth)
    }

    /// With eight colours a bright one is the dark one in bold, where bold does not lie behind it.
    private static func darken(_ style: inout Style) {
        if case .palette(let index) = style.foreground.kind, index > 7 {
            style.foreground = .palette(index - 8)
            if !style.attributes.contains(.reverse) { style.attributes.insert(.bold) }
        }
        if case .palette(let index) = style.background.kind, index > 7 {
            style.background = .palette(index - 8)
        }
    }
}

/// The nearest colours found last: a fixed number of them, each in the place its value gives.
private struct ColorMemory {
    private var wanted: [Color]
    private var found: [Color]

    private static let places = 1 << 12

    init() {
        wanted = Array(repeating: .transparent, count: Self.places)
        found = Array(repeating: .terminal, count: Self.places)
    }

    mutating func nearest(to color: Color, at depth: ColorDepth) -> Color {
        let place = Int((color.bits &* 0x9E37_79B1) >> 20)
        if wanted[place] == color { return found[place] }
        let nearest = depth.nearest(to: color)
        (wanted[place], found[place]) = (color, nearest)
        return nearest
    }
}
