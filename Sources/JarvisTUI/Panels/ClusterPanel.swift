import ClusterKit
import Multiplexer
import Screen
import Text

extension PanelID {
    static let cluster = PanelID("cluster")
}

/// The left column: quorum, nodes with their guests, storages and recent tasks.
struct ClusterPanel: Panel {
    static let id = PanelID.cluster
    let title = "CLUSTER"
    let column = Column.cluster
    var commands: [Command] { Commands.guest + Commands.cluster + Commands.tasks }
    let explainsAll = true

    /// What is marked is compared by the key that otherwise looks closer.
    func hints(in state: AppState) -> [KeyHint] {
        let closer =
            CompareLayer.requests(in: state) == nil ? nil : state.catalog.keys(of: "cluster.detail").first
        return state.catalog.hints(.panel(id), in: state).saying("Compare", of: closer)
            + state.catalog.hints(.everywhere, in: state)
    }

    /// Ages are shown in seconds only once something is stale, and the clock in minutes.
    func nextTick(in state: AppState, isShown: Bool) -> Duration? {
        guard state.movingAlarm == nil else { return .milliseconds(50) }
        let isStale = state.cluster.snapshot.freshness.values.contains { $0.isStale(at: state.now.instant) }
        return .seconds(isStale ? 1 : 5)
    }

    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        if let lines = mouse.linesBack {
            state.cluster.select(by: -lines)
        } else if mouse.action == .press(.left) || mouse.action == .press(.right) {
            let list = Parts(rect.inset(), state).list
            guard let click = click(at: mouse.position, in: list, of: state.cluster) else { return [] }
            // A click on what is selected opens it.
            let opens = hadKeys && click.row == state.cluster.selection && mouse.action == .press(.left)
            state.cluster.select(click.row)
            state.cluster.click = click
            if mouse.action == .press(.right) {
                state.focus(.cluster)
                state.push(RowMenuLayer(state, at: mouse.position))
                return []
            }
            if click.row.isHead, mouse.position.x < list.x + 2 {
                state.cluster.toggleFold()
                return []
            }
            if opens { return state.openDetail() }
        }
        return []
    }

    /// Where the selectable line of a row stands on the screen; `nil` where that is out of sight.
    static func line(of row: ClusterRow, in rect: Rect, _ state: AppState) -> Int? {
        let (pane, list) = (state.cluster, Parts(rect.inset(), state).list)
        let heights = RowHeights(pane: pane, isCompact: isCompact(pane, list))
        let line = heights.line(of: row, windowHeight: list.height)
        return line.map { list.y + $0 }.flatMap { (list.y..<list.endY).contains($0) ? $0 : nil }
    }

    /// What a click at a point meets.
    private func click(at point: Point, in list: Rect, of pane: ClusterPane) -> RowClick? {
        guard list.contains(point) else { return nil }
        let heights = RowHeights(pane: pane, isCompact: Self.isCompact(pane, list))
        guard let row = heights.row(at: point.y - list.y, windowHeight: list.height),
            let line = heights.line(of: row, windowHeight: list.height)
        else { return nil }
        return RowClick(row: row, line: line)
    }

    /// Where the window is in the column, in its lower border: the selected row's number, and a mark at the side.
    private static func drawPosition(
        into frame: inout Frame, _ rect: Rect, _ list: Rect, _ heights: RowHeights, _ scene: Scene
    ) {
        let total = heights.total
        guard total > list.height, list.height > 0 else { return }
        let isFocused = scene.state.focus == .cluster
        let place = scene.state.cluster.selectedPlace.map { "\($0 + 1)" } ?? Format.unknown
        let words = " \(place)/\(scene.state.cluster.rows.count) "
        let border = isFocused ? scene.ink.borderFocused : scene.ink.border
        if rect.width > words.columns + 6 {
            let at = Point(x: rect.endX - words.columns - 2, y: rect.endY - 1)
            frame.put(words, at: at, style: isFocused ? scene.ink.accent : scene.ink.dim, in: rect)
        }
        let length = max(1, list.height * list.height / total)
        let first = heights.firstLine(windowHeight: list.height)
        let start = (list.height - length) * first / max(1, total - list.height)
        for row in 0..<length {
            let at = Point(x: rect.endX - 1, y: list.y + start + row)
            frame.put(scene.glyphs[.window], at: at, style: border, in: rect)
        }
    }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let pane = scene.state.cluster
        let count = scene.state.clusters.count
        let title = count > 1 ? "CLUSTER \(pane.name) (\(count))" : "CLUSTER \(pane.name)"
        let inner = scene.panel(
            &frame, rect, title, isFocused: scene.state.focus == .cluster && !scene.state.isShowingDetail,
            note: Self.age(pane, scene))
        let parts = Parts(inner, scene.state)
        for (index, line) in parts.banner.prefix(inner.height).enumerated() {
            frame.put(line, in: inner.row(index), style: scene.ink.critical, glyphs: scene.glyphs)
        }
        if let foot = parts.foot { Self.drawFoot(into: &frame, foot, scene) }
        let list = parts.list
        guard !pane.rows.isEmpty, pane.snapshot.freshness[.resources]?.lastGood != nil else {
            return empty(&frame, list, scene)
        }
        let heights = RowHeights(pane: pane, isCompact: Self.isCompact(pane, list))
        var aged = scene
        aged.ink.isAged = pane.isOld(at: scene.now.instant)
        let drawing = RowDrawing(scene: aged, pane: pane, isCompact: heights.isCompact)
        let first = heights.firstLine(windowHeight: list.height)
        var place = heights.place(at: first) ?? 0
        var y = list.y + heights.top(at: place) - first
        while y < list.endY, place < pane.rows.count {
            let room = Rect(x: list.x, y: y, width: list.width, height: heights.height(at: place))
            drawing.draw(
                pane.rows[place], into: &frame, room, clip: list, isSelected: place == pane.selectedPlace)
            y += room.height
            place += 1
        }
        Self.drawPosition(into: &frame, rect, list, heights, scene)
    }

    /// Cards of four lines when everything has room, else one line a node.
    static func isCompact(_ pane: ClusterPane, _ list: Rect) -> Bool {
        pane.snapshot.nodes.count > 8 || list.height < 30
    }

    /// Says that rows are missing above it.
    private static func drawFoot(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let count = scene.state.cluster.snapshot.unreadableRows
        let words = "\(count) \(count == 1 ? "row" : "rows") unreadable, not shown"
        frame.put(words, in: rect, style: scene.ink.warning, glyphs: scene.glyphs)
    }

    private func empty(_ frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let pane = scene.state.cluster
        let words: String
        if pane.snapshot.freshness[.resources]?.lastGood == nil {
            words = pane.snapshot.freshness[.resources]?.lastError == nil ? "asking the cluster" : ""
        } else {
            words = pane.filter.isEmpty ? "nothing to see here" : "nothing matches \(pane.filter.text)"
        }
        frame.put(words, in: rect.row(1), style: scene.ink.dim, alignment: .center, glyphs: scene.glyphs)
    }

    private static func age(_ pane: ClusterPane, _ scene: Scene) -> [Span] {
        var spans: [Span] = []
        let view = scene.state.house.views.name(of: pane.view)
        if let view {
            spans.append(Span(view, scene.ink.accent.bold))
        } else if !pane.filter.isEmpty {
            spans.append(Span("/\(pane.filter.text)", scene.ink.accent))
        }
        if !pane.marks.isEmpty {
            let words = "\(pane.marks.count) marked"
            spans.append(Span(spans.isEmpty ? words : " \(words)", scene.ink.accent.bold))
        }
        let order = view == nil ? pane.arrangement.words : ""
        if !order.isEmpty { spans.append(Span((spans.isEmpty ? "" : " ") + order, scene.ink.accent)) }
        guard let resources = pane.snapshot.freshness[.resources],
            let age = resources.age(at: scene.now.instant), resources.isStale(at: scene.now.instant)
        else { return spans }
        let sign = scene.glyphs[.notice]
        return spans + [Span("\(sign) STALE \(Format.duration(age))", scene.ink.warning.bold)]
    }
}

/// What stands above and below the list, and the room that it has.
private struct Parts {
    /// What is wrong with the asking itself, in the words of the error.
    let banner: [String]
    var list: Rect
    /// The last line, when rows are missing above it.
    var foot: Rect?

    init(_ inner: Rect, _ state: AppState) {
        let pane = state.cluster
        banner = Self.banner(
            pane.snapshot, refresh: state.catalog.label(of: "cluster.refresh"), width: inner.width)
        list = inner.splitTop(banner.count).rest
        guard pane.snapshot.unreadableRows > 0, list.height > 4 else { return }
        (list, foot) = (list.splitBottom(1).rest, list.splitBottom(1).bottom)
    }

    private static func banner(_ snapshot: ClusterSnapshot, refresh: String?, width: Int) -> [String] {
        let again = refresh.map { ", then press \($0)." } ?? "."
        if snapshot.access == .noPermission {
            return
                ("This account may see nothing: give it the role PVEAuditor on / (token and user)" + again)
                .wrapped(toColumns: width)
        }
        if snapshot.access == .noGuests {
            return
                ("Guests are hidden: this account lacks VM.Audit. Give it the role PVEAuditor on / (token and user)"
                + again)
                .wrapped(toColumns: width)
        }
        guard let error = snapshot.freshness[.resources]?.lastError else { return [] }
        return Array(Untrusted("\(error)").line.wrapped(toColumns: width).prefix(8))
    }
}
