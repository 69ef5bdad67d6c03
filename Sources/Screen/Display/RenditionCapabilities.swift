import CNCurses

/// What a terminfo entry says about colours and attributes, all set by SGR.
struct RenditionCapabilities: Hashable, Sendable {
    /// The attributes the terminal has, each set by the parameter every terminal has it under.
    var attributes: Attributes
    /// Those it cannot show together with a colour (`ncv`).
    let colorless: Attributes
    /// Whether one attribute can be taken away, by 22 to 29, 39 and 49.
    let canTakeAway: Bool
    let hasColors: Bool
    /// Whether the first eight colours are 30–37, and the next eight 90–97; by index (38;5) otherwise.
    let namesDark: Bool
    let namesBright: Bool
    /// Whether an underline can have a colour (SGR 58).
    var hasUnderlineColors: Bool

    private static let known: [(name: String, parameters: String, attribute: Attributes)] = [
        ("bold", "1", .bold), ("dim", "2", .dim), ("sitm", "3", .italic), ("smul", "4", .underline),
        ("blink", "5", .blink), ("rev", "7", .reverse), ("smxx", "9", .strikethrough),
        ("Smol", "53", .overline),
    ]

    /// Bits of `ncv` (terminfo(5), "Color Handling").
    private static let videos: [(bit: Int32, attribute: Attributes)] = [
        (2, .underline), (4, .reverse), (8, .blink), (16, .dim), (32, .bold),
    ]

    init(_ lookup: CapabilityLookup) {
        attributes = Self.known.reduce(into: []) { found, known in
            if lookup.rendition(known.name) == known.parameters { found.insert(known.attribute) }
        }
        let styles = lookup.text("Smulx") == "\u{1B}[4:%p1%dm"
        if styles { attributes.formUnion(.underlines) }
        hasUnderlineColors = lookup.text("Setulc") != nil || styles && tigetflag("Su") == 1
        let video = tigetnum("ncv")
        colorless = Self.videos.reduce(into: []) { found, known in
            if video > 0, video & known.bit != 0 { found.insert(known.attribute) }
        }
        canTakeAway = lookup.rendition("rmul") == "24" && lookup.rendition("op") ?? "39;49" == "39;49"
        let dark = lookup.rendition("setaf", 1)
        hasColors = dark == "31" || dark == "38;5;1"
        namesDark = dark == "31"
        namesBright = lookup.rendition("setaf", 9) == "91"
    }

    /// Adds what is known of a terminal beside its entry.
    mutating func add(_ features: TerminalFeatures) {
        if features.contains(.underlineStyles) { attributes.formUnion(.underlines) }
        if features.contains(.underlineColors) { hasUnderlineColors = true }
        if features.contains(.overline) { attributes.insert(.overline) }
        if features.contains(.strikethrough) { attributes.insert(.strikethrough) }
    }
}
