import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// Draws the rows of the cluster column.
///
/// One for all rows of a picture: the lines refer to it, where values would be copied with each.
final class RowDrawing {
    let scene: Scene
    let pane: ClusterPane
    /// One line a node instead of a card.
    let isCompact: Bool

    init(scene: Scene, pane: ClusterPane, isCompact: Bool) {
        (self.scene, self.pane, self.isCompact) = (scene, pane, isCompact)
    }

    private var ink: Ink { scene.ink }

    func draw(_ row: ClusterRow, into frame: inout Frame, _ rect: Rect, clip: Rect, isSelected: Bool) {
        let bar = rect.row(row.isHeading ? 1 : 0).intersection(clip)
        let selection = scene.state.focus == .cluster ? ink.selection : ink.selectionDim
        if isSelected { frame.fill(bar, style: selection) }
        drawContent(row, into: &frame, rect, clip)
        if pane.marks.contains(row), !bar.isEmpty {
            frame.put(scene.glyphs[.done], at: bar.origin, style: ink.accent.bold, in: bar)
        }
        // With few colours text on a bar of another colour cannot be read in each of its own.
        if isSelected, ink.scheme.depth < .indexed { frame.restyle(bar) { _ in selection } }
    }

    private func drawContent(_ row: ClusterRow, into frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        switch row {
        case .quorum: quorum(&frame, rect, clip)
        case .node(let name): NodeCard(drawing: self, name: name).draw(into: &frame, rect, clip)
        case .guest(let id): GuestLine(drawing: self, id: id).draw(into: &frame, rect, clip)
        case .group(let name): group(name, &frame, rect, clip)
        case .heading(let heading): self.heading(heading, &frame, rect, clip)
        case .storage(let id): storage(id, &frame, rect, clip)
        case .task(let upid): task(upid, &frame, rect, clip)
        }
    }

    private func quorum(_ frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        let snapshot = pane.believed
        var spans = [Span("QUORUM ", ink.title)]
        switch snapshot.quorum {
        case .unknown: spans.append(Span("unknown", ink.unknown))
        case .standalone: spans.append(Span("standalone node", ink.dim))
        case .cluster(let isQuorate, let votes, let expected):
            let style = !isQuorate ? ink.critical : votes < expected ? ink.warning : ink.ok
            if expected <= 16 {
                let present = String(repeating: scene.glyphs[.running], count: min(votes, 16))
                let absent = String(repeating: scene.glyphs[.stopped], count: max(0, expected - votes))
                spans += [Span(present, style), Span(absent + " ", ink.critical)]
            }
            // Without their weights it is members that are counted.
            let noun = snapshot.voting == nil ? "members" : "votes"
            spans.append(Span("\(votes)/\(expected) \(noun)", style))
            spans.append(
                Span(isQuorate ? "  quorate" : "  NO QUORUM", isQuorate ? ink.dim : ink.critical.bold))
            let needed = Span(", \(Format.majority(snapshot.quorum.needed))", ink.faint)
            guard let device = snapshot.voting?.device else {
                spans.append(needed)
                break
            }
            let isConnected = device.isConnected == true
            let words = Span(
                "  QDevice \(isConnected ? "connected" : "NOT CONNECTED")",
                isConnected ? ink.faint : ink.warning)
            // How many are needed is worth the least.
            let width = (spans + [needed, words]).reduce(0) { $0 + $1.columns }
            spans += width <= rect.width ? [needed, words] : [words]
        }
        frame.put(spans, at: rect.origin, in: clip.intersection(rect))
    }

    private func heading(_ heading: ClusterHeading, _ frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        let isFolded = pane.folding.headings.contains(heading)
        let sign = scene.glyphs[isFolded ? .collapsed : .expanded]
        let at = Point(x: rect.x, y: rect.y + 1)
        var end = frame.put("\(sign) \(heading.rawValue) ", at: at, style: ink.title, in: clip)
        if heading == .tasks, !isFolded, pane.filter.isEmpty {
            // They stand last.
            let shown = pane.rows.reversed().prefix(while: \.isTask).count
            if shown < pane.snapshot.tasks.count {
                let key = scene.state.catalog.label(of: "cluster.filter")
                let rest = key.map { ", \($0) finds all" } ?? ""
                let words = "\(shown) of \(pane.snapshot.tasks.count)\(rest) "
                end = frame.put(words, at: Point(x: end, y: at.y), style: ink.dim, in: clip)
            }
        }
        frame.horizontal(
            from: Point(x: end, y: at.y), length: rect.endX - end, style: ink.border, glyphs: scene.glyphs,
            clip: clip)
    }

    /// What guests have in common that stand below it.
    private func group(_ name: String, _ frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        let sign = scene.glyphs[pane.isFolded(.group(name)) ? .collapsed : .expanded]
        let words = Untrusted(name).line
        frame.put(
            "\(sign) \(words)", in: rect.intersection(clip), style: ink.title.bold, glyphs: scene.glyphs)
    }

    private func storage(_ id: Storage.ID, _ frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        let storages = pane.believed.storages
        guard let storage = storages.first(where: { $0.id == id }) else { return }
        let area = rect.intersection(clip)
        let isReached = storage.state == .available
        let lacking = pane.totals.lacking[id] ?? []
        let sign =
            isReached
            ? lacking.isEmpty ? Symbol.running : .notice : storage.state == .unknown ? .unknown : .failed
        let level = lacking.isEmpty ? ink.level(storage.usedFraction, .storage) : ink.warning
        let place =
            lacking.isEmpty
            ? storage.isShared == true ? "shared" : storage.node.text
            : "not on \(lacking.map { Untrusted($0.text).name }.joined(separator: ", "))"
        let spans = [
            Span(
                "  \(scene.glyphs[sign]) ",
                isReached ? level : storage.state == .unknown ? ink.unknown : ink.critical),
            Span(
                Untrusted(storage.name.text).line.padded(toColumns: 14, ellipsis: scene.glyphs.ellipsis),
                ink.text),
            Span(
                " "
                    + Untrusted(place).line.padded(
                        toColumns: lacking.isEmpty ? 7 : 14, ellipsis: scene.glyphs.ellipsis),
                lacking.isEmpty ? ink.dim : ink.warning),
        ]
        let x = frame.put(spans, at: rect.origin, in: area) + 1
        let words =
            isReached
            ? "\(Format.pad(Format.bytes(storage.used), to: 4))/\(Format.pad(Format.bytes(storage.total), to: 4))"
            : String(describing: storage.state)
        scene.right(&frame, words, in: area, row: 0, style: isReached ? ink.dim : ink.unknown)
        let barWidth = rect.endX - x - words.columns - 6
        guard isReached, barWidth >= 4 else { return }
        let bar = Rect(x: x, y: rect.y, width: barWidth, height: 1)
        frame.bar(
            storage.usedFraction, in: bar, style: level, track: ink.track, glyphs: scene.glyphs, clip: area)
        frame.put(
            Format.percent(storage.usedFraction), at: Point(x: bar.endX, y: rect.y), style: level, in: area)
    }

    private func task(_ upid: UPID, _ frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        guard let task = pane.snapshot.tasks.first(where: { $0.upid == upid }) else { return }
        let area = rect.intersection(clip)
        let look = TaskLook(task, scene)
        let started = upid.started.timeIntervalSince1970
        let spans = [
            Span("  \(look.sign) ", look.style),
            Span(scene.state.near(started), ink.dim),
            Span(" \(upid.type)", ink.text), Span(upid.subject.isEmpty ? "" : " \(upid.subject)", ink.accent),
        ]
        let x = frame.put(spans, at: rect.origin, in: area) + 2
        let node = Untrusted(upid.node.text).line.columns + 2
        let words = Untrusted(look.words).line.clipped(
            toColumns: max(8, rect.endX - x - node), ellipsis: scene.glyphs.ellipsis)
        scene.right(&frame, words, in: area, row: 0, style: look.style)
        let room = Rect(x: x, y: rect.y, width: max(0, rect.endX - words.columns - 2 - x), height: 1)
        frame.put(
            "\(upid.node) \(upid.owner)", in: room.intersection(area), style: ink.faint, glyphs: scene.glyphs)
    }
}

extension ClusterRow {
    /// Whether this row heads a section.
    var isHeading: Bool {
        if case .heading = self { true } else { false }
    }

    /// Whether rows stand below it that can be folded away.
    var isHead: Bool {
        switch self {
        case .node, .group, .heading: true
        case .quorum, .guest, .storage, .task: false
        }
    }

    var isTask: Bool {
        if case .task = self { true } else { false }
    }

    var isGuest: Bool {
        if case .guest = self { true } else { false }
    }
}
