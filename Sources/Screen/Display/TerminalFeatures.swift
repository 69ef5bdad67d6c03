/// What terminals can do that their terminfo entry does not tell.
struct TerminalFeatures: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

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

    private static let underlines: TerminalFeatures = [.underlineStyles, .underlineColors]
    private static let modern: TerminalFeatures = [
        .underlines, .strikethrough, .commandStrings, .synchronizedUpdates,
    ]

    /// By the beginning of TERM, and by TERM_PROGRAM; the first that fits counts.
    private static let known: [(name: String, features: TerminalFeatures)] = [
        ("xterm-kitty", modern), ("xterm-ghostty", modern.union(.overline)),
        ("ghostty", modern.union(.overline)), ("alacritty", modern), ("foot", modern),
        ("wezterm", modern.union(.overline)), ("contour", modern.union(.overline)),
        ("mintty", modern.union(.overline)), ("iTerm.app", modern), ("rio", modern),
        ("vte", [.underlines, .strikethrough, .overline, .commandStrings]),
        ("xterm", [.commandStrings]), ("konsole", [.commandStrings]), ("st-", [.commandStrings]),
        ("tmux", [.commandStrings]), ("rxvt", [.commandStrings]),
    ]

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
