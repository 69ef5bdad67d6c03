/// Runs of printable ASCII.
enum TextRun {
    /// The first byte from `start` on that is not 0x20 to 0x7E.
    @inline(__always)
    static func end(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var place = start
        while end - place >= 16 {
            let bytes = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt8>.self)
            let others = (bytes &- 0x20) .>= 0x5f
            let words = unsafeBitCast(others, to: SIMD2<UInt64>.self)
            if words.x != 0 { return place + words.x.trailingZeroBitCount >> 3 }
            if words.y != 0 { return place + 8 + words.y.trailingZeroBitCount >> 3 }
            place += 16
        }
        while place < end, place.pointee &- 0x20 < 0x5f { place += 1 }
        return place
    }
}
