/// Decodes UTF-8 that arrives in portions (https://encoding.spec.whatwg.org/#utf-8-decoder).
///
/// Each longest part of a wrong sequence becomes one U+FFFD.
struct UTF8Decoder {
    private var scalar: UInt32 = 0
    private var needed = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xbf

    /// Whether a sequence has begun and is not whole.
    var isInside: Bool {
        @inline(__always) get { needed > 0 }
    }

    /// Reads the sequences up to the next ASCII byte and prints their scalars.
    mutating func decode(
        _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ screen: inout TerminalScreen
    ) -> UnsafePointer<UInt8> {
        var place = start
        while place < end, place.pointee >= 0x80 || needed > 0 {
            if needed == 0, let (scalar, length) = Self.whole(place, end - place) {
                Self.print(scalar, on: &screen)
                place += length
            } else if step(place.pointee, &screen) {
                place += 1
            }
        }
        return place
    }

    /// A sequence of two or three bytes that lies whole and right in the buffer.
    @inline(__always)
    private static func whole(_ place: UnsafePointer<UInt8>, _ left: Int) -> (UInt32, Int)? {
        let first = UInt32(place[0])
        if left >= 3, first & 0xf0 == 0xe0 {
            let second = UInt32(place[1]) ^ 0x80
            let third = UInt32(place[2]) ^ 0x80
            let scalar = (first & 0xf) << 12 | second << 6 | third
            if second | third < 0x40, scalar >= 0x800, scalar & 0xf800 != 0xd800 { return (scalar, 3) }
        } else if left >= 2, first >= 0xc2, first < 0xe0 {
            let second = UInt32(place[1]) ^ 0x80
            if second < 0x40 { return ((first & 0x1f) << 6 | second, 2) }
        }
        return nil
    }

    /// Takes one byte; `false` when it must be read again after a wrong sequence.
    private mutating func step(_ byte: UInt8, _ screen: inout TerminalScreen) -> Bool {
        guard needed > 0 else {
            begin(byte, &screen)
            return true
        }
        guard byte >= lower, byte <= upper else {
            needed = 0
            Self.print(0xfffd, on: &screen)
            return false
        }
        lower = 0x80
        upper = 0xbf
        scalar = scalar << 6 | UInt32(byte & 0x3f)
        needed -= 1
        if needed == 0 { Self.print(scalar, on: &screen) }
        return true
    }

    private mutating func begin(_ byte: UInt8, _ screen: inout TerminalScreen) {
        lower = 0x80
        upper = 0xbf
        switch byte {
        case 0xc2...0xdf:
            needed = 1
            scalar = UInt32(byte & 0x1f)
        case 0xe0...0xef:
            if byte == 0xe0 { lower = 0xa0 }
            if byte == 0xed { upper = 0x9f }
            needed = 2
            scalar = UInt32(byte & 0xf)
        case 0xf0...0xf4:
            if byte == 0xf0 { lower = 0x90 }
            if byte == 0xf4 { upper = 0x8f }
            needed = 3
            scalar = UInt32(byte & 0x7)
        default: Self.print(0xfffd, on: &screen)
        }
    }

    /// Prints a scalar; C1 controls are dropped.
    @inline(__always)
    private static func print(_ scalar: UInt32, on screen: inout TerminalScreen) {
        if scalar >= 0xa0 { screen.print(scalar) }
    }
}

/// Runs of printable ASCII.
enum TextRun {
    /// The first byte from `start` on that is not 0x20 to 0x7E.
    ///
    /// It looks at eight bytes at once: a byte below 0x20 borrows its high bit when 0x20 is taken away, 0x7F
    /// carries into it when 1 is added, and others above have it. Borrows and carries spoil bytes behind the
    /// first hit only.
    @inline(__always)
    static func end(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var place = start
        while end - place >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
            let below = word &- 0x2020_2020_2020_2020
            let above = word &+ 0x0101_0101_0101_0101
            let hits = (below | above | word) & 0x8080_8080_8080_8080
            if hits != 0 { return place + hits.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < end, place.pointee &- 0x20 < 0x5f { place += 1 }
        return place
    }
}
