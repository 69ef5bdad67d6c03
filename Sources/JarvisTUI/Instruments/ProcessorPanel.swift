import ClusterKit
import Multiplexer
import Screen
import Text

extension PanelID {
    static let processors = PanelID("processors")
}

/// The processors of the busiest nodes over the last hour, a wave each, with their peaks.
struct ProcessorPanel: Instrument {
    static let id = PanelID.processors
    let title = "PROCESSORS"

    func height(in room: ColumnRoom) -> Int? { room.share(3, of: 10, atMost: 18) }

    func note(_ scene: Scene) -> [Span] { [Span("last hour", scene.ink.faint)] }

    func drawInside(_ rect: Rect, into frame: inout Frame, _ scene: Scene) {
        let pane = scene.state.cluster
        let nodes = pane.snapshot.nodes.sorted { ($0.cpu ?? -1) > ($1.cpu ?? -1) }
        guard !nodes.isEmpty else { return }
        let each = max(2, min(4, rect.height / nodes.count))
        for (index, node) in nodes.prefix(rect.height / each).enumerated() {
            let place = Rect(x: rect.x, y: rect.y + index * each, width: rect.width, height: each)
            draw(node, pane.histories[node.name]?.cpu ?? [], into: &frame, place, scene)
        }
    }

    private func draw(
        _ node: Node, _ history: [Double?], into frame: inout Frame, _ rect: Rect, _ scene: Scene
    ) {
        let ink = scene.ink
        let isOnline = node.state == .online
        let style =
            isOnline ? ink.level(node.cpu, .processor) : node.state == .offline ? ink.critical : ink.unknown
        let peak = history.compactMap(\.self).max()
        let words = isOnline ? Format.percent(node.cpu).trimmed : node.state.rawValue.uppercased()
        let right = "\(words)  peak \(Format.percent(peak).trimmed)"
        let room = Rect(x: rect.x, y: rect.y, width: rect.width - right.columns - 1, height: 1)
        frame.put(Untrusted(node.name.text).name, in: room, style: ink.text.bold, glyphs: scene.glyphs)
        let start = Point(x: rect.endX - right.columns, y: rect.y)
        frame.put(
            [
                Span(words, style.bold), Span("  peak ", ink.faint),
                Span(Format.percent(peak).trimmed, ink.level(peak, .processor)),
            ], at: start, in: rect)
        let wave = rect.splitTop(1).rest
        let cells = wave.width * (scene.glyphs == .rich ? 2 : 1)
        frame.sparkline(history.stretched(to: cells), in: wave, glyphs: scene.glyphs) { share in
            ink.level(share, .processor)
        }
    }
}

extension [Double?] {
    /// As many samples as there is room for, each the highest of those it stands for.
    func stretched(to count: Int) -> [Double?] {
        guard !isEmpty, count > 0 else { return [] }
        return (0..<count).map { slot in
            let from = slot * self.count / count
            let to = Swift.max(from + 1, (slot + 1) * self.count / count)
            return self[from..<Swift.min(to, self.count)].compactMap(\.self).max()
        }
    }
}
