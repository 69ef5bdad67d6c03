import Terminal

/// Where one is in copy mode, in words: `123/10234 · 3 of 41 /pattern`.
package struct CopyStatus {
    package let words: String

    package init(_ mode: CopyMode, _ screen: borrowing TerminalScreen) {
        let rows = screen.textRows
        var parts = ["\(mode.cursor.line - rows.lowerBound + 1)/\(rows.count)"]
        if let found = mode.search?.search {
            parts.append(Self.matches(found, at: mode.cursor) + Self.pattern(mode, found))
        }
        words = parts.joined(separator: " · ")
    }

    /// Matches are counted from the newest, which a search finds first.
    private static func matches(_ search: TerminalSearch, at cursor: TerminalPosition) -> String {
        let index = search.index(from: cursor)
        let isAtMatch = index < search.count && search[index].start == cursor
        let total = "\(search.count)\(search.isFull ? "+" : "")"
        var words =
            isAtMatch ? "\(search.count - index) of \(total)" : total == "1" ? "1 match" : "\(total) matches"
        if search.count == 0 { words = search.isComplete ? "no match" : "no match yet" }
        if !search.isComplete { words += ", still searching" }
        if search.hasSkippedLines { words += ", some lines too long for it" }
        return words
    }

    private static func pattern(_ mode: CopyMode, _ search: TerminalSearch) -> String {
        guard mode.prompt == nil else { return "" }
        let text = search.pattern.text
        return " /" + (text.count > 24 ? text.prefix(23) + "…" : text)
    }
}

extension CopyMode {
    /// The keys that lead on from here; the last one leaves.
    package var hints: [(key: String, name: String)] {
        if selection != nil { return [("y", "Copy"), ("q", "Leave")] }
        if search != nil { return [("n", "Next"), ("q", "Leave")] }
        return [("q/Esc", "Leave")]
    }
}
