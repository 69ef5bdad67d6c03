import Multiplexer
import Screen
import Text

extension PanelID {
    static let feed = PanelID("feed")
}

/// The activity feed: what happened, who is behind it, how much it matters.
struct FeedPanel: Panel {
    static let id = PanelID.feed
    let title = "ACTIVITY"
    let column = Column.jarvis
    var commands: [Command] { Commands.feed }

    /// Less than a third beside the chat; where the column is too low for both, all of it while it has the keys.
    func height(in room: ColumnRoom) -> Int? {
        guard room.height >= 18 else { return room.hasKeys ? room.height : 0 }
        return min(16, max(6, room.left * 3 / 10))
    }

    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        let rows = rect.inset().height
        if let lines = mouse.linesBack {
            state.feed.scroll(by: lines, rows: rows, hasKeys: state.focus == .feed)
        }
        guard mouse.action == .press(.left) else { return [] }
        if let filter = filter(at: mouse.position, in: rect) {
            state.feed.choose(filter)
            return []
        }
        guard let entry = entry(at: mouse.position, in: rect.inset(), of: state.feed, hadKeys) else {
            return []
        }
        let isSelected = hadKeys && entry == state.feed.selected
        state.feed.select(entry, rows: rows, hadKeys: hadKeys)
        // A click on what is selected leads to what it is about.
        return isSelected ? state.look(at: entry) ?? [] : []
    }

    /// The filter whose word in the border is at a point.
    private func filter(at point: Point, in rect: Rect) -> FeedFilter? {
        let words = FeedFilter.allCases.map(\.rawValue)
        guard point.y == rect.y, var x = rect.note(width: words.joined(separator: " ").columns, beside: title)
        else { return nil }
        for filter in FeedFilter.allCases {
            if (x..<x + filter.rawValue.columns).contains(point.x) { return filter }
            x += filter.rawValue.columns + 1
        }
        return nil
    }

    /// The entry at a point, as they stood before the click brought the keys here.
    private func entry(at point: Point, in room: Rect, of feed: FeedPane, _ hadKeys: Bool) -> FeedEntry? {
        guard room.contains(point) else { return nil }
        let entries = feed.window(rows: room.height, hasKeys: hadKeys)
        var y = room.y
        for (entry, height) in zip(entries, heights(entries, in: room)) {
            y += height
            if point.y < y { return entry }
        }
        return nil
    }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (feed, ink) = (scene.state.feed, scene.ink)
        let hasKeys = scene.state.focus == .feed
        var note = FeedFilter.allCases.flatMap { filter in
            [
                Span(filter.rawValue, filter == feed.filter ? ink.accent.bold : ink.faint),
                Span(" ", ink.faint),
            ]
        }
        note.removeLast()
        let inner = scene.panel(&frame, rect, title, isFocused: hasKeys, note: note)
        let entries = feed.window(rows: inner.height, hasKeys: hasKeys)
        guard !entries.isEmpty else {
            frame.put(
                "nothing happened yet", in: inner.row(1), style: ink.dim, alignment: .center,
                glyphs: scene.glyphs)
            return
        }
        let selected = hasKeys ? entries.lastIndex { $0 == feed.selected } : nil
        var y = inner.y
        for (index, height) in heights(entries, in: inner).enumerated() {
            let place = Rect(x: inner.x, y: y, width: inner.width, height: height)
            draw(entries[index], into: &frame, place, scene)
            if index == selected { frame.mark(place, scene.ink) }
            y += height
        }
    }

    /// A row for each, and what is left for the newest that need more.
    private func heights(_ entries: [FeedEntry], in room: Rect) -> [Int] {
        var heights = entries.map { _ in 1 }
        var spare = room.height - entries.count
        for (index, entry) in entries.enumerated().reversed() where spare > 0 {
            let words = words(entry, width: room.width - Self.leadWidth)
            let more = min(spare, words.title.count + (words.isOneLine ? 0 : words.detail.count) - 1)
            heights[index] += more
            spare -= more
        }
        return heights
    }

    /// The columns of what stands before an entry's words.
    static let leadWidth = 13

    /// What stands before an entry's words: its sign, the time and who is behind it.
    static func lead(_ entry: FeedEntry, _ scene: Scene) -> [Span] {
        [
            Span(
                "\(scene.glyphs[entry.severity.symbol]) ",
                scene.ink.severity(entry.severity, on: scene.ink.text)),
            Span(scene.state.wallClock.minutes(entry.time), scene.ink.dim),
            Span(" \(entry.source.rawValue.padded(toColumns: 4)) ", scene.ink.badge(entry.source)),
        ]
    }

    /// An entry's words in lines; title and detail may stand in one.
    private func words(
        _ entry: FeedEntry, width: Int
    ) -> (title: [String], detail: [String], isOneLine: Bool) {
        let (title, detail) = (Untrusted(entry.title).line, Untrusted(entry.detail).line)
        guard title.columns + (detail.isEmpty ? 0 : detail.columns + 2) > width else {
            return ([title], detail.isEmpty ? [] : [detail], true)
        }
        let columns = max(8, width)
        return (
            title.wrapped(toColumns: columns), detail.isEmpty ? [] : detail.wrapped(toColumns: columns), false
        )
    }

    /// An entry's words in full: title and detail in one line where they fit, else one below the other.
    private func lines(_ entry: FeedEntry, width: Int, _ scene: Scene) -> [[Span]] {
        let ink = scene.ink
        let style = entry.severity >= .critical ? ink.severity(entry.severity, on: ink.text) : ink.text
        let words = words(entry, width: width)
        let (title, detail) = (
            words.title.map { Span($0, style) },
            words.detail.map { Span(words.isOneLine ? "  \($0)" : $0, ink.dim) }
        )
        return words.isOneLine ? [title + detail] : (title + detail).map { [$0] }
    }

    private func draw(_ entry: FeedEntry, into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let x = frame.put(Self.lead(entry, scene), at: rect.origin, in: rect)
        let room = Rect(x: x, y: rect.y, width: max(0, rect.endX - x), height: rect.height)
        var lines = lines(entry, width: room.width, scene)
        if lines.count > room.height {
            // What does not fit goes on in the last row, and is cut off there.
            let rest = lines[max(0, room.height - 1)...].joined().reduce(into: [Span]()) { row, span in
                guard let last = row.last else { return row.append(span) }
                if last.style == span.style {
                    row[row.count - 1] = Span("\(last.text) \(span.text)", span.style)
                } else {
                    row.append(Span("  \(span.text)", span.style))
                }
            }
            lines = lines.prefix(max(0, room.height - 1)) + [rest]
        }
        for (index, line) in lines.enumerated() {
            var row = room.row(index)
            for span in line where row.width > 0 {
                frame.put(span.text, in: row, style: span.style, glyphs: scene.glyphs)
                let used = min(row.width, span.columns)
                row = Rect(x: row.x + used, y: row.y, width: row.width - used, height: 1)
            }
        }
    }
}

extension Frame {
    /// Lays the selection's colour behind an entry; with few colours each of its own could not be read there.
    mutating func mark(_ place: Rect, _ ink: Ink) {
        let isPoor = ink.scheme.depth < .indexed
        restyle(place) { isPoor ? ink.selection : $0.on(ink.selection.background) }
    }
}
