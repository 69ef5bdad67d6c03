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
