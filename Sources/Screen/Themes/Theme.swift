import Settings
import Text

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
        case .text, .dim, .unknown: 7
        case .faint: 6
        case .border: 8
        case .accent, .glow, .borderFocused, .warning, .tierYellow, .tierOrange, .chart1: 11
        case .selected, .tierBlack: 15
        case .ok, .tierGreen, .chart2: 10
        case .critical, .tierRed, .chart3: 9
        case .accent2, .info, .chart4: 14
        }
    }
}

/// One colour of a theme, at every depth.
package struct ThemeColor: Hashable, Sendable {
    package let rgb: RGB
    /// The index (0–15) with 16 colours.
    package let sixteen: UInt8
    /// The index with eight colours, where 8–15 is the dark colour in bold.
    package let eight: UInt8

    package init(rgb: RGB, sixteen: UInt8, eight: UInt8) {
        self.rgb = rgb
        self.sixteen = sixteen
        self.eight = eight
    }

    /// The colour at a depth; with eight colours 8–15 stands for bold.
    package func color(at depth: ColorDepth) -> Color {
        switch depth {
        case .monochrome: .terminal
        case .eight: .palette(eight)
        case .sixteen: .palette(sixteen)
        case .indexed, .trueColor: depth.nearest(to: .rgb(rgb))
        }
    }

    /// Reads `"#ffb000"`, or `["#ffb000", bright-yellow, yellow]` with the names for 16 and for 8 colours.
    ///
    /// A name that is left out is the nearest colour.
    init(_ node: SettingsNode) throws(SettingsError) {
        let parts = node.text != nil ? [node] : try node.list()
        guard let first = parts.first, parts.count <= 3 else {
            throw node.error(
                "expected a colour such as \"#ffb000\", or a list of it and its names for 16 and 8 colours")
        }
        rgb = try ThemeColor.rgb(first)
        let nearest = TerminalPalette.nearest(to: rgb, among: 0...15)
        sixteen = parts.count > 1 ? try ThemeColor.named(parts[1]) : nearest
        eight = parts.count > 2 ? try ThemeColor.named(parts[2]) : sixteen
    }

    private static func rgb(_ node: SettingsNode) throws(SettingsError) -> RGB {
        let text = try node.string()
        guard text.utf8.count == 7, text.first == "#", let value = Hexadecimal.number(text.utf8.dropFirst())
        else { throw node.error("\"\(text)\" is not a colour such as \"#ffb000\"") }
        return RGB(UInt32(value))
    }

    private static func named(_ node: SettingsNode) throws(SettingsError) -> UInt8 {
        let text = try node.string()
        guard let index = names.firstIndex(of: text) else {
            throw node.error("\"\(text)\" is not one of: \(names.joined(separator: ", "))")
        }
        return UInt8(index)
    }

    /// The names of the 16 colours by index.
    package static let names: [String] = {
        let dark = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        return dark + dark.map { "bright-" + $0 }
    }()
}
