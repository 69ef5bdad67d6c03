/// What a terminal pasted between its brackets (bracketed paste, DEC private mode 2004).
package struct Paste: Hashable, Sendable {
    /// The most bytes of a paste that are kept.
    package static let limit = 10 << 20

    /// The bytes as they came, without the brackets.
    package let bytes: [UInt8]
    /// Whether the paste was longer than the limit and its end is missing.
    package let isTruncated: Bool

    package init(bytes: [UInt8], isTruncated: Bool = false) {
        self.bytes = bytes
        self.isTruncated = isTruncated
    }

    /// Whether the paste would press Enter in a program that does not know bracketed paste.
    package var hasLineBreak: Bool { bytes.contains { $0 == 0x0A || $0 == 0x0D } }

    /// How often that would be: CR, LF and CR LF count once each.
    package var lineBreaks: Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || byte == 0x0A && previous != 0x0D { count += 1 }
            previous = byte
        }
        return count
    }
}

/// A paste while it comes: from the byte after its start mark until nothing more can belong to it.
///
/// A terminal that does not filter what it pastes lets the text hold an end mark, to have what follows it taken for
/// typing. So an end mark ends nothing by itself: the last one counts once the terminal falls silent or begins
/// another paste. A terminal writes a paste in one go, and nobody types that fast.
struct PasteReading: Sendable {
    /// What came before the newest end mark, or all of it while none came.
    private var text: [UInt8] = []
    /// What came since the newest end mark.
    private var rest: [UInt8]?
    private var isTruncated = false

    /// Whether an end mark came, so that a silence ends the paste.
    var hasEnd: Bool { rest != nil }

    /// Takes the next bytes; whether the paste is over, as they begin another one.
    mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
        // A mark may be split between two portions: the last bytes are looked at again.
        let overlap = min(rest?.count ?? text.count, PasteMark.length - 1)
        var window = (rest ?? text).suffix(overlap) + bytes
        dropLast(overlap)
        while let mark = PasteMark.first(in: window) {
            if mark.isStart, rest != nil {
                keep(window)
                return true
            }
            keep(window[..<mark.range.lowerBound])
            if mark.isStart {
                keep(window[mark.range])
            } else {
                closeRest()
            }
            window = window[mark.range.upperBound...]
        }
        keep(window)
        return (rest?.count ?? 0) > Paste.limit
    }

    /// Ends the paste, as the terminal fell silent: what it held, and what was typed after it.
    func end() -> (paste: Paste, rest: [UInt8]) {
        (Paste(bytes: PasteMark.removingEnds(from: text), isTruncated: isTruncated), rest ?? [])
    }

    private mutating func dropLast(_ count: Int) {
        if rest == nil { text.removeLast(count) } else { rest?.removeLast(count) }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard rest == nil else {
            rest?.append(contentsOf: bytes)
            return
        }
        let room = Paste.limit - text.count
        text += bytes.prefix(room)
        if bytes.count > room { isTruncated = true }
    }

    /// What was thought to follow the paste belongs to it.
    private mutating func closeRest() {
        let inner = rest ?? []
        rest = nil
        keep(inner[...])
        rest = []
    }
}

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
