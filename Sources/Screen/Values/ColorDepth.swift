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
