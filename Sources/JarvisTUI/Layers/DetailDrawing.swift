import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

extension DetailLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let span = "\(request.timeframe.rawValue) \(scene.glyphs[.arrowLeft])\(scene.glyphs[.arrowRight])"
        let note = hasGraphs ? [Span(span, scene.ink.accent)] : []
        let inner = scene.panel(&frame, rect, request.title(in: scene), isFocused: true, note: note)
        var rest = inner
        if let failure {
            for line in Untrusted(failure).line.wrapped(toColumns: inner.width).prefix(4) {
                let parts = rest.splitTop(1)
                frame.put(line, in: parts.top, style: scene.ink.critical, glyphs: scene.glyphs)
                rest = parts.rest
            }
        }
        if hasGraphs {
            let graphHeight = min(rest.height, max(8, rest.height * 3 / 5))
            let parts = rest.splitTop(graphHeight)
            drawGraphs(into: &frame, parts.top, scene)
            let matrix = matrix(scene, width: parts.rest.width)
            let below = parts.rest.splitTop(min(matrix.count, max(0, parts.rest.height - Self.leastFacts)))
            for (index, line) in matrix.prefix(below.top.height).enumerated() {
                frame.put(line, at: below.top.row(index).origin, in: below.top)
            }
            drawFacts(into: &frame, below.rest, scene)
        } else if case .task = request.subject {
            let parts = rest.splitTop(min(facts.count + 1, rest.height / 2))
            drawFacts(into: &frame, parts.top, scene)
            drawLog(into: &frame, parts.rest, scene)
        } else {
            drawFacts(into: &frame, rest, scene)
        }
    }

    /// Rows that the facts have at least.
    private static let leastFacts = 4

    /// Of a node, who has its memory.
    private func matrix(_ scene: Scene, width: Int) -> [[Span]] {
        guard case .node(let name) = request.subject else { return [] }
        let lines = MemoryMatrix(scene: scene, node: name).lines(width: width)
        return lines.isEmpty ? [] : [[]] + lines
    }

    var hasGraphs: Bool {
        if case .task = request.subject { false } else { true }
    }

    private func drawGraphs(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard let whole = series else {
            frame.put(
                failure == nil ? "asking for the history" : "", in: rect.row(1), style: scene.ink.dim,
                alignment: .center)
            return
        }
        let isLive = request.subject.isLive(in: scene.state.cluster.snapshot)
        // What is gone tells of its last hours, up to the moment when it told nothing more.
        let series = isLive ? whole : whole.endingWhereKnown
        let graphs = Graph.all(
            for: request.subject, in: series, now: scene.state.cluster.snapshot)
        let columns = rect.width >= 90 && graphs.count > 2 ? 2 : 1
        let rows = (graphs.count + columns - 1) / columns
        let parts = rect.splitBottom(1)
        for axis in parts.bottom.columns(Array(repeating: 1, count: columns), gap: 2) {
            let (start, end) = ends(of: series, isLive: isLive, scene)
            frame.put(start, in: axis, style: scene.ink.faint)
            frame.put(
                end, in: axis, style: isLive ? scene.ink.faint : scene.ink.unknown, alignment: .right)
        }
        let strips = parts.rest.rows(Array(repeating: 1, count: max(1, rows)))
        for (index, graph) in graphs.enumerated() {
            let cells = strips[index / columns].columns(Array(repeating: 1, count: columns), gap: 2)
            graph.draw(into: &frame, cells[index % columns], scene, index: index, isLive: isLive)
        }
    }

    /// What stands at the two ends of the time.
    private func ends(
        of series: RRDSeries, isLive: Bool, _ scene: Scene
    ) -> (start: String, end: String) {
        guard !isLive, let first = series.times.first, let last = series.times.last else {
            return ("1 \(request.timeframe.rawValue) ago", "now")
        }
        func near(_ date: Date) -> String {
            scene.state.near(date.timeIntervalSince1970)
        }
        return (near(first), "\(near(last)), the last that is known")
    }

    private func drawFacts(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let names = facts.map { Untrusted($0.name).line }
        let longest = zip(facts, names).filter { !$0.0.isHeading }.map { $0.1.columns }.max() ?? 0
        let width = min(22, longest + 2)
        let columns = rect.width >= 110 && facts.count > rect.height ? 2 : 1
        let areas = rect.columns(Array(repeating: 1, count: columns), gap: 2)
        let perColumn = max(1, rect.height - 1)
        let lines = lines(names: names, width: max(8, areas[0].width - width))
        let first = min(scroll, max(0, lines.count - perColumn * columns))
        for (index, line) in lines.dropFirst(first).prefix(perColumn * columns).enumerated() {
            let row = areas[index / perColumn].row(1 + index % perColumn)
            guard !line.isHeading else {
                frame.put(line.name, in: row, style: scene.ink.title, glyphs: scene.glyphs)
                continue
            }
            frame.put(line.name.padded(toColumns: width), at: row.origin, style: scene.ink.dim, in: row)
            let room = Rect(x: row.x + width, y: row.y, width: max(0, row.width - width), height: row.height)
            let style = line.severity.map { scene.ink.severity($0, on: scene.ink.text) } ?? scene.ink.text
            frame.put(line.value, in: room, style: style, glyphs: scene.glyphs)
        }
    }

    /// The facts in as many lines as their values need, up to three each; the name stands on the first.
    private func lines(names: [String], width: Int) -> [DetailFact] {
        zip(facts, names).flatMap { fact, name -> [DetailFact] in
            guard !fact.isHeading, fact.value.columns > width else {
                return [DetailFact(name: name, value: fact.value, severity: fact.severity)]
            }
            var values = Untrusted(fact.value).line.wrapped(toColumns: width)
            // What is longer is cut where it is drawn.
            if values.count > 3 { values = values.prefix(2) + [values.dropFirst(2).joined(separator: " ")] }
            return values.enumerated().map { index, value in
                DetailFact(name: index == 0 ? name : "", value: value, severity: fact.severity)
            }
        }
    }

    private func drawLog(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        // The newest lines are at the bottom; scrolling goes back.
        let end = max(0, log.count - min(scroll, max(0, log.count - rect.height)))
        for (index, line) in log[..<end].suffix(rect.height).enumerated() {
            let isBad = line.text.hasPrefix("TASK ERROR") || line.text.contains("ERROR:")
            frame.put(
                line.text, in: rect.row(index), style: isBad ? scene.ink.critical : scene.ink.text,
                glyphs: scene.glyphs)
        }
        if log.isEmpty, failure == nil { frame.put("no lines yet", in: rect.row(0), style: scene.ink.dim) }
    }
}

extension RRDSeries {
    /// The part up to the last sample in which anything is known.
    fileprivate var endingWhereKnown: RRDSeries {
        let end = columns.values.compactMap { column in column.lastIndex { $0 != nil } }.max()
        guard let end, end + 1 < times.count else { return self }
        return RRDSeries(
            timeframe: timeframe, times: Array(times.prefix(end + 1)),
            columns: columns.mapValues { Array($0.prefix(end + 1)) })
    }
}

extension DetailRequest {
    /// What it is about, as a title.
    func title(in scene: Scene) -> String {
        let snapshot = scene.state.cluster.snapshot
        return switch subject {
        case .node(let name): "NODE \(name)"
        case .guest(let id, let node): "\(id.vmid) \(snapshot.guest(id.vmid)?.name ?? "") on \(node)"
        case .storage(let id):
            snapshot.storages.first { $0.id == id }?.isShared == true
                ? "STORAGE \(id.name)" : "STORAGE \(id.name) on \(id.node)"
        case .task(let upid): upid.subject.isEmpty ? "TASK \(upid.type)" : "TASK \(upid.type) \(upid.subject)"
        }
    }
}
