/// What a piece of text or line is for; a theme says how it looks.
package enum Role: String, Sendable, CaseIterable {
    case text
    /// Secondary text: labels, ages, units.
    case dim
    /// Text that is looked at last: tags, kinds, hints.
    case faint
    case accent
    case accent2
    /// The brightest form of the accent, for what glows.
    case glow
    /// Decoration that carries nothing: frames, tracks, rules, the far side of the globe.
    case border
    case borderFocused
    /// Text of the selected row.
    case selected
    case ok
    case warning
    case critical
    /// What is not known; never to be mistaken for `ok`.
    case unknown
    case info
    case tierGreen
    case tierYellow
    case tierOrange
    case tierRed
    case tierBlack
    case chart1
    case chart2
    case chart3
    case chart4

    /// The least contrast (WCAG 2.2, 1.4.3 and 1.4.11) to every ground the role is drawn on.
    package var leastContrast: Double {
        switch self {
        case .border: 1
        case .borderFocused: 3
        default: 4.5
        }
    }

    /// How the role is told apart where there are no colours.
    var monochrome: Attributes {
        switch self {
        case .accent, .accent2, .glow, .borderFocused, .warning, .tierOrange: .bold
        case .dim, .faint, .border: .dim
        case .critical, .tierRed: [.bold, .reverse]
        case .selected, .tierBlack: .reverse
        case .unknown: .underline
        case .text, .ok, .info, .tierGreen, .tierYellow, .chart1, .chart2, .chart3, .chart4: []
        }
    }
}

/// What lies behind text.
package enum Ground: String, Sendable, CaseIterable {
    /// The screen itself.
    case background
    /// A panel.
    case surface
    /// A dialog, the palette, a card above a panel.
    case raised
    /// The selected row.
    case selection
}
