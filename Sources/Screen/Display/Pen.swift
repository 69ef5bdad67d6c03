/// How the terminal draws what comes next, and what it takes to have that changed.
struct Pen {
    private var translation: StyleTranslation
    private var writer: RenditionWriter
    /// What SGR sequences have set; `nil` where that is not known.
    private(set) var style: Style?
    /// The hyperlink that is open.
    private var link: LinkAddress?
    private let hasLinks: Bool

    init(_ terminal: TerminalDescription) {
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
    mutating func take(_ wanted: Style, in bytes: inout [UInt8]) {
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
        take(blank, in: &bytes)
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
