/// A cell as a frame stores it: 16 bytes without references or gaps, so that frames compare as memory.
struct Slot: Hashable, Sendable, BitwiseCopyable {
    /// A scalar's value, or with `clusterFlag` an index into the frame's clusters; the width in the upper bits.
    private let glyph: UInt32
    let foreground: Color
    let background: Color
    let attributes: Attributes
    /// An index into the frame's ornaments; 0 for none.
    let ornament: UInt16

    private static let clusterFlag: UInt32 = 1 << 31
    private static let wideFlag: UInt32 = 1 << 30
    private static let rightHalfFlag: UInt32 = 1 << 29
    private static let valueMask: UInt32 = 0x1F_FFFF

    private init(glyph: UInt32, style: Style, ornament: UInt16) {
        self.glyph = glyph
        foreground = style.foreground
        background = style.background
        attributes = style.attributes
        self.ornament = ornament
    }

    static func scalar(
        _ scalar: Unicode.Scalar, isWide: Bool = false, style: Style, ornament: UInt16 = 0
    ) -> Slot {
        Slot(glyph: scalar.value | (isWide ? wideFlag : 0), style: style, ornament: ornament)
    }

    static func cluster(_ index: Int, isWide: Bool, style: Style, ornament: UInt16 = 0) -> Slot {
        Slot(
            glyph: UInt32(index) & valueMask | clusterFlag | (isWide ? wideFlag : 0), style: style,
            ornament: ornament)
    }

    static func blank(_ style: Style, ornament: UInt16 = 0) -> Slot {
        Slot(glyph: 0x20, style: style, ornament: ornament)
    }

    static func rightHalf(_ style: Style, ornament: UInt16) -> Slot {
        Slot(glyph: 0x20 | rightHalfFlag, style: style, ornament: ornament)
    }

    /// The style, but for the colour of an underline, which is an ornament's.
    var style: Style { Style(foreground: foreground, background: background, attributes: attributes) }
    var isWide: Bool { glyph & Slot.wideFlag != 0 }
    var isRightHalf: Bool { glyph & Slot.rightHalfFlag != 0 }
    var isCluster: Bool { glyph & Slot.clusterFlag != 0 }

    /// Whether nothing can be seen but the background.
    var isBlank: Bool {
        glyph == 0x20 && ornament == 0 && attributes.isDisjoint(with: .seenOnBlanks)
    }

    /// The scalar of a slot that is no cluster.
    var scalar: Unicode.Scalar? { isCluster ? nil : Unicode.Scalar(glyph & Slot.valueMask) }

    /// The index into the frame's clusters, where this is one.
    var clusterIndex: Int? { isCluster ? Int(glyph & Slot.valueMask) : nil }

    /// Whether the slot means the same in every frame: what it names in tables is named by number.
    var standsAlone: Bool { !isCluster && ornament == 0 }

    /// The same glyph in another style.
    func restyled(_ style: Style, ornament: UInt16) -> Slot {
        Slot(glyph: glyph, style: style, ornament: ornament)
    }

    /// The same slot with this ornament.
    func ornamented(_ ornament: UInt16) -> Slot { Slot(glyph: glyph, style: style, ornament: ornament) }
}

/// What few cells have: an underline of its own colour, a hyperlink.
struct Ornament: Hashable, Sendable {
    /// Transparent for the colour of the text.
    var underlineColor = Color.transparent
    var link: LinkAddress?

    static let none = Ornament()
}
