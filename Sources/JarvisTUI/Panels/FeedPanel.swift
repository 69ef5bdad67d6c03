import Screen
import Text

/// The activity feed: what happened, who is behind it, how much it matters.
struct FeedPanel {
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (feed, ink) = (scene.state.feed, scene.ink)
        var note = FeedFilter.allCases.flatMap { filter in
            [
                Span(filter.rawValue, filter == feed.filter ? ink.accent.bold : ink.faint),
                Span(" ", ink.faint),
            ]
        }
        note.removeLast()
        let inner = scene.panel(&frame, rect, "ACTIVITY", isFocused: scene.state.focus == .feed, note: note)
        let entries = feed.shown.dropLast(feed.scroll).suffix(inner.height)
        guard !entries.isEmpty else {
            frame.put(
                "nothing happened yet", in: inner.row(1), style: ink.dim, alignment: .center,
                glyphs: scene.glyphs)
            return
        }
        for (index, entry) in entries.enumerated() {
            draw(entry, into: &frame, inner.row(index), scene)
        }
    }

    private func draw(_ entry: FeedEntry, into frame: inout Frame, _ row: Rect, _ scene: Scene) {
        let ink = scene.ink
        let style = ink.severity(entry.severity, on: ink.text)
        let spans = [
            Span("\(scene.glyphs[entry.severity.symbol]) ", style),
            Span(scene.state.wallClock.minutes(entry.time), ink.dim),
            Span(" \(entry.source.rawValue.padded(toColumns: 4)) ", ink.badge(entry.source)),
        ]
        let x = frame.put(spans, at: row.origin, in: row)
        let detail = entry.detail.isEmpty ? "" : "  \(entry.detail)"
        let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
        let title = Untrusted(entry.title).line
        frame.put(
            title, in: room, style: entry.severity >= .critical ? style : ink.text, glyphs: scene.glyphs)
        let rest = Rect(x: x + title.columns, y: row.y, width: max(0, room.width - title.columns), height: 1)
        frame.put(detail, in: rest, style: ink.dim, glyphs: scene.glyphs)
    }
}
