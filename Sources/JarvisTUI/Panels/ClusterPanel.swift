import ClusterKit
import Screen
import Text

/// The left column: quorum, nodes with their guests, storages and recent tasks.
struct ClusterPanel {
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let pane = scene.state.cluster
        let count = scene.state.clusters.count
        let title = count > 1 ? "CLUSTER \(pane.name) (\(count))" : "CLUSTER \(pane.name)"
        let inner = scene.panel(
            &frame, rect, title, isFocused: scene.state.focus == .cluster && !scene.state.isShowingDetail,
            note: Self.age(pane, scene))
        let (banner, below) = inner.splitTop(Banner.height(scene, width: inner.width))
        Banner.draw(into: &frame, banner, scene)
        let list = Self.drawFoot(into: &frame, below, scene)
        guard !pane.rows.isEmpty, pane.snapshot.freshness[.resources]?.lastGood != nil else {
            return empty(&frame, list, scene)
        }
        let heights = RowHeights(pane: pane, isCompact: Self.isCompact(pane, list))
        let drawing = RowDrawing(scene: scene, isCompact: heights.isCompact)
        var y = list.y - heights.firstLine(windowHeight: list.height)
        for row in pane.rows {
            let height = heights.height(row)
            if y + height > list.y, y < list.endY {
                let place = Rect(x: list.x, y: y, width: list.width, height: height)
                drawing.draw(row, into: &frame, place, clip: list, isSelected: row == pane.selection)
            }
            y += height
        }
    }

    /// Cards of four lines when everything has room, else one line a node.
    static func isCompact(_ pane: ClusterPane, _ list: Rect) -> Bool {
        pane.snapshot.nodes.count > 8 || list.height < 30
    }

    /// The last line, when rows are missing above it; returns the room that is left.
    private static func drawFoot(into frame: inout Frame, _ rect: Rect, _ scene: Scene) -> Rect {
        let count = scene.state.cluster.snapshot.unreadableRows
        guard count > 0, rect.height > 4 else { return rect }
        let parts = rect.splitBottom(1)
        let words = "\(count) \(count == 1 ? "row" : "rows") unreadable, not shown"
        frame.put(words, in: parts.bottom, style: scene.ink.warning, glyphs: scene.glyphs)
        return parts.rest
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
        if !pane.filter.isEmpty { spans.append(Span("/\(pane.filter.text)", scene.ink.accent)) }
        guard let resources = pane.snapshot.freshness[.resources],
            let age = resources.age(at: scene.now.instant), resources.isStale(at: scene.now.instant)
        else { return spans }
        let sign = scene.glyphs[.notice]
        return spans + [Span("\(sign) STALE \(Format.duration(age))", scene.ink.warning.bold)]
    }
}

/// What is wrong with the asking itself, above the list: in the words of the error.
private enum Banner {
    static func height(_ scene: Scene, width: Int) -> Int {
        lines(scene, width: width).count
    }

    static func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        for (index, line) in lines(scene, width: rect.width).enumerated() {
            frame.put(line, in: rect.row(index), style: scene.ink.critical, glyphs: scene.glyphs)
        }
    }

    private static func lines(_ scene: Scene, width: Int) -> [String] {
        let snapshot = scene.state.cluster.snapshot
        if snapshot.access == .noPermission {
            return
                "This account may see nothing: give it the role PVEAuditor on / (token and user), then press r."
                .wrapped(toColumns: width)
        }
        if snapshot.access == .noGuests {
            return
                "Guests are hidden: this account lacks VM.Audit. Give it the role PVEAuditor on / (token and user), then press r."
                .wrapped(toColumns: width)
        }
        guard let error = snapshot.freshness[.resources]?.lastError else { return [] }
        return Array(Untrusted("\(error)").line.wrapped(toColumns: width).prefix(8))
    }
}
