import Multiplexer
import Screen
import Text

/// The activity feed with its entries in full.
struct FeedLayer: Layer {
    /// Those of the pane when it was opened, newest last: what comes meanwhile moves nothing that is read.
    private let entries: [FeedEntry]
    /// Lines between the newest and the bottom of the window.
    private var scroll: Int

    /// Begins where the pane is.
    init(_ state: AppState) {
        entries = state.feed.shown
        let width = Self.room(state).width
        scroll = entries.suffix(state.feed.scroll).reduce(0) { $0 + Self.lines(of: $1, width: width).count }
    }

    func hints(in state: AppState) -> [KeyHint] {
        [KeyHint(["j", "k"], "Scroll"), KeyHint(.escape, "Close"), KeyHint(.pageUp, "Older")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let page = max(1, Self.room(state).height - 1)
        switch input.key {
        case .escape, "q", .enter, .backspace: return .close([])
        case .up, "k": scroll(by: 1, state)
        case .down, "j": scroll(by: -1, state)
        case .pageUp: scroll(by: page, state)
        case .pageDown, .space: scroll(by: -page, state)
        default: break
        }
        return .stay([])
    }

    private mutating func scroll(by lines: Int, _ state: AppState) {
        let room = Self.room(state)
        let wanted = max(0, scroll + lines)
        let count = last(wanted + room.height, width: room.width).count
        scroll = min(wanted, max(0, count - room.height))
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
        let text: String
    }

    /// The columns of sign, time and source.
    private static let leadWidth = 13

    private static func room(_ state: AppState) -> Rect { state.layout.closerLook.inset() }

    /// Where the title of an entry begins: beside its time, or below it on a narrow screen.
    private static func titleIndent(_ width: Int) -> Int { width < 60 ? 2 : leadWidth }

    /// Where the detail begins: a path should stand in one row.
    private static func detailIndent(_ width: Int) -> Int { width < 100 ? 2 : leadWidth }

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
        if titleIndent(width) < leadWidth { return [Line(entry: entry, part: .lead, text: "")] + lines }
        lines[0] = Line(entry: entry, part: .lead, text: lines[0].text)
        return lines
    }

    /// The last lines, as many as are asked for or a few more, newest last; fewer where there are no more.
    private func last(_ count: Int, width: Int) -> [Line] {
        var lines: [Line] = []
        for entry in entries.reversed() {
            if lines.count >= count { break }
            lines += Self.lines(of: entry, width: width).reversed()
        }
        return lines.reversed()
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let inner = scene.panel(&frame, rect, "ACTIVITY IN FULL", isFocused: true)
        let lines = last(scroll + inner.height, width: inner.width)
        let end = max(min(inner.height, lines.count), lines.count - scroll)
        for (index, line) in lines[..<end].suffix(inner.height).enumerated() {
            draw(line, into: &frame, inner.row(index), scene)
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
