import Settings

/// A colourway: what every ground and every role looks like, at every colour depth.
package struct Theme: Hashable, Sendable {
    package let name: String
    /// One line that describes it.
    package let about: String
    package let grounds: [Ground: ThemeColor]
    package let roles: [Role: ThemeColor]

    /// The theme that needs no file: the terminal's 16 colours.
    package static let plain = Theme(
        name: "plain", about: "The terminal's own sixteen colours",
        grounds: [
            .background: sixteen(0), .surface: sixteen(0), .raised: sixteen(0),
            .selection: ThemeColor(rgb: RGB(0x1C1C1C), sixteen: 3, eight: 3),
        ],
        roles: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, sixteen(plainIndex($0))) }))

    private init(name: String, about: String, grounds: [Ground: ThemeColor], roles: [Role: ThemeColor]) {
        self.name = name
        self.about = about
        self.grounds = grounds
        self.roles = roles
    }

    /// Reads a theme file.
    ///
    /// `extends` names a theme that `parent` finds and that gives what the file leaves out; without it every
    /// ground and role must be there.
    package init(
        parsing text: String, file: String, name: String,
        parent: (String, SettingsNode) throws(SettingsError) -> Theme
    ) throws(SettingsError) {
        let root = try SettingsNode(parsing: text, file: file)
        let parts = try root.mapping(known: ["about", "extends", "grounds", "roles"])
        var base: Theme?
        if let extends = parts["extends"] { base = try parent(try extends.string(), extends) }
        self.name = name
        about = try parts["about"]?.string() ?? base?.about ?? ""
        grounds = try Theme.colors(parts["grounds"], of: Ground.self, base: base?.grounds, in: root)
        roles = try Theme.colors(parts["roles"], of: Role.self, base: base?.roles, in: root)
        if let bright = parts["grounds"].map({ _ in grounds.first { $0.value.eight > 7 } }) ?? nil {
            throw root.error("grounds.\(bright.key.rawValue): with 8 colours no background is bright")
        }
    }

    private static func colors<Key: RawRepresentable & CaseIterable & Hashable>(
        _ node: SettingsNode?, of type: Key.Type, base: [Key: ThemeColor]?, in root: SettingsNode
    ) throws(SettingsError) -> [Key: ThemeColor] where Key.RawValue == String {
        var colors = base ?? [:]
        let given = try node?.mapping(known: Key.allCases.map(\.rawValue)) ?? [:]
        for key in Key.allCases {
            if let value = given[key.rawValue] {
                colors[key] = try ThemeColor(value)
            } else if colors[key] == nil {
                throw (node ?? root).error(
                    "\(key.rawValue) is missing; give it, or name a theme under extends")
            }
        }
        return colors
    }

    private static func sixteen(_ index: UInt8) -> ThemeColor {
        ThemeColor(rgb: TerminalPalette.color(index), sixteen: index, eight: index)
    }

    private static func plainIndex(_ role: Role) -> UInt8 {
        switch role {
        case .text, .dim, .faint, .unknown: 7
        case .border: 8
        case .accent, .glow, .borderFocused, .warning, .tierYellow, .tierOrange, .chart1: 11
        case .selected, .tierBlack: 15
        case .ok, .tierGreen, .chart2: 10
        case .critical, .tierRed, .chart3: 9
        case .accent2, .info, .chart4: 14
        }
    }
}
