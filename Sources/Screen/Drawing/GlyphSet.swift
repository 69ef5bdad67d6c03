/// The characters a terminal can be trusted to show; every drawing primitive takes one.
package enum GlyphSet: String, Sendable, CaseIterable {
    /// A terminal emulator with a modern font: braille, rounded boxes, eighth blocks.
    case rich
    /// The Linux console: its fonts hold light and double boxes and ▀▄█▌▐░▒▓, and braille shows as letters.
    case console
    /// No Unicode at all.
    case ascii

    /// The set for a terminal, unless a setting names another.
    ///
    /// ASCII where the locale's character set is not UTF-8; `console` where TERM is of the Linux console.
    /// - Parameters:
    ///   - terminalType: the value of TERM.
    ///   - locale: the values of LC_ALL, LC_CTYPE and LANG; the first that is set and not empty decides
    ///     (locale(7)); with none of them the locale is POSIX.
    package init(terminalType: String, locale: [String?]) {
        let name = locale.compactMap(\.self).first { !$0.isEmpty } ?? "POSIX"
        let charset = name.split(separator: "@")[0].split(separator: ".").dropFirst().first ?? ""
        let isUnicode = charset.filter { $0 != "-" }.lowercased() == "utf8"
        let isConsole = terminalType == "linux" || terminalType.hasPrefix("linux-")
        self = isUnicode ? isConsole ? .console : .rich : .ascii
    }

    /// What marks a cut in a text.
    package var ellipsis: String { self == .rich ? "…" : self == .console ? "»" : "~" }

    /// Whether graphs may be drawn with braille dots.
    package var hasBraille: Bool { self == .rich }

    /// The picture of a symbol in this set.
    package subscript(symbol: Symbol) -> String {
        switch self {
        case .rich: symbol.pictures.rich
        case .console: symbol.pictures.console
        case .ascii: symbol.pictures.ascii
        }
    }
}

/// A sign that means the same in every glyph set; each picture is one column wide.
///
/// The console's are of code page 437, which the kernel's own font and those of console-setup hold.
package struct Symbol: Hashable, Sendable {
    let pictures: (rich: String, console: String, ascii: String)

    private init(_ rich: String, _ console: String, _ ascii: String) { pictures = (rich, console, ascii) }

    package static func == (one: Symbol, other: Symbol) -> Bool { one.pictures == other.pictures }

    package func hash(into hasher: inout Hasher) { hasher.combine(pictures.rich) }

    /// The severities of the activity feed, from the least.
    package static let info = Symbol("○", "○", "o")
    package static let notice = Symbol("△", "▲", "^")
    package static let warning = Symbol("●", "•", "*")
    package static let critical = Symbol("◆", "♦", "#")

    package static let running = Symbol("●", "•", "*")
    package static let stopped = Symbol("○", "○", "o")
    package static let template = Symbol("◇", "·", ".")
    package static let paused = Symbol("◐", "=", "=")
    package static let unknown = Symbol("?", "?", "?")
    package static let recording = Symbol("●", "•", "*")
    package static let done = Symbol("✓", "√", "+")
    package static let failed = Symbol("✗", "x", "x")

    package static let collapsed = Symbol("▸", "►", ">")
    package static let expanded = Symbol("▾", "▼", "v")
    package static let pointer = Symbol("❯", ">", ">")
    package static let up = Symbol("▲", "▲", "^")
    package static let down = Symbol("▼", "▼", "v")
    package static let left = Symbol("◀", "◄", "<")
    package static let right = Symbol("▶", "►", ">")
    package static let arrowUp = Symbol("↑", "↑", "^")
    package static let arrowDown = Symbol("↓", "↓", "v")
    package static let arrowLeft = Symbol("←", "←", "<")
    package static let arrowRight = Symbol("→", "→", ">")
    package static let bullet = Symbol("•", "•", "-")
    package static let separator = Symbol("·", "·", ".")
    package static let degree = Symbol("°", "°", " ")
    package static let branch = Symbol("├", "├", "|")
    package static let lastBranch = Symbol("└", "└", "`")
    package static let trunk = Symbol("│", "│", "|")
    /// A day on which something was done.
    package static let day = Symbol("▪", "■", "#")
    /// A piece of a line across.
    package static let rule = Symbol("─", "─", "-")
    /// Begins a line that goes on from the one above.
    package static let continued = Symbol("↳", "»", "\\")
    package static let thumb = Symbol("█", "█", "#")
    /// The part of a border beside which the rows are that are seen.
    package static let window = Symbol("┃", "█", "#")
    package static let scrollTrack = Symbol("│", "│", "|")

    /// The turns of a sign that shows that something is going on.
    package static let spinner = [
        Symbol("⠋", "|", "|"), Symbol("⠙", "/", "/"), Symbol("⠸", "-", "-"), Symbol("⠴", "\\", "\\"),
        Symbol("⠦", "|", "|"), Symbol("⠇", "/", "/"),
    ]

    /// Every symbol, for tests and legends.
    package static let all =
        [
            info, notice, warning, critical, running, stopped, template, paused, unknown, done, failed,
            collapsed,
            expanded,
            pointer, up, down, left, right, arrowUp, arrowDown, arrowLeft, arrowRight, bullet, separator,
            degree,
            branch, lastBranch, trunk, day, rule, continued, thumb, window, scrollTrack,
        ] + spinner
}
