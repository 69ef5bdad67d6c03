import Screen
import Terminal
import Text

/// Shows copy mode over the cells of a pane: matches, what is chosen, and a line that says where one is.
package struct CopyDrawing {
    package let mode: CopyMode
    package let ink: Ink
    package let glyphs: GlyphSet

    /// Tints the cells, which stand in the rectangle already, and returns the cursor.
    package func draw(_ screen: borrowing TerminalScreen, into frame: inout Frame, _ rect: Rect) -> Cursor? {
        tintMatches(screen, &frame, rect)
        tintChoice(screen, &frame, rect)
        if mode.isDrag { return nil }
        let (text, status) = rect.splitBottom(1)
        let typing = drawStatus(screen, &frame, status)
        if let typing { return typing }
        let at = Point(x: rect.x + mode.cursor.column, y: rect.y + mode.cursor.line - mode.top)
        return text.contains(at) ? Cursor(at: at, shape: .block) : nil
    }

    private func tintMatches(_ screen: borrowing TerminalScreen, _ frame: inout Frame, _ rect: Rect) {
        guard let search = mode.search?.search else { return }
        for (_, match) in search.matches(in: mode.top..<mode.top + rect.height) {
            let isCurrent = match.start == mode.cursor
            let style = isCurrent ? ink.brand : ink.match
            for row in 0..<rect.height {
                let columns = screen.columns(of: match.start...match.end, line: mode.top + row)
                tint(columns, row, style, &frame, rect)
            }
        }
    }

    private func tintChoice(_ screen: borrowing TerminalScreen, _ frame: inout Frame, _ rect: Rect) {
        guard let selection = mode.selection else { return }
        for row in 0..<rect.height {
            tint(screen.columns(of: selection, line: mode.top + row), row, ink.chosen, &frame, rect)
        }
    }

    private func tint(_ columns: Range<Int>, _ row: Int, _ style: Style, _ frame: inout Frame, _ rect: Rect) {
        guard !columns.isEmpty else { return }
        let cells = Rect(x: rect.x + columns.lowerBound, y: rect.y + row, width: columns.count, height: 1)
        frame.restyle(cells.intersection(rect)) { _ in style }
    }

    /// The line at the bottom: the pattern while it is typed, else where one is; the cursor is the caller's.
    private func drawStatus(
        _ screen: borrowing TerminalScreen, _ frame: inout Frame, _ row: Rect
    ) -> Cursor? {
        frame.fill(row, style: ink.bar)
        let right = CopyStatus(mode, screen).words
        // What is typed is not hidden by where one is, nor is the key that leaves.
        let keys = mode.prompt == nil ? hints(mode.hints.suffix(1)).columns : 0
        let room = min(right.columns + 1, max(row.width / 2, row.width - Self.name.columns - keys))
        let left = Rect(x: row.x, y: row.y, width: max(0, row.width - room), height: 1)
        let end = Rect(x: left.endX, y: row.y, width: room, height: 1)
        frame.put(right, in: end, style: ink.barDim, glyphs: glyphs)
        guard let prompt = mode.prompt else {
            let x = frame.put(
                [Span(Self.name, ink.brand), Span(words, ink.bar)], at: left.origin, in: left)
            drawHints(&frame, Rect(x: x, y: row.y, width: max(0, left.endX - x), height: 1))
            return nil
        }
        let (sign, line) = left.splitLeft(2)
        frame.put(prompt.isForward ? " /" : " ?", at: sign.origin, style: ink.key, in: sign)
        let (x, cursor) = prompt.editor.draw(into: &frame, line, style: ink.bar, glyphs: glyphs)
        if let mistake = prompt.mistake {
            let rest = Rect(x: x + 2, y: row.y, width: max(0, row.endX - x - 3), height: 1)
            frame.put(
                mistake, in: rest, style: ink.warning.on(ink.bar.background), alignment: .right,
                glyphs: glyphs)
        }
        return cursor
    }

    private static let name = " COPY "

    /// What happened just now, or what is typed of a command.
    private var words: String {
        let words = mode.remark ?? mode.typed
        return words.isEmpty ? "" : " \(words) "
    }

    /// The keys that lead on, as many of the last as there is room for.
    private func drawHints(_ frame: inout Frame, _ room: Rect) {
        for count in stride(from: mode.hints.count, to: 0, by: -1) {
            let spans = hints(mode.hints.suffix(count))
            guard spans.columns <= room.width else { continue }
            frame.put(spans, at: room.origin, in: room)
            return
        }
    }

    private func hints(_ hints: some Sequence<CopyHint>) -> [Span] {
        hints.enumerated().flatMap { index, hint in
            [
                Span(index == 0 ? " " : "  ", ink.bar),
                Span(hint.keys, ink.key),
                Span(" \(hint.name)", ink.barDim),
            ]
        }
    }
}

extension [Span] {
    fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }
}

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

/// Keys that lead on from where one is in copy mode, as they are shown.
package struct CopyHint {
    package let keys: String
    package let name: String
}

extension CopyMode {
    /// The keys that lead on from here; the last one leaves.
    package var hints: [CopyHint] {
        let (stop, leave) = (Key.escape.label, keys.label(of: "copy.leave"))
        guard selection != nil || search != nil else {
            return [CopyHint(keys: leave.map { "\($0)/\(stop)" } ?? stop, name: "Leave")]
        }
        let next =
            selection == nil
            ? keys.label(of: "copy.matchnext").map { CopyHint(keys: $0, name: "Next") }
            : keys.label(of: "copy.copy").map { CopyHint(keys: $0, name: "Copy") }
        let last = leave.map { CopyHint(keys: $0, name: "Leave") } ?? CopyHint(keys: stop, name: "Stop")
        return [next, last].compactMap(\.self)
    }
}
