/// One of the brackets around a paste, found in bytes.
struct PasteMark {
    /// Whether it begins a paste.
    let isStart: Bool
    let range: Range<Int>

    /// The bytes of either mark.
    static let length = end.count
    private static let start = Array("\u{1B}[200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)

    /// The first mark of either kind, or `nil` when there is none.
    static func first(in bytes: ArraySlice<UInt8>) -> PasteMark? {
        var rest = bytes
        while let escape = rest.firstIndex(of: 0x1B) {
            rest = rest[escape...]
            let isStart = rest.starts(with: start)
            if isStart || rest.starts(with: end) {
                return PasteMark(isStart: isStart, range: escape..<escape + length)
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The bytes without any end mark in them.
    static func removingEnds(from bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x1B) else { return bytes }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        for byte in bytes {
            kept.append(byte)
            if byte == end[end.count - 1], kept.suffix(end.count).elementsEqual(end) {
                kept.removeLast(end.count)
            }
        }
        return kept
    }
}
