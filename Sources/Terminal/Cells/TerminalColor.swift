import Text

/// A colour as a program named it: the terminal's own, an entry of the palette, or 24 bits.
package struct TerminalColor: Hashable, Sendable, BitwiseCopyable {
    /// The three ways to name a colour.
    package enum Value: Hashable, Sendable {
        /// The terminal's own foreground or background.
        case standard
        /// One of xterm's 256 colours; the first 16 are the theme's.
        case palette(UInt8)
        /// Red, green and blue.
        case rgb(UInt8, UInt8, UInt8)
    }

    /// The kind in the top byte, the value in the lower three: one comparison tells two colours apart.
    let bits: UInt32

    /// The terminal's own colour.
    package static let standard = TerminalColor(bits: 0)

    /// One of xterm's 256 colours.
    package static func palette(_ index: UInt8) -> TerminalColor {
        TerminalColor(bits: 1 << 24 | UInt32(index))
    }

    /// A colour of 24 bits.
    package static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> TerminalColor {
        TerminalColor(bits: 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    /// The colour taken apart.
    package var value: Value {
        switch bits >> 24 {
        case 1: .palette(UInt8(truncatingIfNeeded: bits))
        case 2:
            .rgb(
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits))
        default: .standard
        }
    }
}

extension RGB {
    /// The colour as `TerminalColor` names it.
    var color: TerminalColor { .rgb(red, green, blue) }

    /// Whether it counts as dark, by its luma (ITU-R BT.601).
    var isDark: Bool { Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 < 128_000 }

    /// The form in which X and xterm's answers write a colour: four hexadecimal digits a part.
    var specification: String {
        "rgb:" + [red, green, blue].map { Hexadecimal.digits(of: [$0, $0]) }.joined(separator: "/")
    }
}
