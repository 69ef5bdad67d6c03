import Screen

/// The terminals that displays are tried on.
enum TerminalTypes {
    static let all = [
        "xterm-256color", "tmux-256color", "screen-256color", "linux", "xterm", "vt100", "vt220",
    ]

    static func describe(
        _ type: String, glyphs: GlyphSet = .rich, extra: [String: String] = [:]
    ) throws -> TTYDescription {
        let environment = ["TERM": type, "LANG": "C.UTF-8"].merging(extra) { $1 }
        return try TTYDescription(environment: environment, glyphs: glyphs)
    }
}
