/// The brackets around a paste, found in bytes.
enum PasteMark {
    private static let start = Array("\u{1B}[200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)

    /// The last end mark before the next start mark, or nil when there is none.
    static func lastEnd(in bytes: [UInt8]) -> Range<Int>? {
        var found: Range<Int>?
        var index = 0
        while let escape = bytes[index...].firstIndex(of: 0x1B) {
            let rest = bytes[escape...]
            if rest.starts(with: end) { found = escape..<escape + end.count }
            if found != nil, rest.starts(with: start) { break }
            index = escape + 1
        }
        return found
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
