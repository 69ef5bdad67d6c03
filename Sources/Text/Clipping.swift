/// Which end of a text survives when it is clipped.
package enum ClippingSide: Sendable, CaseIterable {
    case start
    case middle
    case end
}

extension StringProtocol {
    /// The text cut to at most `limit` columns, with `ellipsis` where something was left out.
    ///
    /// A cluster is never cut; the result may be a column short when a wide one did not fit. With no
    /// room for the ellipsis the text is cut without it, and with a limit of 0 or less nothing is left.
    /// Pass `"..."` as `ellipsis` where there is no Unicode. `side` is the part that stays: the start (`abc…`),
    /// the end (`…xyz`) or both (`ab…yz`).
    package func clipped(toColumns limit: Int, ellipsis: String = "…", keeping side: ClippingSide = .start)
        -> String
    {
        guard limit > 0 else { return "" }
        guard columns > limit else { return String(self) }
        let mark = ellipsis.columns <= limit ? ellipsis : ""
        let room = limit - mark.columns
        switch side {
        case .start: return head(columns: room) + mark
        case .end: return mark + tail(columns: room)
        case .middle: return head(columns: room - room / 2) + mark + tail(columns: room / 2)
        }
    }

    /// The text clipped to `width` columns or filled up to it with spaces.
    package func padded(toColumns width: Int, ellipsis: String = "…", alignment: Alignment = .left) -> String
    {
        let text = clipped(toColumns: width, ellipsis: ellipsis)
        let gap = Swift.max(0, width - text.columns)
        let left =
            switch alignment {
            case .left: 0
            case .center: gap / 2
            case .right: gap
            }
        return String(repeating: " ", count: left) + text + String(repeating: " ", count: gap - left)
    }

    private func head(columns limit: Int) -> String {
        var used = 0
        let kept = prefix { character in
            used += character.columns
            return used <= limit
        }
        return String(kept)
    }

    private func tail(columns limit: Int) -> String {
        var used = 0
        let kept = reversed().prefix { character in
            used += character.columns
            return used <= limit
        }
        return String(kept.reversed())
    }
}

/// Where text stands within a width that is larger than it.
package enum Alignment: Sendable, CaseIterable {
    case left
    case center
    case right
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The beginning, of at most so many bytes of UTF-8 and of whole scalars.
    package func prefix(bytes limit: Int) -> SubSequence {
        var end = utf8.index(startIndex, offsetBy: Swift.max(0, limit), limitedBy: endIndex) ?? endIndex
        while end < endIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return self[..<end]
    }

    /// The end, of at most so many bytes of UTF-8 and of whole scalars.
    package func suffix(bytes limit: Int) -> SubSequence {
        var start = utf8.index(endIndex, offsetBy: -Swift.max(0, limit), limitedBy: startIndex) ?? startIndex
        while start < endIndex, utf8[start] & 0xC0 == 0x80 { start = utf8.index(after: start) }
        return self[start...]
    }
}
