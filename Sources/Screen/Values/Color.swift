/// A colour of a cell: the terminal's own, an index of its palette, a true colour, or whatever lies under it.
///
/// Four bytes, so that a cell stays small and compares fast.
package struct Color: Hashable, Sendable, BitwiseCopyable {
    /// What a colour is, for a `switch`.
    package enum Kind: Hashable, Sendable {
        /// Keeps the colour the cell had before.
        case transparent
        /// The terminal's own foreground or background.
        case terminal
        /// An index of the terminal's palette of 256.
        case palette(UInt8)
        case rgb(RGB)
    }

    /// Bits 24 and 25 tell the kind, the lower 24 the value.
    let bits: UInt32

    private init(tag: UInt32, value: UInt32) { bits = tag << 24 | value }

    /// Keeps the colour that was in the cell before.
    package static let transparent = Color(tag: 0, value: 0)

    /// The terminal's own foreground or background.
    package static let terminal = Color(tag: 1, value: 0)

    /// A colour of the terminal's palette: 0–7 dark, 8–15 bright, 16–255 cube and greys as in xterm.
    package static func palette(_ index: UInt8) -> Color { Color(tag: 2, value: UInt32(index)) }

    package static func rgb(_ color: RGB) -> Color { Color(tag: 3, value: color.hexadecimal) }

    /// The true colour `0xRRGGBB`.
    package static func rgb(_ hexadecimal: UInt32) -> Color { Color(tag: 3, value: hexadecimal & 0xFF_FFFF) }

    package var kind: Kind {
        let value = bits & 0xFF_FFFF
        return switch bits >> 24 {
        case 0: .transparent
        case 1: .terminal
        case 2: .palette(UInt8(value))
        default: .rgb(RGB(value))
        }
    }

    /// This colour, or the one under it where this one is transparent.
    func over(_ below: Color) -> Color { bits == 0 ? below : self }
}
