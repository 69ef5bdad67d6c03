/// A two-stage table from scalar value to columns, unpacked once from `WidthRanges`.
///
/// Scalars fall into blocks of 256; equal blocks are stored once, so that a lookup is two loads in about 20 KB.
struct WidthTable: Sendable {
    /// The table of the Unicode version this room was generated from.
    static let unicode = WidthTable(wide: WidthRanges.wide, zero: WidthRanges.zero)

    private let blockOfPage: [UInt8]
    private let blocks: [UInt8]

    /// Builds the table from pairs of first and last scalar.
    init(wide: [UInt32], zero: [UInt32]) {
        var flat = [UInt8](repeating: 1, count: 0x11_0000)
        for (bounds, columns) in [(wide, UInt8(2)), (zero, UInt8(0))] {
            for index in stride(from: 0, to: bounds.count - 1, by: 2) {
                for value in bounds[index]...bounds[index + 1] { flat[Int(value)] = columns }
            }
        }
        var known: [ArraySlice<UInt8>: UInt8] = [:]
        var pages: [UInt8] = []
        var stored: [UInt8] = []
        for start in stride(from: 0, to: flat.count, by: 256) {
            let block = flat[start..<start + 256]
            let number = known[block] ?? UInt8(known.count)
            if known[block] == nil {
                known[block] = number
                stored += block
            }
            pages.append(number)
        }
        blockOfPage = pages
        blocks = stored
    }

    /// Columns of the scalar with this value.
    subscript(value: UInt32) -> Int {
        Int(blocks[Int(blockOfPage[Int(value >> 8)]) << 8 | Int(value & 0xFF)])
    }
}
