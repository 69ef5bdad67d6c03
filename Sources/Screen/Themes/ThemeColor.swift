import Settings
import Text

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
