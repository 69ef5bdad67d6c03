import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// One node: a line, and below it processor, memory and disk as bars when there is room.
struct NodeCard {
    let drawing: RowDrawing
    let name: NodeName

    private var scene: Scene { drawing.scene }
    private var ink: Ink { drawing.scene.ink }

    func draw(into frame: inout Frame, _ rect: Rect, _ clip: Rect) {
        guard let node = drawing.pane.snapshot.node(name) else { return }
        head(node, &frame, rect.row(0), clip)
        guard rect.height > 1 else { return }
        let history = drawing.pane.histories[name]
        let cores = node.cpuCount.map { "\(Int(saturating: $0)) cores" } ?? Format.unknown
        gauge("CPU", node.cpu, .processor, cores, history?.cpu ?? [], &frame, rect.row(1), clip)
        let memory = "\(Format.bytes(node.memory))/\(Format.bytes(node.memoryLimit))"
        gauge(
            "RAM", node.memoryFraction, .memory, memory, history?.memory ?? [], &frame, rect.row(2), clip
        )
        let disk = "\(Format.bytes(node.disk))/\(Format.bytes(node.diskLimit))"
        gauge("DSK", node.diskFraction, .disk, disk, [], &frame, rect.row(3), clip)
    }

    private func head(_ node: Node, _ frame: inout Frame, _ row: Rect, _ clip: Rect) {
        let area = row.intersection(clip)
        let isFolded = drawing.pane.folding.nodes.contains(name)
        let (symbol, style): (Symbol, Style) =
            switch node.state {
            case .online: (.running, ink.ok)
            case .offline: (.failed, ink.critical)
            case .unknown: (.unknown, ink.unknown)
            }
        let spans = [
            Span("\(scene.glyphs[isFolded ? .collapsed : .expanded]) ", ink.dim),
            Span("\(scene.glyphs[symbol]) ", style),
            Span(
                Untrusted(name.text).line.clipped(
                    toColumns: max(8, row.width - (drawing.isCompact ? 34 : 20)),
                    ellipsis: scene.glyphs.ellipsis),
                ink.text.bold),
        ]
        var x = frame.put(spans, at: row.origin, in: area)
        if let state = node.haState, state != "online" {
            x = frame.put(
                " HA \(Untrusted(state).name)", at: Point(x: x, y: row.y), style: ink.warning, in: area)
        }
        /// A folded node shows its guests in a cell each, up to where the words at the right begin.
        func strip(before columns: Int) {
            guard isFolded else { return }
            let room = Rect(x: x + 1, y: row.y, width: row.endX - columns - 2 - x, height: 1)
            HeatStrip(drawing: drawing, node: name).draw(into: &frame, room.intersection(area))
        }
        guard node.state == .online else {
            let words = node.state.rawValue.uppercased()
            strip(before: words.columns)
            return scene.right(&frame, words, in: area, row: 0, style: style.bold)
        }
        let uptime = "up \(Format.duration(node.uptime))"
        guard drawing.isCompact else {
            let words = words(before: uptime, columns: row.endX - x - 1, isWide: row.width >= Self.wide)
            strip(before: words.columns)
            return scene.right(&frame, words, in: area, row: 0, style: ink.dim)
        }
        let figures = [
            Span("cpu", ink.faint),
            Span(Format.labelled(node.cpu), ink.level(node.cpu, .processor)),
            Span(" ram", ink.faint),
            Span(
                Format.labelled(node.memoryFraction),
                ink.level(node.memoryFraction, .memory)),
            Span(" dsk", ink.faint),
            Span(
                Format.labelled(node.diskFraction), ink.level(node.diskFraction, .disk)),
        ]
        let width = figures.reduce(0) { $0 + $1.columns }
        strip(before: width)
        if x + width < row.endX { frame.put(figures, at: Point(x: row.endX - width, y: row.y), in: area) }
    }

    /// From this width on a card tells its guests, and its history is as wide as there is room.
    private static let wide = 56
    private static let widest = 84

    /// How many of the guests that can run do, and the uptime; that alone where there are none, or no room.
    private func words(before uptime: String, columns: Int, isWide: Bool) -> String {
        let pane = drawing.pane
        guard let residents = pane.totals.residents[name] else { return uptime }
        let running = residents.count { pane.snapshot.guests[$0].status == .running }
        let guests = "\(running)/\(residents.count)\(isWide ? " guests up" : "")"
        let words = "\(guests)   \(uptime)"
        return words.columns <= columns ? words : uptime
    }

    /// A name, a bar, the percentage, a sparkline where there is one with its peak, and the figures behind it.
    private func gauge(
        _ label: String, _ fraction: Double?, _ threshold: Threshold, _ words: String,
        _ history: [Double?], _ frame: inout Frame, _ row: Rect, _ clip: Rect
    ) {
        let area = row.intersection(clip)
        let style = ink.level(fraction, threshold)
        frame.put("    \(label) ", at: row.origin, style: ink.dim, in: area)
        let wordsWidth = 13
        let room = row.width - 8 - 5 - wordsWidth - 1
        let isWidest = row.width >= Self.widest
        let peakWidth = isWidest && !history.isEmpty ? 10 : 0
        let sparkWidth =
            isWidest ? room - 24 - peakWidth - 1 : row.width >= Self.wide ? 12 : row.width >= 46 ? 6 : 0
        let barWidth = isWidest ? 24 : max(4, room - sparkWidth)
        let bar = Rect(x: row.x + 8, y: row.y, width: barWidth, height: 1)
        frame.bar(fraction, in: bar, style: style, track: ink.track, glyphs: scene.glyphs, clip: area)
        let after = Point(x: bar.endX, y: row.y)
        frame.put(" " + Format.percent(fraction), at: after, style: style, in: area)
        let spark = Rect(x: bar.endX + 6, y: row.y, width: sparkWidth, height: 1)
        let shown = isWidest ? history.stretched(to: sparkWidth * (scene.glyphs == .rich ? 2 : 1)) : history
        frame.sparkline(shown, in: spark, glyphs: scene.glyphs, clip: area) { share in
            ink.level(share, threshold)
        }
        if peakWidth > 0, let peak = history.compactMap(\.self).max() {
            frame.put(
                [
                    Span(" peak ", ink.faint),
                    Span(Format.percent(peak).trimmed, ink.level(peak, threshold)),
                ], at: Point(x: spark.endX, y: row.y), in: area)
        }
        scene.right(&frame, words, in: area, row: 0, style: ink.dim)
    }
}
