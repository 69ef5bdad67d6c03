import CNCurses

/// Writes the shortest SGR sequence from one rendition to another (ECMA-48 §8.3.117, xterm's ctlseqs).
struct RenditionWriter {
    private let capabilities: RenditionCapabilities
    private var change: [UInt8] = []
    private var whole: [UInt8] = []

    init(_ capabilities: RenditionCapabilities) { self.capabilities = capabilities }

    /// The attributes that one parameter takes away, and that parameter.
    private static let endings: [(attributes: Attributes, parameter: Int)] = [
        ([.bold, .dim], 22), (.italic, 23), (.underlines, 24), (.blink, 25), (.reverse, 27),
        (.strikethrough, 29), (.overline, 55),
    ]

    /// The attributes by their parameters; an underline of a style is a parameter with a part.
    private static let beginnings: [(attribute: Attributes, parameter: Int, part: Int)] = [
        (.bold, 1, 0), (.dim, 2, 0), (.italic, 3, 0), (.underline, 4, 0), (.doubleUnderline, 4, 2),
        (.curlyUnderline, 4, 3), (.dottedUnderline, 4, 4), (.dashedUnderline, 4, 5), (.blink, 5, 0),
        (.reverse, 7, 0), (.strikethrough, 9, 0), (.overline, 53, 0),
    ]

    /// Appends what leads from what the terminal has, `nil` when that is not known, to a rendition.
    mutating func append(from sent: Style?, to wanted: Style, to bytes: inout [UInt8]) {
        if wanted == .plain {
            bytes += [0x1B, UInt8(ascii: "["), UInt8(ascii: "m")]
            return
        }
        guard let sent else {
            writeWhole(wanted)
            bytes += whole
            return
        }
        guard takesAway(from: sent, to: wanted) else {
            writeChange(from: sent, to: wanted)
            bytes += change
            return
        }
        writeWhole(wanted)
        if capabilities.canTakeAway {
            writeChange(from: sent, to: wanted)
            bytes += change.count < whole.count ? change : whole
        } else {
            bytes += whole
        }
    }

    private func takesAway(from sent: Style, to wanted: Style) -> Bool {
        !sent.attributes.isSubset(of: wanted.attributes)
            || wanted.foreground == .terminal && sent.foreground != .terminal
            || wanted.background == .terminal && sent.background != .terminal
            || wanted.underlineColor == .transparent && sent.underlineColor != .transparent
    }

    /// Everything anew; a missing first parameter is 0, the reset.
    private mutating func writeWhole(_ wanted: Style) {
        whole.removeAll(keepingCapacity: true)
        whole.append(0x1B)
        whole.append(UInt8(ascii: "["))
        appendBeginnings(of: wanted.attributes, to: &whole)
        appendColors(from: .plain, to: wanted, to: &whole)
        whole.append(UInt8(ascii: "m"))
    }

    private mutating func writeChange(from sent: Style, to wanted: Style) {
        change.removeAll(keepingCapacity: true)
        change.append(0x1B)
        var missing = wanted.attributes.subtracting(sent.attributes)
        let gone = sent.attributes.subtracting(wanted.attributes)
        if !gone.isEmpty {
            for ending in Self.endings where !ending.attributes.isDisjoint(with: gone) {
                // Another underline takes the place of the one that goes.
                if ending.parameter == 24, !wanted.attributes.isDisjoint(with: .underlines) { continue }
                append(ending.parameter, to: &change)
                missing.formUnion(wanted.attributes.intersection(ending.attributes))
            }
        }
        appendBeginnings(of: missing, to: &change)
        appendColors(from: sent, to: wanted, to: &change)
        change[1] = UInt8(ascii: "[")
        change.append(UInt8(ascii: "m"))
    }

    private func appendBeginnings(of attributes: Attributes, to bytes: inout [UInt8]) {
        guard !attributes.isEmpty else { return }
        for beginning in Self.beginnings where attributes.contains(beginning.attribute) {
            append(beginning.parameter, to: &bytes)
            guard beginning.part > 0 else { continue }
            bytes.append(UInt8(ascii: ":"))
            bytes.append(decimal: beginning.part)
        }
    }

    private func appendColors(from sent: Style, to wanted: Style, to bytes: inout [UInt8]) {
        if wanted.foreground != sent.foreground { append(wanted.foreground, from: 30, to: &bytes) }
        if wanted.background != sent.background { append(wanted.background, from: 40, to: &bytes) }
        guard wanted.underlineColor != sent.underlineColor else { return }
        appendUnderline(wanted.underlineColor, to: &bytes)
    }

    /// Appends a colour; `first` is 30 for the foreground, 40 for the background.
    private func append(_ color: Color, from first: Int, to bytes: inout [UInt8]) {
        switch color.kind {
        case .terminal, .transparent: append(first + 9, to: &bytes)
        case .palette(let index) where index < 8 && capabilities.namesDark:
            append(first + Int(index), to: &bytes)
        case .palette(let index) where index < 16 && capabilities.namesBright:
            append(first + 52 + Int(index), to: &bytes)
        case .palette(let index):
            append(first + 8, to: &bytes)
            append(5, to: &bytes)
            append(Int(index), to: &bytes)
        case .rgb(let rgb):
            append(first + 8, to: &bytes)
            append(2, to: &bytes)
            append(Int(rgb.red), to: &bytes)
            append(Int(rgb.green), to: &bytes)
            append(Int(rgb.blue), to: &bytes)
        }
    }

    /// In parts of one parameter, so that a terminal without it leaves all of it out.
    private func appendUnderline(_ color: Color, to bytes: inout [UInt8]) {
        switch color.kind {
        case .terminal, .transparent: append(59, to: &bytes)
        case .palette(let index):
            bytes += Array(";58:5:".utf8)
            bytes.append(decimal: Int(index))
        case .rgb(let rgb):
            bytes += Array(";58:2:".utf8)
            for part in [rgb.red, rgb.green, rgb.blue] {
                bytes.append(UInt8(ascii: ":"))
                bytes.append(decimal: Int(part))
            }
        }
    }

    private func append(_ parameter: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: ";"))
        bytes.append(decimal: parameter)
    }
}

extension Style {
    /// What a terminal has after SGR 0.
    static let plain = Style(foreground: .terminal, background: .terminal)
}

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
