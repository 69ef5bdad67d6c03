/// The colours a terminal has before a program changes any: those of the theme in use.
package struct StandardColors: Hashable, Sendable {
    /// The text's colour where none is named.
    package var foreground: TerminalRGB
    /// The colour behind it.
    package var background: TerminalRGB
    /// The cursor's.
    package var cursor: TerminalRGB
    /// The first colours of the palette, as many as the theme names and 16 at most; the rest are xterm's.
    package var basic: [TerminalRGB]

    /// Light grey on black with xterm's palette, unless told otherwise; the cursor is as the text.
    package init(
        foreground: TerminalRGB = TerminalRGB(0xd0d0d0), background: TerminalRGB = TerminalRGB(0),
        cursor: TerminalRGB? = nil, basic: [TerminalRGB] = []
    ) {
        self.foreground = foreground
        self.background = background
        self.cursor = cursor ?? foreground
        self.basic = basic
    }

    /// A colour of the palette: the basic ones, a cube of 6 × 6 × 6, and 24 greys.
    ///
    /// Source: 256colres.pl and XTerm-col.ad in xterm's source.
    func palette(_ index: UInt8) -> TerminalRGB {
        switch index {
        case 0..<16:
            let index = Int(index)
            return index < basic.count ? basic[index] : Self.xterm[index]
        case 16..<232:
            let cube = Int(index) - 16
            let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
            return TerminalRGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            return TerminalRGB(red: grey, green: grey, blue: grey)
        }
    }

    private static let xterm: [TerminalRGB] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ].map { TerminalRGB($0) }
}
