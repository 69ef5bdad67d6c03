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
