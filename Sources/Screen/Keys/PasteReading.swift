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
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
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
