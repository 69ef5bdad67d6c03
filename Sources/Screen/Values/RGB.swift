import Glibc

/// A colour of 8 bits a channel, in sRGB.
package struct RGB: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The colour `0xRRGGBB`; higher bits are ignored.
    package init(_ hexadecimal: UInt32) {
        self.init(
            red: UInt8(hexadecimal >> 16 & 0xFF), green: UInt8(hexadecimal >> 8 & 0xFF),
            blue: UInt8(hexadecimal & 0xFF))
    }

    /// The colour as `0xRRGGBB`.
    package var hexadecimal: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance).
    package var luminance: Double {
        let (red, green, blue) = linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio to another colour, 1 to 21 (WCAG 2.2, success criterion 1.4.3).
    package func contrast(to other: RGB) -> Double {
        let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// How different two colours look: their distance in OKLab, where 0.02 is just noticeable.
    package func difference(to other: RGB) -> Double {
        OKLab(self).distance(to: OKLab(other)).squareRoot()
    }

    var linear: (red: Double, green: Double, blue: Double) {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return (linear(red), linear(green), linear(blue))
    }
}
