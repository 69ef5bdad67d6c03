import Text

/// The colours a program has changed (OSC 4, 5 and 10 to 19); all others are the terminal's own.
package struct ColorTable: Hashable, Sendable {
    /// One of the colours a program may change.
    enum Slot: Hashable {
        case palette(UInt8)
        /// The colour of bold, underlined, blinking, reversed or italic text, from 0; kept and told, but not shown, as
        /// in xterm whose `colorBDMode` and the like are off.
        case special(Int)
        /// By the number of the command that sets it, 10 to 19.
        case dynamic(Int)

        /// Whether cells are drawn with it: those of the palette, the text's and the ground's are.
        var isShown: Bool {
            switch self {
            case .palette, .dynamic(10), .dynamic(11): true
            case .special, .dynamic: false
            }
        }
    }

    private var changed: [Slot: RGB] = [:]

    /// Whether the program changed no colour, so that each is as the terminal has it.
    package var isUnchanged: Bool { changed.isEmpty }

    /// The text's colour (OSC 10), or `nil` when it is the terminal's own.
    package var foreground: RGB? { changed[.dynamic(10)] }

    /// The colour behind the text (OSC 11), or `nil` when it is the terminal's own.
    package var background: RGB? { changed[.dynamic(11)] }

    /// The cursor's colour (OSC 12), or `nil` when it is the terminal's own.
    package var cursor: RGB? { changed[.dynamic(12)] }

    /// A style with the changed colours in the place of the names that stand for them.
    package func applied(to style: TerminalStyle) -> TerminalStyle {
        if isUnchanged { return style }
        var style = style
        style.foreground = shown(style.foreground, standard: foreground)
        style.background = shown(style.background, standard: background)
        style.underlineColor = shown(style.underlineColor, standard: nil)
        return style
    }

    /// All changed ones, in no order.
    var all: [(Slot, RGB)] { changed.map { ($0.key, $0.value) } }

    subscript(slot: Slot) -> RGB? {
        get { changed[slot] }
        set { changed[slot] = newValue }
    }

    /// Gives back those colours a condition names; `false` when there are none.
    mutating func reset(where isMeant: (Slot) -> Bool) -> Bool {
        let count = changed.count
        changed = changed.filter { !isMeant($0.key) }
        return changed.count != count
    }

    private func shown(_ color: TerminalColor, standard: RGB?) -> TerminalColor {
        switch color.value {
        case .standard: standard?.color ?? color
        case .palette(let index): changed[.palette(index)]?.color ?? color
        case .rgb: color
        }
    }
}

extension StandardColors {
    /// What a colour is while no program has changed it.
    subscript(slot: ColorTable.Slot) -> RGB {
        switch slot {
        case .palette(let index): palette(index)
        case .special: foreground
        // Text, pointer, Tektronix and highlight; the cursor and Tektronix's cursor; the rest are grounds.
        case .dynamic(10), .dynamic(13), .dynamic(15), .dynamic(17): foreground
        case .dynamic(12), .dynamic(18): cursor
        case .dynamic: background
        }
    }
}

/// The colours a terminal has before a program changes any: those of the theme in use.
package struct StandardColors: Hashable, Sendable {
    /// The text's colour where none is named.
    package var foreground: RGB
    /// The colour behind it.
    package var background: RGB
    /// The cursor's.
    package var cursor: RGB
    /// The first colours of the palette, as many as the theme names and 16 at most; the rest are xterm's.
    package var basic: [RGB]

    /// Light grey on black with xterm's palette, unless told otherwise; the cursor is as the text.
    package init(
        foreground: RGB = RGB(0xd0d0d0), background: RGB = RGB(0),
        cursor: RGB? = nil, basic: [RGB] = []
    ) {
        self.foreground = foreground
        self.background = background
        self.cursor = cursor ?? foreground
        self.basic = basic
    }

    /// A colour of the palette: the basic ones, a cube of 6 × 6 × 6, and 24 greys.
    ///
    /// Source: 256colres.pl and XTerm-col.ad in xterm's source.
    func palette(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16:
            let index = Int(index)
            return index < basic.count ? basic[index] : Self.xterm[index]
        case 16..<232:
            let cube = Int(index) - 16
            let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
            return RGB(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
    }

    private static let xterm: [RGB] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ].map { RGB($0) }
}
