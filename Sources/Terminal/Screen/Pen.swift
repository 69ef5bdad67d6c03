/// How the next character will look, as SGR, OSC 8, DECSCA and SCS have set it; DECSC saves it with the cursor.
struct Pen {
    var style = TerminalStyle.plain
    /// The number of the hyperlink on what is printed, 0 for none.
    var link = 0
    /// Whether what is printed is protected from erasing.
    var isProtected = false
    var charsets = Charsets()
}

/// The pen as cells: what printing and erasing write.
///
/// They are made anew where they are needed, as programs change the pen more often than they use it.
struct PenCells {
    /// A printed cell without its content.
    var printed: UInt64 = 0
    var erased = TerminalCell.blank
    /// The pen has changed since they were made.
    var isStale = false
}

/// Which kind of protected characters a program last made, and with that which erasing spares them.
enum Protection: Sendable {
    /// None: everything is erased.
    case none
    /// DECSCA: DECSED, DECSEL and DECSERA spare them, ED, EL and ECH do not.
    case dec
    /// SPA and EPA (ECMA-48 §8.3.122, §8.3.40): all of these spare them.
    case iso
}

extension TerminalScreen {
    /// Makes printed and erased cells anew after the pen changed.
    mutating func refreshPen() {
        penCells.isStale = false
        let style = number(of: cursor.pen.style)
        // Before another number is asked for: what no cell names may go then.
        penCells.printed =
            UInt64(style) << TerminalCell.styleShift | UInt64(cursor.pen.link) << TerminalCell.linkShift
        if cursor.pen.isProtected { penCells.printed |= TerminalCell.protectedFlag }
        let background = cursor.pen.style.background
        let erased = background == .standard ? 0 : number(of: TerminalStyle(background: background))
        penCells.erased = TerminalCell(bits: UInt64(erased) << TerminalCell.styleShift)
    }

    /// SGR.
    mutating func setRendition(_ parameters: borrowing SequenceParameters) {
        penCells.isStale = true
        cursor.pen.style.change(by: parameters)
    }

    /// DECSCA: characters printed from now on are protected (1) or not (0 and 2).
    mutating func setCharacterProtection(_ what: Int) {
        guard what <= 2 else { return }
        protection = .dec
        protect(what == 1)
    }

    /// SPA, EPA: characters printed from now on are protected, or not.
    mutating func setArea(protected isProtected: Bool) {
        if isProtected { protection = .iso }
        protect(isProtected)
    }

    private mutating func protect(_ on: Bool) {
        cursor.pen.isProtected = on
        penCells.isStale = true
    }

    /// Whether an erasure spares protected characters; `selective` ones are DEC's.
    @inline(__always)
    func spares(selective: Bool) -> Bool {
        protection == .iso || protection == .dec && selective
    }
}
