import Text

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

/// How many colours a terminal shows.
package enum ColorDepth: String, Sendable, CaseIterable, Comparable {
    case monochrome
    /// Eight colours; bright ones by bold.
    case eight
    case sixteen
    /// xterm's palette: 16 colours of the user's, a 6 × 6 × 6 cube and 24 greys.
    case indexed
    case trueColor

    package static func < (one: ColorDepth, other: ColorDepth) -> Bool { one.rank < other.rank }

    private var rank: Int { ColorDepth.allCases.firstIndex(of: self) ?? 0 }

    /// What this depth shows for a colour: the nearest to the eye it has.
    ///
    /// Among 256 the first 16 are left out, as nobody knows how the user has set them. With eight colours the
    /// result may be 8–15, which stands for the dark colour in bold; a background has no bold.
    package func nearest(to color: Color) -> Color {
        switch (self, color.kind) {
        case (.monochrome, _): .terminal
        case (_, .terminal), (_, .transparent): .terminal
        case (.trueColor, _), (.indexed, .palette): color
        case (.sixteen, .palette(let index)) where index < 16: color
        case (.eight, .palette(let index)) where index < 16: color
        case (_, .palette(let index)): nearest(to: .rgb(TerminalPalette.color(index)))
        case (.indexed, .rgb(let rgb)): .palette(TerminalPalette.nearest(to: rgb, among: 16...255))
        case (_, .rgb(let rgb)): .palette(TerminalPalette.nearest(to: rgb, among: 0...15))
        }
    }
}

/// The palette of 256 colours, with VGA's values for the first 16.
package enum TerminalPalette {
    /// VGA's colours as the Linux console has them (drivers/tty/vt/vt.c, default_red and so on).
    private static let vga: [UInt32] = [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ]

    /// The steps of xterm's cube (256colres.pl in xterm's source).
    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// The colour an index stands for; the user may have set the first 16 otherwise.
    package static func color(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16: return RGB(vga[Int(index)])
        case 16..<232:
            let cube = Int(index) - 16
            return RGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
    }

    /// What a colour of a scheme looks like; the terminal's own counts as black.
    static func color(_ color: Color) -> RGB {
        switch color.kind {
        case .rgb(let rgb): rgb
        case .palette(let index): self.color(index)
        case .terminal, .transparent: RGB(0)
        }
    }

    /// The index among these whose colour looks most like the one given.
    package static func nearest(to color: RGB, among indices: ClosedRange<UInt8>) -> UInt8 {
        let wanted = OKLab(color)
        return indices.min { looks[Int($0)].distance(to: wanted) < looks[Int($1)].distance(to: wanted) }
            ?? indices.lowerBound
    }

    private static let looks = (0...255).map { OKLab(color(UInt8($0))) }
}
