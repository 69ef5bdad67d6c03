/// Which characters one place of a pattern takes.
package struct ScalarSet: Hashable, Sendable {
    /// The first 128 scalars as bits, as nearly all text is made of them.
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// The others, as ranges in no order.
    private var ranges: [ClosedRange<UInt32>] = []
    /// Whether the scalars above 127 that are in no range are the ones that are taken.
    private var isInverted = false

    init(_ ranges: [ClosedRange<UInt32>] = []) {
        for range in ranges { insert(range) }
    }

    /// What `.` takes: everything but the end of a line.
    static let any: ScalarSet = {
        var set = ScalarSet()
        set.invert()
        return set
    }()

    static let digits = ScalarSet([0x30...0x39])
    static let blanks = ScalarSet([0x20...0x20, 0x09...0x09, 0xa0...0xa0, 0x2000...0x200a, 0x3000...0x3000])
    /// Letters, digits and the underscore; beyond ASCII everything that is no mark, space or symbol of the common blocks.
    package static let wordScalars = ScalarSet([
        0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a, 0xaa...0xaa, 0xb5...0xb5, 0xba...0xba,
        0xc0...0xd6, 0xd8...0xf6, 0xf8...0x1fff, 0x2c00...0x2dff, 0x3040...0xd7ff, 0xf900...0xfdff,
        0xfe70...0xfeff, 0xff10...0xff19, 0xff21...0xff3a, 0xff41...0xff5a, 0xff66...0xffdc,
        0x10000...0x1efff, 0x20000...0x3ffff,
    ])

    mutating func insert(_ range: ClosedRange<UInt32>) {
        if range.lowerBound < 0x80 {
            for value in range.lowerBound...min(range.upperBound, 0x7f) { setBit(value) }
        }
        if range.upperBound >= 0x80 { ranges.append(max(range.lowerBound, 0x80)...range.upperBound) }
    }

    mutating func formUnion(_ other: ScalarSet) {
        low |= other.low
        high |= other.high
        switch (isInverted, other.isInverted) {
        case (false, false): ranges += other.ranges
        case (true, false): ranges = Self.subtract(other.ranges, from: ranges)
        case (false, true): ranges = Self.subtract(ranges, from: other.ranges)
        case (true, true): ranges = Self.subtract(Self.subtract(other.ranges, from: ranges), from: ranges)
        }
        isInverted = isInverted || other.isInverted
    }

    /// What of some ranges is in none of others.
    private static func subtract(
        _ taken: [ClosedRange<UInt32>], from ranges: [ClosedRange<UInt32>]
    ) -> [ClosedRange<UInt32>] {
        taken.reduce(ranges) { left, taken in
            left.flatMap { range -> [ClosedRange<UInt32>] in
                guard range.overlaps(taken) else { return [range] }
                var rest: [ClosedRange<UInt32>] = []
                if range.lowerBound < taken.lowerBound {
                    rest.append(range.lowerBound...taken.lowerBound - 1)
                }
                if taken.upperBound < range.upperBound {
                    rest.append(taken.upperBound + 1...range.upperBound)
                }
                return rest
            }
        }
    }

    /// Takes what was not taken, and the other way round; never the end of a line.
    mutating func invert() {
        low = ~low & ~(1 << 0x0a)
        high = ~high
        isInverted.toggle()
    }

    /// Whether a scalar is taken.
    @inline(__always)
    package func contains(_ value: UInt32) -> Bool {
        if value < 64 { return low >> UInt64(value) & 1 != 0 }
        if value < 128 { return high >> UInt64(value & 63) & 1 != 0 }
        return holds(value)
    }

    private func holds(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) } != isInverted
    }

    private mutating func setBit(_ value: UInt32) {
        if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value & 63) }
    }
}
