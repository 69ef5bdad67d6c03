import Text

/// A colour of 24 bits.
package struct TerminalRGB: Hashable, Sendable, BitwiseCopyable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour written as `0xRRGGBB`.
    package init(_ value: UInt32) {
        red = UInt8(truncatingIfNeeded: value >> 16)
        green = UInt8(truncatingIfNeeded: value >> 8)
        blue = UInt8(truncatingIfNeeded: value)
    }

    /// The colour as `TerminalColor` names it.
    var color: TerminalColor { .rgb(red, green, blue) }

    /// Whether it counts as dark, by its luma (ITU-R BT.601).
    var isDark: Bool { Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 < 128_000 }

    /// The form in which X and xterm's answers write a colour: four hexadecimal digits a part.
    var specification: String {
        "rgb:" + [red, green, blue].map { Hexadecimal.digits(of: [$0, $0]) }.joined(separator: "/")
    }
}
