/// SCS (ISO 2022): which sets G0 to G3 hold.
extension TerminalScreen {
    /// Puts a set into G0 to G3 by the bytes behind ESC; a set that is not known is ASCII, as in xterm.
    mutating func designate(_ final: UInt8, _ intermediates: UInt16) {
        let second = intermediates > 0xff
        let first = UInt8(truncatingIfNeeded: second ? intermediates >> 8 : intermediates)
        let prefix: [UInt8] = second ? [UInt8(truncatingIfNeeded: intermediates)] : []
        let has96 = first >= 0x2d
        let index =
            switch first {
            case 0x28...0x2b: Int(first) - 0x28
            case 0x2d...0x2f: Int(first) - 0x2c
            default: -1
            }
        if index >= 0 { designate(prefix + [final], has96: has96, as: index) }
    }

    /// Puts the set with a designation into G0 to G3.
    mutating func designate(_ designation: [UInt8], has96: Bool, as index: Int) {
        let set = Charset.all.firstIndex { set in
            set.has96 == has96 && isKnown(set)
                && set.designation.withUTF8Buffer { $0.elementsEqual(designation) }
        }
        cursor.charsets.designate(set ?? Charset.ascii, as: index)
    }

    private func isKnown(_ set: Charset) -> Bool {
        conformance >= set.level && (!set.isNational || modes.contains(.national))
    }

    /// Whether input is of 8-bit characters and controls instead of UTF-8, as it is in xterm while mode ?42 is set.
    var readsEightBits: Bool {
        @inline(__always) get { !modes.isDisjoint(with: [.national, .eightBitCharacters]) }
    }

    /// DEL is a character in a set of 96 and nothing in others (ECMA-35 §6.2.2).
    mutating func printDelete() {
        let charsets = cursor.charsets
        let set = Charset.all[charsets[charsets.single ?? charsets.left]]
        if set.has96 { print(cursor.charsets.translate(0x7f)) }
    }

    /// ACS (ECMA-43, VT320): levels 1 and 2 show ASCII and Latin-1, level 3 ASCII on the left.
    mutating func announceCharsets(level: Int) {
        cursor.charsets.designate(Charset.ascii, as: 0)
        cursor.charsets.lock(0)
        if level == 3 { return }
        cursor.charsets.designate(Charset.latin1, as: 1)
        cursor.charsets.lockRight(1)
    }
}
