import CNCurses
import Text

/// What a terminal can do, found from its TERM, its environment and terminfo.
package struct TerminalDescription: Hashable, Sendable {
    /// The value of TERM.
    package let type: String
    package let depth: ColorDepth
    package let glyphs: GlyphSet
    /// The terminfo entry to draw with: `type`, or one made of it by `TerminalDatabase`.
    let entry: String
    /// Whether mouse, focus and bracketed paste may be asked for.
    let hasModes: Bool
    /// Whether the cursor's shape can be set (terminfo's `Ss`).
    let hasCursorShape: Bool
    /// Whether scrolling can be limited to a part of the screen (terminfo's `csr`).
    let hasMargins: Bool
    /// Whether an update can be shown at once (DEC private mode 2026, terminfo's `Sync`).
    let hasSynchronizedUpdates: Bool

    /// Looks a terminal up; to be called on the thread that draws.
    ///
    /// `environment` is that of the program at the terminal, which may be another process; TERM, COLORTERM,
    /// NO_COLOR (https://no-color.org), TMUX, LC_ALL, LC_CTYPE and LANG count. `depth` and `glyphs` are the user's settings;
    /// a depth the terminal has not is lowered to what it has. Without a database true colour is not used.
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
        let mayBeTrue =
            wanted == .trueColor || wanted == nil && TerminalDescription.saysTrueColor(environment)
        let direct = mayBeTrue ? database?.entry(for: type, trueColor: true, environment: environment) : nil
        let found = direct ?? database?.entry(for: type, trueColor: false, environment: environment)
        entry = found ?? type
        let capabilities = try Capabilities(entry: entry, shown: shown)
        let isConsole = type == "linux" || type.hasPrefix("linux-")
        hasModes = capabilities.hasMouse && !isConsole
        hasCursorShape = capabilities.hasCursorShape
        hasMargins = capabilities.hasMargins
        hasSynchronizedUpdates = capabilities.hasSynchronizedUpdates
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let best = direct == nil ? capabilities.depth : .trueColor
        depth = min(wanted ?? (isPlain ? .monochrome : best), best)
    }

    /// Whether the terminal says that it shows 24-bit colours.
    ///
    /// GNU screen passes COLORTERM on but not the colours, so there it counts only within tmux.
    private static func saysTrueColor(_ environment: [String: String]) -> Bool {
        let type = environment["TERM"] ?? ""
        let isDirect = type.hasSuffix("-direct") || type == "xterm-kitty" || type == "xterm-ghostty"
        guard !type.hasPrefix("screen") || environment["TMUX"] != nil else { return false }
        return isDirect || ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    }
}

/// The capabilities of a terminfo entry that matter here (terminfo(5), user_caps(5)).
private struct Capabilities {
    let depth: ColorDepth
    let hasMouse: Bool
    let hasCursorShape: Bool
    let hasMargins: Bool
    let hasSynchronizedUpdates: Bool

    init(entry: String, shown: String) throws(ScreenError) {
        let drawing = jarvis_terminal()
        var status: Int32 = 0
        let result = setupterm(entry, -1, &status)
        guard result == OK else {
            // 1: a hardcopy terminal; 0: unknown or too generic; -1: no database.
            throw status == 1 ? .terminalTooSimple(shown) : .terminalUnknown(shown)
        }
        defer {
            let looked = jarvis_terminal()
            set_curterm(drawing)
            del_curterm(looked)
        }
        guard jarvis_string_capability("cup") != nil else { throw .terminalTooSimple(shown) }
        let colors = tigetnum("colors")
        switch colors {
        case 256...: depth = .indexed
        case 16...: depth = .sixteen
        case 8...: depth = .eight
        default: depth = .monochrome
        }
        hasMouse = jarvis_string_capability("kmous") != nil
        hasCursorShape = jarvis_string_capability("Ss") != nil
        hasMargins = jarvis_string_capability("csr") != nil
        hasSynchronizedUpdates = jarvis_string_capability("Sync") != nil
    }
}
