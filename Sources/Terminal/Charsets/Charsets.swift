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
