/// The four designated sets and which of them are in use (ISO 2022, VT420 Programmer Reference, chapter 2).
struct Charsets {
    /// Where ``Charset/all`` has G0 to G3.
    private var sets = InlineArray<4, UInt8>(repeating: UInt8(Charset.ascii))
    /// Which set the left half of the code table shows (LS0 to LS3).
    private(set) var left = 0
    /// Which set the right half shows (LS1R to LS3R); only 8-bit input reaches it.
    private(set) var right = 2
    /// A set for the next character alone (SS2 and SS3).
    private(set) var single: Int?
    /// Whether every byte below 0x80 stands for itself.
    private(set) var isPlain = true

    /// Which of ``Charset/all`` is in G0 to G3.
    subscript(index: Int) -> Int { Int(sets[index]) }

    /// Puts a set into G0 to G3.
    mutating func designate(_ set: Int, as index: Int) {
        sets[index] = UInt8(set)
        settle()
    }

    /// Shows G0 to G3 on the left until further notice.
    mutating func lock(_ index: Int) {
        left = index
        settle()
    }

    /// Shows G1 to G3 on the right until further notice.
    mutating func lockRight(_ index: Int) {
        right = index
    }

    /// Shows G2 or G3 for one character.
    mutating func shift(_ index: Int) {
        single = index
        settle()
    }

    /// The scalar of a byte below 0x80; a single shift ends with it.
    mutating func translate(_ byte: UInt8) -> UInt32 {
        let scalar = Charset.all[self[single ?? left]].scalar(byte)
        endShift()
        return scalar
    }

    /// The scalar of a byte from 0xA0 on; a single shift ends with it.
    mutating func translate(right byte: UInt8) -> UInt32 {
        let set = self[single ?? right]
        endShift()
        return set == Charset.ascii ? UInt32(byte) : Charset.all[set].scalar(byte)
    }

    private mutating func endShift() {
        if single == nil { return }
        single = nil
        settle()
    }

    private mutating func settle() {
        isPlain = self[single ?? left] == Charset.ascii
    }
}

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
        cursor.pen.charsets.designate(set ?? Charset.ascii, as: index)
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
        let charsets = cursor.pen.charsets
        let set = Charset.all[charsets[charsets.single ?? charsets.left]]
        if set.has96 { print(cursor.pen.charsets.translate(0x7f)) }
    }

    /// ACS (ECMA-43, VT320): levels 1 and 2 show ASCII and Latin-1, level 3 ASCII on the left.
    mutating func announceCharsets(level: Int) {
        cursor.pen.charsets.designate(Charset.ascii, as: 0)
        cursor.pen.charsets.lock(0)
        if level == 3 { return }
        cursor.pen.charsets.designate(Charset.latin1, as: 1)
        cursor.pen.charsets.lockRight(1)
    }
}
