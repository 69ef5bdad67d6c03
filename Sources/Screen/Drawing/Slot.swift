/// A cell as a frame stores it: 16 bytes without references, so that frames compare as memory.
struct Slot: Hashable, Sendable {
    /// A scalar's value, or with `clusterFlag` an index into the frame's clusters; the width in the upper bits.
    private let glyph: UInt32
    private let foreground: Color
    private let background: Color
    private let attributes: Attributes

    private static let clusterFlag: UInt32 = 1 << 31
    private static let wideFlag: UInt32 = 1 << 30
    private static let rightHalfFlag: UInt32 = 1 << 29
    private static let valueMask: UInt32 = 0x1F_FFFF

    private init(glyph: UInt32, style: Style) {
        self.glyph = glyph
        foreground = style.foreground
        background = style.background
        attributes = style.attributes
    }

    static func scalar(_ scalar: Unicode.Scalar, isWide: Bool = false, style: Style) -> Slot {
        Slot(glyph: scalar.value | (isWide ? wideFlag : 0), style: style)
    }

    static func cluster(_ index: Int, isWide: Bool, style: Style) -> Slot {
        Slot(glyph: UInt32(index) & valueMask | clusterFlag | (isWide ? wideFlag : 0), style: style)
    }

    static func blank(_ style: Style) -> Slot { Slot(glyph: 0x20, style: style) }

    static func rightHalf(_ style: Style) -> Slot { Slot(glyph: 0x20 | rightHalfFlag, style: style) }

    var style: Style { Style(foreground: foreground, background: background, attributes: attributes) }
    var isWide: Bool { glyph & Slot.wideFlag != 0 }
    var isRightHalf: Bool { glyph & Slot.rightHalfFlag != 0 }

    /// The scalar of a slot that is no cluster.
    var scalar: Unicode.Scalar? {
        glyph & Slot.clusterFlag == 0 ? Unicode.Scalar(glyph & Slot.valueMask) : nil
    }

    /// The index into the frame's clusters, where this is one.
    var clusterIndex: Int? { glyph & Slot.clusterFlag == 0 ? nil : Int(glyph & Slot.valueMask) }

    /// The same glyph in another style.
    func restyled(_ style: Style) -> Slot { Slot(glyph: glyph, style: style) }
}
