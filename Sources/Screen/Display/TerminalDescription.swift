import Text

/// What a terminal can do, found from its TERM, its environment and terminfo.
package struct TerminalDescription: Hashable, Sendable {
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
        let best = TerminalDescription.saysTrueColor(environment) ? .trueColor : capabilities.depth
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
    func informed(by outer: OuterTerminal) -> TerminalDescription {
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

extension TerminalDescription {
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
