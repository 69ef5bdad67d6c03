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
