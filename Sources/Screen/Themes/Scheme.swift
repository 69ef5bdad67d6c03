/// A theme at one colour depth: the styles to draw with.
package struct Scheme: Sendable, Equatable {
    package let theme: Theme
    package let depth: ColorDepth
    private let inks: [Style]
    private let backgrounds: [Color]

    package init(_ theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
        inks = Role.allCases.map { role in
            let attributes = depth == .monochrome ? role.monochrome : []
            return Style(
                foreground: theme.roles[role]?.color(at: depth) ?? .terminal, attributes: attributes)
        }
        backgrounds = Ground.allCases.map { theme.grounds[$0]?.color(at: depth) ?? .terminal }
    }

    /// The style of a role; it keeps the background that is already there.
    package subscript(role: Role) -> Style { inks[Scheme.position(of: role)] }

    /// The style of a role on a ground.
    ///
    /// With 16 colours or fewer everything on a selected row is black on white: what yellow or blue looks like is the
    /// terminal's choice, and only these two can be read in every palette.
    package subscript(role: Role, on ground: Ground) -> Style {
        guard ground == .selection, depth < .indexed, depth > .monochrome else {
            return self[ground == .selection && depth < .indexed ? .selected : role].on(background(ground))
        }
        return Style(foreground: .palette(0), background: .palette(7))
    }

    /// The style to fill an area with.
    package subscript(fill ground: Ground) -> Style {
        ground == .selection ? self[.selected, on: ground] : self[.text, on: ground]
    }

    package func background(_ ground: Ground) -> Color { backgrounds[Scheme.position(of: ground)] }

    /// A badge: text on the colour of the role, in that of the background or in white, whichever reads better.
    ///
    /// Yellow is brown in VGA's palette alone, where black is read on it, too; white on yellow is read nowhere else.
    package func badge(_ role: Role) -> Style {
        guard depth > .monochrome else { return self[role].adding(.reverse) }
        // With eight colours a background is never bright.
        let ink = self[role].foreground
        let color =
            if case .palette(let index) = ink.kind, depth == .eight { Color.palette(index & 7) } else { ink }
        let inks: [Color] = [
            background(.background), depth < .indexed ? .palette(15) : self[.selected].foreground,
        ]
        if color == .palette(3) { return Style(foreground: .palette(0), background: color) }
        let best = inks.max { contrast($0, color) < contrast($1, color) }
        return Style(foreground: best ?? .terminal, background: color)
    }

    private func contrast(_ one: Color, _ other: Color) -> Double {
        TerminalPalette.color(one).contrast(to: TerminalPalette.color(other))
    }

    private static func position(of role: Role) -> Int { positions[role] ?? 0 }

    private static func position(of ground: Ground) -> Int { Ground.allCases.firstIndex(of: ground) ?? 0 }

    private static let positions = Dictionary(
        uniqueKeysWithValues: Role.allCases.enumerated().map { ($0.element, $0.offset) })
}

/// How much the screen moves and shines.
package enum VisualMode: String, Sendable, CaseIterable {
    /// Everything: boot sequence, glow, scan line, motion.
    case jarvis
    /// For work: what moves carries a meaning.
    case ops
    /// Nothing moves but what changes.
    case minimal

    /// Whether the boot sequence plays.
    package var boots: Bool { self == .jarvis }
    /// Whether the globe turns and graphs glide.
    package var moves: Bool { self != .minimal }

    /// The mode after this one, round and round.
    package var next: VisualMode {
        switch self {
        case .jarvis: .ops
        case .ops: .minimal
        case .minimal: .jarvis
        }
    }
}
