import Text

/// Writes characters in exactly the columns the frame gives them.
///
/// Terminals disagree on the width of joined emoji and of variation selectors, so these are sent as the scalars
/// all agree on, as many as fit, and spaces after them; whole only where a terminal counts in clusters.
struct CharacterWriter {
    private let repertoire: Repertoire
    private let lines: LineCharset?
    private let hasClusters: Bool
    /// GNU screen puts a mark on a letter of the last column at the beginning of the next row.
    private let losesLastMarks: Bool

    /// The most scalars of a cluster that is sent whole: a family of four with skin tones has eleven.
    private static let mostJoined = 16
    /// How many scalars of one column are sent, with the marks on it.
    private static let mostScalars = 5

    init(_ terminal: TTYDescription) {
        let isScreen = terminal.type.hasPrefix("screen")
        repertoire = Repertoire(terminal.glyphs, knowsNewPictures: !isScreen)
        lines = terminal.lines
        hasClusters = terminal.features.contains(.clusters) && terminal.glyphs == .rich
        losesLastMarks = isScreen
    }

    /// Appends what a slot shows; whether every terminal has its cursor behind its columns then.
    ///
    /// `isLast` says that the row ends with it.
    func append(_ slot: Slot, of frame: Frame, isLast: Bool = false, to bytes: inout [UInt8]) -> Bool {
        guard let scalar = slot.scalar else {
            let cluster = frame.character(of: slot).unicodeScalars
            if hasClusters, slot.isWide, appendWhole(cluster, to: &bytes) { return false }
            if isLast, losesLastMarks, let letter = cluster.first {
                append(CollectionOfOne(letter), columns: slot.isWide ? 2 : 1, to: &bytes)
                return false
            }
            append(cluster, columns: slot.isWide ? 2 : 1, to: &bytes)
            return false
        }
        if scalar.value < 0x7F, !slot.isWide {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            return true
        }
        if !slot.isWide, let lines, lines.append(scalar, to: &bytes) { return true }
        let shown = repertoire.shown(scalar)
        guard shown.columns == (slot.isWide ? 2 : 1) else {
            append(CollectionOfOne(scalar), columns: slot.isWide ? 2 : 1, to: &bytes)
            return shown.value < 0x7F
        }
        bytes.append(utf8: shown)
        return shown.hasSettledWidth
    }

    /// Sends an emoji of several scalars as it is; `false` for one that no terminal has to know.
    ///
    /// Where the cursor is behind it is not relied on.
    private func appendWhole(_ scalars: String.UnicodeScalarView, to bytes: inout [UInt8]) -> Bool {
        guard scalars.count <= Self.mostJoined, scalars.first?.properties.isEmoji == true else {
            return false
        }
        guard scalars.allSatisfy({ Self.isJoint($0) || repertoire.shown($0) == $0 }) else { return false }
        for scalar in scalars { bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init()) }
        return true
    }

    private func append(
        _ scalars: some Sequence<Unicode.Scalar>, columns: Int, to bytes: inout [UInt8]
    ) {
        var used = 0
        var marks = 0
        for scalar in scalars where !CharacterWriter.isJoint(scalar) {
            let shown = repertoire.shown(scalar)
            let width = shown.isRegional ? 1 : shown.columns
            if width == 0 {
                if used > 0, marks < CharacterWriter.mostScalars - 1 { bytes.append(utf8: shown) }
                marks += 1
                continue
            }
            guard used + width <= columns else { break }
            bytes.append(utf8: shown)
            used += width
            marks = 0
            // One mark is enough for a character the terminal has not.
            if shown != scalar { break }
        }
        for _ in used..<max(used, columns) { bytes.append(0x20) }
    }

    /// ZWJ and variation selectors.
    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
    }
}

extension Unicode.Scalar {
    /// Whether it is half of a flag: two columns when it stands alone, or one, and two with its other half.
    fileprivate var isRegional: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// Whether all terminals agree on how many columns this scalar fills: no emoji, no mark, nothing new.
    ///
    /// Latin, Greek and Cyrillic, punctuation, boxes, blocks and braille; kana, ideographs and syllables of Hangul.
    var hasSettledWidth: Bool {
        switch value {
        case 0x20..<0x300, 0x370..<0x483, 0x48A..<0x530, 0x1E00..<0x2000, 0x2010..<0x2028: true
        case 0x2500..<0x25FB, 0x2713, 0x2717, 0x276F, 0x2800..<0x2900: true
        case 0x3041..<0x3097, 0x30A1..<0x30FB, 0x4E00..<0x9FA6, 0xAC00..<0xD7A4, 0xFF01..<0xFF61: true
        default: false
        }
    }
}

extension [UInt8] {
    /// Appends a scalar in UTF-8; what no terminal must see becomes `?`.
    mutating func append(utf8 scalar: Unicode.Scalar) {
        guard scalar.isPlainlyVisible else { return append(UInt8(ascii: "?")) }
        for unit in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter { append(unit) }
    }
}

/// Which characters reach a terminal, by its glyph set; the rest become the nearest that do.
struct Repertoire {
    private let glyphs: GlyphSet
    /// GNU screen takes pictures newer than itself for narrow ones, and loses its place on the terminal behind it.
    private let knowsNewPictures: Bool

    init(_ glyphs: GlyphSet, knowsNewPictures: Bool) {
        self.glyphs = glyphs
        self.knowsNewPictures = knowsNewPictures
    }

    /// The scalar to send for another; `?` where there is nothing near.
    func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x7F { return scalar }
        switch glyphs {
        case .rich: return knowsNewPictures || scalar.value < 0x1FA70 ? scalar : "?"
        case .console:
            if Repertoire.codePage437.contains(scalar) { return scalar }
            return Repertoire.near[scalar] ?? Repertoire.lines[scalar] ?? "?"
        case .ascii: return Repertoire.near[scalar] ?? Repertoire.drawing[scalar] ?? "?"
        }
    }

    /// What the fonts of the Linux console hold: code page 437 (drivers/tty/vt/cp437.uni).
    private static let codePage437 = Set(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂").unicodeScalars)

    private static let near: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{A0}": " ", "‘": "'", "’": "'", "“": "\"", "”": "\"", "–": "-", "—": "-", "…": ".", "‹": "<",
        "›": ">",
        "×": "x", "✓": "+", "✗": "x", "❯": ">", "−": "-", "„": "\"", "‐": "-", "‑": "-", "␛": "^", "␀": "^",
    ]

    /// Lines that are in code page 437 as others only.
    private static let lines: [Unicode.Scalar: Unicode.Scalar] = [
        "╭": "┌", "╮": "┐", "╯": "┘", "╰": "└", "━": "═", "┃": "║", "┏": "╔", "┓": "╗", "┛": "╝", "┗": "╚",
        "╌": "─", "┄": "─", "┈": "─", "╎": "│", "┆": "│", "┊": "│", "╴": "─", "╶": "─", "╸": "─", "╺": "─",
    ]

    private static let drawing: [Unicode.Scalar: Unicode.Scalar] = [
        "─": "-", "│": "|", "═": "=", "║": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+",
        "┬": "+", "┴": "+", "┼": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "•": "*", "·": ".", "█": "#",
        "░": ".", "→": ">", "←": "<",
        "↑": "^",
        "↓": "v", "°": "o", "«": "<", "»": ">", "ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e",
        "à": "a",
    ]
}
