import Text

/// What a terminal can do, found from its TERM, its environment and terminfo.
package struct TTYDescription: Hashable, Sendable {
    /// The value of TERM.
    package let type: String
    package private(set) var depth: ColorDepth
    package let glyphs: GlyphSet
    /// What terminfo says of it, and what is known beside that.
    private(set) var capabilities: Capabilities
    private(set) var features: TerminalFeatures
    /// The entry that stands in for one the system lacks.
    package let substitute: String?
    /// Whether what the terminal says may give it more colours: nobody has asked for fewer.
    private let mayDeepen: Bool
    /// Whether another program stands between this one and the terminal, and speaks for it.
    let isMultiplexer: Bool
    /// Whether mouse, focus and bracketed paste may be asked for.
    let hasModes: Bool
    /// Whether it may be asked for richer keys: GNU screen hands on none.
    let mayTellKeys: Bool
    /// Whether xterm's modifyOtherKeys may be set: for xterm and all that call themselves so, and tmux.
    let hasOtherKeys: Bool

    /// Looks a terminal up; to be called on the thread that draws.
    ///
    /// `environment` is that of the program at the terminal, which may be another process; TERM, COLORTERM,
    /// NO_COLOR (https://no-color.org), TMUX, TERM_PROGRAM, VTE_VERSION, TERMINFO, LC_ALL, LC_CTYPE and LANG count. `depth` and `glyphs` are the user's settings;
    /// a depth the terminal has not is lowered to what it has. A database brings entries from the terminal's own folder.
    package init(
        environment: [String: String], depth wanted: ColorDepth? = nil, glyphs: GlyphSet? = nil,
        database: TerminalDatabase? = nil
    ) throws(ScreenError) {
        guard let type = environment["TERM"], !type.isEmpty else { throw .terminalUnset }
        let shown = Untrusted(type.prefix(64)).line
        guard TerminalDatabase.isName(type) else { throw .terminalUnknown(shown) }
        self.type = type
        self.glyphs =
            glyphs
            ?? GlyphSet(
                terminalType: type, locale: ["LC_ALL", "LC_CTYPE", "LANG"].map { environment[$0] })
        let entry = database?.entry(for: type, environment: environment) ?? type
        var (capabilities, substitute) = try Self.look(up: entry, of: type, shown: shown)
        self.substitute = substitute
        features = TerminalFeatures.found(in: environment)
        capabilities.rendition.add(features)
        self.capabilities = capabilities
        let isConsole = type == "linux" || type.hasPrefix("linux-")
        hasModes = capabilities.hasMouse && !isConsole
        let isScreen = type.hasPrefix("screen")
        let isTmux = type.hasPrefix("tmux") || isScreen && environment["TMUX"] != nil
        isMultiplexer = isTmux || isScreen
        mayTellKeys = hasModes && (isTmux || !isScreen)
        hasOtherKeys = hasModes && (isTmux || type.hasPrefix("xterm"))
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let best = TTYDescription.saysTrueColor(environment) ? .trueColor : capabilities.depth
        depth = min(wanted ?? (isPlain ? .monochrome : best), best)
        mayDeepen = wanted == nil && !isPlain
    }

    /// The system's entry, or xterm-256color's for a terminal that is known to do all of it.
    ///
    /// Debian has no entry of ghostty, foot, wezterm, rio or contour, and ssh hands on no more than their name.
    private static func look(
        up entry: String, of type: String, shown: String
    ) throws(ScreenError) -> (Capabilities, substitute: String?) {
        do {
            return (try Capabilities(entry: entry, shown: shown), nil)
        } catch {
            guard case .terminalUnknown = error, TerminalFeatures.isLikeXterm(type) else { throw error }
            let substitute = "xterm-256color"
            return (try Capabilities(entry: substitute, shown: shown), substitute)
        }
    }

    /// The same with what the terminal has said of itself.
    func informed(by outer: OuterTerminal) -> TTYDescription {
        var informed = self
        let told = TerminalFeatures.told(outer)
        informed.features.formUnion(told)
        informed.capabilities.rendition.add(told)
        if told.contains(.trueColor), mayDeepen, !isMultiplexer { informed.depth = .trueColor }
        return informed
    }

    /// Whether the terminal says that it shows 24-bit colours.
    ///
    /// GNU screen passes COLORTERM on but not the colours, so there it counts only within tmux.
    private static func saysTrueColor(_ environment: [String: String]) -> Bool {
        let type = environment["TERM"] ?? ""
        guard !type.hasPrefix("screen") || environment["TMUX"] != nil else { return false }
        let isDirect =
            type.hasSuffix("-direct")
            || !type.hasPrefix("screen") && TerminalFeatures.found(in: environment).contains(.trueColor)
        return isDirect || ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    }
}

extension TTYDescription {
    /// The line-drawing characters, where there is no Unicode.
    var lines: LineCharset? { glyphs == .ascii ? capabilities.lines : nil }
}

extension Capabilities {
    /// How many colours terminfo knows of.
    var depth: ColorDepth {
        switch colors {
        case _ where hasTrueColor: .trueColor
        case 256...: .indexed
        case 16...: .sixteen
        case 8...: .eight
        default: .monochrome
        }
    }
}

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
