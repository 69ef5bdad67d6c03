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
        cursor.isProtected = on
        penIsStale = true
    }

    /// Whether an erasure spares protected characters; `selective` ones are DEC's.
    @inline(__always)
    func spares(selective: Bool) -> Bool {
        protection == .iso || protection == .dec && selective
    }
}
