import Multiplexer
import Screen
import Text

/// The activity feed with its entries in full; one is selected, and leads to what it is about.
struct FeedLayer: ScrollingLayer {
    /// Those of the pane when it was opened, newest last: what comes meanwhile moves nothing that is read.
    private let entries: [FeedEntry]
    /// The place of the selected one among them.
    private var selected: Int
    /// Lines between the newest and the bottom of the window.
    private var scroll = 0

    /// Begins where the pane is.
    init(_ state: AppState) {
        entries = state.feed.shown
        selected = entries.lastIndex { $0 == state.feed.selected } ?? max(0, entries.count - 1)
        bringIntoSight(state, fromAbove: false)
    }

    func hints(in state: AppState) -> [KeyHint] {
        let copy = state.catalog.command(id: "feed.copy")?.hint("Copy")
        let catalog = state.catalog
        return catalog.hint([ListAction.down, .up], "Select") + [KeyHint(.escape, "Close")]
            + catalog.hint([ListAction.choose], "Look at it") + [copy].compactMap(\.self)
            + catalog.hint([ListAction.pageup], "Older")
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let key = input.key else { return .stay([]) }
        switch state.catalog.action(for: key, as: ListAction.self) {
        case .close: return .close([])
        case .choose: return look()
        case .up: step(isBack: true, in: state)
        case .down: step(isBack: false, in: state)
        case .pageup: turn(isBack: true, state)
        case .pagedown: turn(isBack: false, state)
        case .first: select(0, state)
        case .last: select(entries.count - 1, state)
        case nil:
            guard state.catalog.keys(of: "feed.copy").contains(key), entries.indices.contains(selected)
            else { break }
            return .stayAndChange { [entry = entries[selected]] in $0.copy(entry.text($0)) }
        }
        return .stay([])
    }

    /// A click selects, and goes on from the selected one.
    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        turnWheel(mouse, in: state)
        let room = Self.room(state)
        guard mouse.action == .press(.left), room.contains(mouse.position) else { return .stay([]) }
        let (row, lines) = (mouse.position.y - room.y, visible(in: room))
        guard lines.indices.contains(row) else { return .stay([]) }
        if lines[row].index == selected { return look() }
        selected = lines[row].index
        return .stay([])
    }

    func box(in state: AppState) -> Rect? { state.layout.closerLook }

    /// Goes to what the selected one is about, where that is anything.
    private func look() -> LayerOutcome {
        guard entries.indices.contains(selected) else { return .close([]) }
        return .closeAndChange { [entry = entries[selected]] state in
            if let effects = state.look(at: entry) { return effects }
            state.feed.select(entry)
            return []
        }
    }

    /// Selects the next one; where the selected one is longer than the window, reads on in it first.
    mutating func step(isBack: Bool, in state: AppState) {
        let (room, span) = (Self.room(state), span(state))
        if isBack, span.upperBound > scroll.saturatingAdding(room.height) {
            scroll += 1
        } else if !isBack, span.lowerBound < scroll {
            scroll -= 1
        } else {
            select(selected + (isBack ? -1 : 1), state)
        }
    }

    private mutating func turn(isBack: Bool, _ state: AppState) {
        for _ in 0..<max(1, Self.room(state).height - 1) { step(isBack: isBack, in: state) }
    }

    private mutating func select(_ index: Int, _ state: AppState) {
        let index = max(0, min(index, entries.count - 1))
        let isNewer = index > selected
        selected = index
        bringIntoSight(state, fromAbove: isNewer)
    }

    /// Scrolls no further than it must; to one that is longer than the window, from its begin or from its end.
    private mutating func bringIntoSight(_ state: AppState, fromAbove: Bool) {
        let (room, span) = (Self.room(state), span(state))
        let (whole, end) = (max(0, span.upperBound - room.height), span.lowerBound)
        guard span.count <= room.height else {
            scroll = fromAbove ? whole : end
            return
        }
        scroll = min(max(scroll, whole), end)
    }

    /// The lines of the selected one, counted from the newest.
    private func span(_ state: AppState) -> Range<Int> {
        guard entries.indices.contains(selected) else { return 0..<0 }
        let width = Self.room(state).width
        let newer = entries[(selected + 1)...].reduce(0) { $0 + Self.lines(of: $1, width: width).count }
        return newer..<newer + Self.lines(of: entries[selected], width: width).count
    }
}

extension FeedLayer {
    /// A line of an entry.
    private struct Line {
        enum Part {
            /// Its sign, time and source, before the first of its words where there is room.
            case lead
            case title
            case detail
        }

        let entry: FeedEntry
        let part: Part
        /// Its entry's place among them.
        var index = 0
        let text: String
    }

    private static func room(_ state: AppState) -> Rect { state.layout.closerLook.inset() }

    /// Where the title of an entry begins: beside its time, or below it on a narrow screen.
    private static func titleIndent(_ width: Int) -> Int { width < 60 ? 2 : FeedPanel.leadWidth }

    /// Where the detail begins: a path should stand in one row.
    private static func detailIndent(_ width: Int) -> Int { width < 100 ? 2 : FeedPanel.leadWidth }

    private static func lines(of entry: FeedEntry, width: Int) -> [Line] {
        let (title, detail) = (Untrusted(entry.title).line, Untrusted(entry.detail).line)
        var lines = title.wrapped(toColumns: width - titleIndent(width)).map {
            Line(entry: entry, part: .title, text: $0)
        }
        if !detail.isEmpty {
            lines += detail.wrapped(toColumns: width - detailIndent(width)).map {
                Line(entry: entry, part: .detail, text: $0)
            }
        }
        if titleIndent(width) < FeedPanel.leadWidth {
            return [Line(entry: entry, part: .lead, text: "")] + lines
        }
        lines[0] = Line(entry: entry, part: .lead, text: lines[0].text)
        return lines
    }

    /// The last lines, as many as are asked for or a few more, newest last; fewer where there are no more.
    private func last(_ count: Int, width: Int) -> [Line] {
        var lines: [Line] = []
        for (index, entry) in entries.enumerated().reversed() {
            if lines.count >= count { break }
            lines += Self.lines(of: entry, width: width).reversed().map { line in
                var line = line
                line.index = index
                return line
            }
        }
        return lines.reversed()
    }

    /// The lines in a window.
    private func visible(in room: Rect) -> [Line] {
        let lines = last(scroll + room.height, width: room.width)
        let end = max(min(room.height, lines.count), lines.count - scroll)
        return Array(lines[..<end].suffix(room.height))
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let inner = scene.panel(&frame, rect, "ACTIVITY IN FULL", isFocused: true)
        for (index, line) in visible(in: inner).enumerated() {
            draw(line, into: &frame, inner.row(index), scene)
            if line.index == selected { frame.mark(inner.row(index), scene.ink) }
        }
    }

    private func draw(_ line: Line, into frame: inout Frame, _ row: Rect, _ scene: Scene) {
        let (ink, entry) = (scene.ink, line.entry)
        if line.part == .lead { frame.put(FeedPanel.lead(entry, scene), at: row.origin, in: row) }
        let indent = line.part == .detail ? Self.detailIndent(row.width) : Self.titleIndent(row.width)
        let room = Rect(x: row.x + indent, y: row.y, width: max(0, row.width - indent), height: 1)
        let style = entry.severity >= .critical ? ink.severity(entry.severity, on: ink.text) : ink.text
        guard !line.text.isEmpty else { return }
        frame.put(line.text, in: room, style: line.part == .detail ? ink.dim : style, glyphs: scene.glyphs)
    }
}
