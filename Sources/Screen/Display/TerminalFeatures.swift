/// What terminals can do that their terminfo entry does not tell.
struct TerminalFeatures: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// Double, curly, dotted and dashed underlines (`SGR 4:n`,
    /// https://sw.kovidgoyal.net/kitty/underlines/).
    static let underlineStyles = TerminalFeatures(rawValue: 1)
    /// Underlines of their own colour (`SGR 58`).
    static let underlineColors = TerminalFeatures(rawValue: 2)
    static let overline = TerminalFeatures(rawValue: 4)
    static let strikethrough = TerminalFeatures(rawValue: 8)
    /// Operating system commands are read to their end, known or not, so that OSC 8 shows nothing at worst.
    static let commandStrings = TerminalFeatures(rawValue: 16)
    /// An update can be shown at once (DEC private mode 2026).
    static let synchronizedUpdates = TerminalFeatures(rawValue: 32)

    /// Joined emoji fill the columns Unicode gives them: two, however many scalars they have.
    static let clusters = TerminalFeatures(rawValue: 64)
    static let trueColor = TerminalFeatures(rawValue: 128)

    private static let underlines: TerminalFeatures = [.underlineStyles, .underlineColors]
    private static let modern: TerminalFeatures = [
        .underlines, .strikethrough, .commandStrings, .synchronizedUpdates, .trueColor,
    ]
    private static let clustered: TerminalFeatures = modern.union([.overline, .clusters])

    /// By the beginning of TERM, of TERM_PROGRAM, and of what a terminal calls itself; the first that fits counts.
    private static let known: [(name: String, features: TerminalFeatures)] = [
        ("xterm-kitty", modern.union(.clusters)), ("kitty", modern.union(.clusters)),
        ("xterm-ghostty", clustered), ("ghostty", clustered), ("alacritty", modern),
        ("foot", modern.union(.clusters)), ("wezterm", clustered), ("contour", clustered),
        ("mintty", modern.union(.overline)), ("iterm", modern.union(.clusters)),
        ("rio", modern), ("windows terminal", modern.union(.clusters)),
        ("xterm.js", [.underlines, .strikethrough, .overline, .commandStrings, .trueColor]),
        ("vte", [.underlines, .strikethrough, .overline, .commandStrings, .trueColor]),
        ("xterm", [.commandStrings]), ("konsole", [.commandStrings, .trueColor]), ("st-", [.commandStrings]),
        ("tmux", [.commandStrings]), ("rxvt", [.commandStrings]),
    ]

    /// From what the terminal said of itself.
    static func told(_ outer: OuterTerminal) -> TerminalFeatures {
        var features = outer.version.map(features(of:)) ?? []
        if outer.modes.contains(2026) { features.insert(.synchronizedUpdates) }
        if outer.modes.contains(2027) { features.insert(.clusters) }
        if outer.keepsTrueColor { features.insert(.trueColor) }
        return features
    }

    /// Whether a type without an entry is known to do all that xterm-256color's says.
    static func isLikeXterm(_ type: String) -> Bool {
        features(of: type).union(features(of: String(type.trimmingPrefix("xterm-")))).contains(.trueColor)
    }

    /// From TERM, TERM_PROGRAM and VTE_VERSION; inside a multiplexer only TERM speaks of it.
    static func found(in environment: [String: String]) -> TerminalFeatures {
        let type = environment["TERM"] ?? ""
        guard !type.hasPrefix("tmux"), !type.hasPrefix("screen") else { return features(of: type) }
        let program = environment["TERM_PROGRAM"].map(features(of:)) ?? []
        // VTE has them since 0.52, and overline since 0.54; older ones are ten years gone.
        let vte = environment["VTE_VERSION"].flatMap { Int($0) }.map { $0 >= 5_400 } ?? false
        // The console of the kernel is what it is, whoever started a program on it.
        guard !type.hasPrefix("linux"), !type.hasPrefix("vt") else { return [] }
        return features(of: type).union(program).union(vte ? features(of: "vte") : [])
    }

    private static func features(of name: String) -> TerminalFeatures {
        let name = name.lowercased()
        return known.first { name.hasPrefix($0.name.lowercased()) }?.features ?? []
    }
}
