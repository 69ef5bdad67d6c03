/// A set of characters a program can designate (ISO 2022; the VT220's and xterm's).
enum Charset: UInt8 {
    case ascii
    /// DEC's line drawing: lines and symbols in place of the lower case letters.
    case graphics
    /// As ASCII, but with the pound sign in place of the number sign.
    case british

    /// The scalar that an ASCII byte stands for.
    func scalar(_ byte: UInt8) -> UInt32 {
        switch self {
        case .ascii: UInt32(byte)
        case .british: byte == 0x23 ? 0xa3 : UInt32(byte)
        case .graphics:
            byte >= 0x5f && byte <= 0x7e ? Self.drawing[Int(byte) - 0x5f] : UInt32(byte)
        }
    }

    /// DEC Special Graphics from 0x5F to 0x7E (VT220 Programmer Reference, table 2-4).
    private static let drawing: [UInt32] = [
        0x20, 0x25c6, 0x2592, 0x2409, 0x240c, 0x240d, 0x240a, 0xb0, 0xb1, 0x2424, 0x240b, 0x2518, 0x2510,
        0x250c, 0x2514, 0x253c, 0x23ba, 0x23bb, 0x2500, 0x23bc, 0x23bd, 0x251c, 0x2524, 0x2534, 0x252c,
        0x2502, 0x2264, 0x2265, 0x3c0, 0x2260, 0xa3, 0xb7,
    ]
}

/// The four designated sets and which of them is in use.
struct Charsets {
    private var g0 = Charset.ascii
    private var g1 = Charset.ascii
    private var g2 = Charset.ascii
    private var g3 = Charset.ascii
    /// Which set the left half of the code table shows (LS0 to LS3).
    private var locked = 0
    /// A set for the next character alone (SS2 and SS3).
    private var single: Int?
    /// The set for the next character.
    private(set) var active = Charset.ascii

    /// Whether every byte stands for itself.
    var isPlain: Bool {
        @inline(__always) get { active == .ascii }
    }

    /// Puts a set into G0 to G3.
    mutating func designate(_ set: Charset, as index: Int) {
        switch index {
        case 0: g0 = set
        case 1: g1 = set
        case 2: g2 = set
        default: g3 = set
        }
        settle()
    }

    /// Shows G0 to G3 until further notice.
    mutating func lock(_ index: Int) {
        locked = index
        settle()
    }

    /// Shows G2 or G3 for one character.
    mutating func shift(_ index: Int) {
        single = index
        settle()
    }

    /// The scalar of a byte; a single shift ends with it.
    mutating func translate(_ byte: UInt8) -> UInt32 {
        let scalar = active.scalar(byte)
        if single != nil {
            single = nil
            settle()
        }
        return scalar
    }

    private mutating func settle() {
        active =
            switch single ?? locked {
            case 0: g0
            case 1: g1
            case 2: g2
            default: g3
            }
    }
}
