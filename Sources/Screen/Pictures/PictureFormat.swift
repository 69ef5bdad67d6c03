import Text

/// The kinds of file that a frame can be written as.
package enum PictureFormat: String, Sendable, CaseIterable {
    /// A drawing for browsers, documents and printers.
    case svg
    /// What draws the picture on a terminal of true colours.
    case ansi
    /// The characters alone.
    case txt

    /// What the end of a file's name says; `nil` where it names no format.
    package init?(ofFile path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }

    /// The whole file; the terminal's own colours are the text and the background of the theme.
    package func text(of frame: Frame, in theme: Theme) -> String {
        switch self {
        case .svg: SVGPicture(frame, PictureColors(theme)).text
        case .ansi: ANSIPicture(frame, PictureColors(theme)).text
        case .txt: frame.text + "\n"
        }
    }
}

/// The colours of cells as a picture has them, where no terminal is that has its own.
struct PictureColors {
    let text: RGB
    let background: RGB

    init(_ theme: Theme) {
        text = theme.roles[.text]?.rgb ?? RGB(0xAAAAAA)
        background = theme.grounds[.background]?.rgb ?? RGB(0)
    }

    /// What of a cell is seen, and on what; a faint text has a third of the background.
    func seen(_ style: Style) -> (ink: RGB, ground: RGB) {
        var (ink, ground) = (color(style.foreground, text), color(style.background, background))
        if style.attributes.contains(.reverse) { (ink, ground) = (ground, ink) }
        if style.attributes.contains(.dim) { ink = Self.mixed(ink, ground, 2, of: 3) }
        return (ink, ground)
    }

    /// So many parts of one colour, and the rest of another.
    static func mixed(_ one: RGB, _ other: RGB, _ share: Int, of whole: Int) -> RGB {
        func channel(_ one: UInt8, _ other: UInt8) -> UInt8 {
            UInt8(clamping: (Int(one) * share + Int(other) * (whole - share)) / whole)
        }
        return RGB(
            red: channel(one.red, other.red), green: channel(one.green, other.green),
            blue: channel(one.blue, other.blue))
    }

    private func color(_ color: Color, _ own: RGB) -> RGB {
        switch color.kind {
        case .terminal, .transparent: own
        case .palette(let index): TerminalPalette.color(index)
        case .rgb(let rgb): rgb
        }
    }
}
