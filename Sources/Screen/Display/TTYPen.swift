/// How the terminal draws what comes next, and what it takes to have that changed.
struct TTYPen {
    private var translation: StyleTranslation
    private var writer: RenditionWriter
    /// What SGR sequences have set; `nil` where that is not known.
    private(set) var style: Style?
    /// The hyperlink that is open.
    private var link: LinkAddress?
    private let hasLinks: Bool

    init(_ terminal: TTYDescription) {
        let rendition = terminal.capabilities.rendition
        translation = StyleTranslation(depth: terminal.depth, capabilities: rendition)
        writer = RenditionWriter(rendition)
        hasLinks = terminal.features.contains(.commandStrings)
    }

    /// Nothing is known any more of what the terminal has.
    mutating func forget() { style = nil }

    /// What the terminal has for a slot of a frame.
    mutating func shown(_ slot: Slot, of frame: Frame) -> Style {
        translation.shown(slot.ornament == 0 ? slot.style : frame.style(of: slot))
    }

    /// Changes to a style of the terminal's.
    mutating func select(_ wanted: Style, in bytes: inout [UInt8]) {
        guard wanted != style else { return }
        writer.append(from: style, to: wanted, to: &bytes)
        style = wanted
    }

    /// Changes only as much as a space or an erased cell needs: nobody sees the colour of what is not there.
    mutating func takeForBlanks(_ wanted: Style, in bytes: inout [UInt8]) {
        guard !suitsBlanks(wanted) else { return }
        var blank = style ?? .plain
        blank.background = wanted.background
        blank.attributes.subtract(.seenOnBlanks)
        blank.underlineColor = .transparent
        select(blank, in: &bytes)
    }

    /// Whether a blank of that style may be drawn as things are.
    func suitsBlanks(_ wanted: Style) -> Bool {
        guard let style else { return false }
        return style.background == wanted.background && style.attributes.isDisjoint(with: .seenOnBlanks)
    }

    /// Opens the hyperlink of a slot, or closes the one that is open.
    ///
    /// The identity tells a terminal that the rows of one link belong together.
    mutating func link(_ wanted: LinkAddress?, in bytes: inout [UInt8]) {
        guard hasLinks, wanted != link else { return }
        link = wanted
        let text = wanted.map { "\u{1B}]8;id=\($0.identity);\($0.address)\u{1B}\\" }
        bytes += Array((text ?? "\u{1B}]8;;\u{1B}\\").utf8)
    }

    var hasOpenLink: Bool { link != nil }
}

extension LinkAddress {
    /// Equal for equal addresses: FNV-1a in base 36.
    fileprivate var identity: String {
        let hash = address.utf8.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return String(hash, radix: 36)
    }
}

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

    /// With eight colours a bright one is the dark one in bold, where bold does not lie behind it; bold black is grey,
    /// which only on black is what was meant.
    private static func darken(_ style: inout Style) {
        if style.foreground == .palette(0), ![.terminal, .palette(0)].contains(style.background) {
            style.attributes.remove(.bold)
        }
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
