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
