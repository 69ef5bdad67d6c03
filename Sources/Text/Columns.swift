/// How many terminal columns text fills.
///
/// The figures are those of Unicode's East_Asian_Width and emoji properties (UAX #11, UTS #51), with ambiguous
/// characters one column wide, as terminals outside East Asian locales draw them.
extension Unicode.Scalar {
    /// Columns this scalar fills when it stands alone: 0, 1 or 2; control characters fill 0.
    package var columns: Int {
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        return WidthTable.unicode[value]
    }
}

extension Character {
    /// Columns this grapheme cluster fills.
    ///
    /// Emoji sequences (joined by ZWJ, with a skin tone, with VS16, two regional indicators) fill 2. Other
    /// clusters fill the sum of their scalars: 0 for a lone combining mark, 1 or 2 as a rule, more
    /// for the long conjuncts of some Indic scripts.
    package var columns: Int {
        if let ascii = asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return first.columns }
        var sum = 0
        for scalar in scalars {
            if scalar.isEmojiJoint { return 2 }
            sum += scalar.columns
        }
        if first.properties.isEmoji, first.columns == 2 { return 2 }
        return sum
    }
}

extension StringProtocol {
    /// Columns the text fills on one line; control characters count as 0.
    package var columns: Int { String(self).columns }

    /// Whether it is nothing but printable ASCII, of which each byte is a column.
    package var isPlain: Bool { String(self).isPlain }
}

extension String {
    package var columns: Int { isPlain ? utf8.count : reduce(0) { $0 + $1.columns } }

    package var isPlain: Bool {
        let seen = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { (0x20...0x7E).contains($0) }
        }
        return seen ?? utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}

extension Unicode.Scalar {
    /// Whether this scalar within a cluster makes it an emoji two columns wide.
    ///
    /// VS16 (UTS #51 ED-9a), skin tones (ED-11) and regional indicators (ED-14).
    fileprivate var isEmojiJoint: Bool {
        value == 0xFE0F || (0x1F3FB...0x1F3FF).contains(value) || (0x1F1E6...0x1F1FF).contains(value)
    }
}

/// A two-stage table from scalar value to columns, unpacked once from `WidthRanges`.
///
/// Scalars fall into blocks of 256. All blocks that are one, two or no column wide throughout are the same
/// three, so that a lookup is two loads in about 35 KB and the table is made in microseconds.
struct WidthTable: Sendable {
    /// The table of the Unicode version this room was generated from.
    static let unicode = WidthTable(wide: WidthRanges.wide, zero: WidthRanges.zero)

    /// The number of blocks at the start that are of one width, which is their number.
    private static let plainBlocks = 3

    private var blockOfPage = [UInt8](repeating: 1, count: 0x1100)
    private var blocks = (0..<Self.plainBlocks).flatMap { [UInt8](repeating: UInt8($0), count: 256) }

    /// Builds the table from pairs of first and last scalar.
    init(wide: [UInt32], zero: [UInt32]) {
        for (bounds, columns) in [(wide, UInt8(2)), (zero, UInt8(0))] {
            for index in stride(from: 0, to: bounds.count - 1, by: 2) {
                fill(Int(bounds[index])...Int(bounds[index + 1]), with: columns)
            }
        }
    }

    private mutating func fill(_ scalars: ClosedRange<Int>, with columns: UInt8) {
        for page in scalars.lowerBound >> 8...scalars.upperBound >> 8 {
            let part = scalars.clamped(to: page << 8...page << 8 | 0xff)
            if part.count == 256 {
                blockOfPage[page] = columns
                continue
            }
            let start = ownBlock(of: page) << 8
            for scalar in part { blocks[start | scalar & 0xff] = columns }
        }
    }

    /// The number of a block that no other page shares; Unicode has far fewer of them than a byte can count.
    private mutating func ownBlock(of page: Int) -> Int {
        let shared = Int(blockOfPage[page])
        guard shared < Self.plainBlocks else { return shared }
        let own = blocks.count >> 8
        blocks += [UInt8](repeating: UInt8(shared), count: 256)
        blockOfPage[page] = UInt8(own)
        return own
    }

    /// Columns of the scalar with this value.
    subscript(value: UInt32) -> Int {
        Int(blocks[Int(blockOfPage[Int(value >> 8)]) << 8 | Int(value & 0xFF)])
    }
}
