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
    var commands: [Command] { Self.ownCommands }

    /// Less than a third beside the chat; where the column is too low for both, all of it while it has the keys.
    func height(in room: ColumnRoom) -> Int? {
        guard room.height >= 18 else { return room.hasKeys ? room.height : 0 }
        return min(16, max(6, room.left * 3 / 10))
    }

    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        if let lines = mouse.linesBack { state.feed.scroll(by: lines) }
        return []
    }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (feed, ink) = (scene.state.feed, scene.ink)
        var note = FeedFilter.allCases.flatMap { filter in
            [
                Span(filter.rawValue, filter == feed.filter ? ink.accent.bold : ink.faint),
                Span(" ", ink.faint),
            ]
        }
        note.removeLast()
        let inner = scene.panel(&frame, rect, title, isFocused: scene.state.focus == .feed, note: note)
        let entries = Array(feed.shown.dropLast(feed.scroll).suffix(inner.height))
        guard !entries.isEmpty else {
            frame.put(
                "nothing happened yet", in: inner.row(1), style: ink.dim, alignment: .center,
                glyphs: scene.glyphs)
            return
        }
        var y = inner.y
        for (entry, height) in zip(entries, heights(entries, in: inner, scene)) {
            draw(entry, into: &frame, Rect(x: inner.x, y: y, width: inner.width, height: height), scene)
            y += height
        }
    }

    /// A row for each, and what is left for the newest that need more.
    private func heights(_ entries: [FeedEntry], in room: Rect, _ scene: Scene) -> [Int] {
        var heights = entries.map { _ in 1 }
        var spare = room.height - entries.count
        for (index, entry) in entries.enumerated().reversed() where spare > 0 {
            let width = room.width - Self.lead(entry, scene).reduce(0) { $0 + $1.columns }
            let more = min(spare, lines(entry, width: width, scene).count - 1)
            heights[index] += more
            spare -= more
        }
        return heights
    }

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

    /// An entry's words in full: title and detail in one line where they fit, else one below the other.
    private func lines(_ entry: FeedEntry, width: Int, _ scene: Scene) -> [[Span]] {
        let ink = scene.ink
        let style = entry.severity >= .critical ? ink.severity(entry.severity, on: ink.text) : ink.text
        let (title, detail) = (Untrusted(entry.title).line, Untrusted(entry.detail).line)
        guard title.columns + (detail.isEmpty ? 0 : detail.columns + 2) > width else {
            return [[Span(title, style), Span(detail.isEmpty ? "" : "  \(detail)", ink.dim)]]
        }
        return title.wrapped(toColumns: max(8, width)).map { [Span($0, style)] }
            + (detail.isEmpty ? [] : detail.wrapped(toColumns: max(8, width)).map { [Span($0, ink.dim)] })
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

extension FeedPanel {
    private static let ownCommands: [Command] = [
        scroll("feed.up", "Older", [.up, "k"], by: 1),
        scroll("feed.down", "Newer", [.down, "j"], by: -1),
        scroll("feed.pageup", "Much older", [.pageUp], by: 10),
        scroll("feed.pagedown", "Much newer", [.pageDown], by: -10),
        Command(
            id: "feed.read", name: "In full", keys: [.enter],
            help: "Shows the entries in full, with all that their lines have cut off.", scope: .panel(.feed),
            isProminent: true,
            availability: { $0.feed.shown.isEmpty ? .disabled("nothing happened yet") : .enabled },
            run: { state in
                state.push(FeedLayer(state))
                return []
            }),
        Command(
            id: "feed.filter", name: "All, auto, alerts", keys: ["f"],
            help: "Shows everything, only what Jarvis did, or only what needs attention.",
            scope: .panel(.feed),
            isProminent: true
        ) { state in
            state.feed.nextFilter()
            return []
        },
    ]

    private static func scroll(_ id: String, _ name: String, _ keys: [Key], by lines: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Scrolls the feed.", scope: .panel(.feed)) { state in
            state.feed.scroll(by: lines)
            return []
        }
    }
}
