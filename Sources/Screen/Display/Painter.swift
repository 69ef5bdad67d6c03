import CNCurses

/// Puts rows of a frame into ncurses' window.
struct Painter {
    private let repertoire: Repertoire
    private var ink: CursesInk
    private var row: [cchar_t] = []

    /// How many wide characters one cell of ncurses holds (CCHARW_MAX).
    private static let mostScalars = 5

    init(glyphs: GlyphSet, ink: CursesInk) {
        repertoire = Repertoire(glyphs)
        self.ink = ink
    }

    /// Makes room for new colours when pairs have run out; whether all has to be drawn anew.
    mutating func makeRoom() -> Bool { ink.makeRoom() }

    /// Writes these columns of a row of the frame into the window; needs ncurses to be selected.
    mutating func paint(
        _ frame: Frame, row y: Int, columns: ClosedRange<Int>, window: UnsafeMutablePointer<WINDOW>
    ) {
        let start = y * frame.size.width
        let first =
            frame.slots[start + columns.lowerBound].isRightHalf ? columns.lowerBound - 1 : columns.lowerBound
        let last =
            frame.slots[start + columns.upperBound].isWide ? columns.upperBound + 1 : columns.upperBound
        row.removeAll(keepingCapacity: true)
        for x in max(0, first)...min(last, frame.size.width - 1) {
            let slot = frame.slots[start + x]
            guard !slot.isRightHalf else { continue }
            let value = ink.value(of: slot.style)
            if let scalar = slot.scalar, scalar.value < 0x7F {
                append([wchar_t(scalar.value), 0], value)
            } else {
                append(frame.character(of: slot), columns: slot.isWide ? 2 : 1, value)
            }
        }
        mvwadd_wchnstr(window, Int32(y), Int32(max(0, first)), row, Int32(row.count))
    }

    /// Appends a character in exactly this many columns.
    ///
    /// Terminals disagree on the width of joined emoji and of variation selectors, so these are sent as the scalars
    /// all agree on, as many as fit, and spaces after them; the C library's widths decide, as they do in ncurses.
    private mutating func append(_ character: Character, columns: Int, _ value: CursesInk.Value) {
        var used = 0
        var piece: [wchar_t] = []
        for scalar in character.unicodeScalars where !Painter.isJoint(scalar) {
            let shown = repertoire.shown(scalar)
            let known = Int(jarvis_columns(wchar_t(bitPattern: shown.value)))
            if known == 0 {
                if !piece.isEmpty, piece.count < Painter.mostScalars {
                    piece.append(wchar_t(bitPattern: shown.value))
                }
                continue
            }
            let width = max(1, known)
            guard used + width <= columns else { break }
            if !piece.isEmpty { append(piece + [0], value) }
            piece = [wchar_t(bitPattern: known > 0 ? shown.value : 0x3F)]
            used += width
            // One mark is enough for a character the terminal has not.
            if shown != scalar { break }
        }
        if !piece.isEmpty { append(piece + [0], value) }
        for _ in used..<max(used, columns) { append([0x20, 0], value) }
    }

    private mutating func append(_ text: [wchar_t], _ value: CursesInk.Value) {
        var cell = cchar_t()
        jarvis_set_cell(&cell, text, value.attributes, value.pair)
        row.append(cell)
    }

    /// ZWJ and variation selectors.
    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
    }
}
