import ClusterKit
import JSON
import Multiplexer
import Screen
import Text

/// The memory of each node as a bar, in the order of the ring, and what the cluster has in use altogether.
struct HudLoads {
    let scene: Scene

    private var ink: Ink { scene.ink }

    /// What the cluster has in use altogether.
    struct Total {
        let name: String
        let share: Double?
        let threshold: Threshold
        /// It is summed up of a part alone.
        let isPart: Bool

        var label: String { isPart ? "\(name)?" : name }
    }

    var totals: [Total] {
        let load = scene.state.cluster.totals.load
        return [
            Total(name: "CPU", share: load.cpu, threshold: .processor, isPart: load.isPartOfNodes),
            Total(name: "RAM", share: load.memory, threshold: .memory, isPart: load.isPartOfNodes),
            Total(name: "DISK", share: load.storage, threshold: .storage, isPart: load.isPartOfStorages),
        ]
    }

    /// What is summed up of a part alone is not known of the whole.
    func style(of total: Total) -> Style {
        total.isPart ? ink.unknown : ink.level(total.share, total.threshold)
    }

    func draw(into frame: inout Frame, _ rect: Rect) {
        guard rect.width >= HudPanel.Parts.leastSide else { return }
        let totals = totals
        let nodes = scene.state.cluster.snapshot.nodes
        let longest = nodes.map { Untrusted($0.name.text).name.columns }.max() ?? 0
        let nameWidth = min(max(4, longest), max(rect.width / 3, min(10, rect.width - 14)))
        let room = rect.height - totals.count - 1
        let shown = room >= 2 ? Self.worstFirst(nodes, limit: room) : []
        let count = totals.count + (shown.isEmpty ? 0 : shown.count + 1)
        var y = rect.y + max(0, (rect.height - count) / 2)
        for total in totals {
            bar(
                total.label, nameWidth, ink.dim, total.share,
                style(of: total), into: &frame, rect, at: y)
            y += 1
        }
        y += 1
        for node in shown {
            draw(node, nameWidth, into: &frame, rect, at: y)
            y += 1
        }
    }

    /// All nodes in their order, or where there is no room for all those that matter most.
    private static func worstFirst(_ nodes: [Node], limit: Int) -> [Node] {
        guard nodes.count > limit else { return nodes }
        let ranked = nodes.enumerated().sorted { one, other in
            let (left, right) = (rank(one.element), rank(other.element))
            return left == right ? one.offset < other.offset : left > right
        }
        return ranked.prefix(limit).map(\.element)
    }

    private static func rank(_ node: Node) -> Double {
        switch node.state {
        case .offline: 3
        case .unknown: 2
        case .online: max(node.memoryFraction ?? 1, node.cpu ?? 1)
        }
    }

    private func draw(_ node: Node, _ nameWidth: Int, into frame: inout Frame, _ rect: Rect, at y: Int) {
        let name = Untrusted(node.name.text).name
        guard node.state == .online else {
            let isDown = node.state == .offline
            let style = isDown ? ink.critical : ink.unknown
            let sign = scene.glyphs[isDown ? .failed : .unknown]
            let count = scene.state.cluster.totals.residents[node.name]?.count ?? 0
            let words = "\(sign) \(count) guests"
            let room = Rect(x: rect.x, y: y, width: rect.width - words.columns - 1, height: 1)
            frame.put(name, in: room, style: style.bold, glyphs: scene.glyphs)
            let row = Rect(x: rect.x, y: y, width: rect.width, height: 1)
            return scene.right(&frame, words, in: row, row: 0, style: style)
        }
        let style = ink.level(node.memoryFraction, .memory)
        bar(name, nameWidth, ink.text, node.memoryFraction, style, into: &frame, rect, at: y)
    }

    private func bar(
        _ name: String, _ nameWidth: Int, _ nameStyle: Style, _ share: Double?, _ style: Style,
        into frame: inout Frame, _ rect: Rect, at y: Int
    ) {
        guard y < rect.endY else { return }
        frame.put(
            name.padded(toColumns: nameWidth, ellipsis: scene.glyphs.ellipsis), at: Point(x: rect.x, y: y),
            style: nameStyle, in: rect)
        let track = Rect(
            x: rect.x + nameWidth + 1, y: y, width: max(0, rect.width - nameWidth - 6), height: 1)
        frame.bar(share, in: track, style: style, track: ink.track, glyphs: scene.glyphs, clip: rect)
        frame.put(Format.percent(share), at: Point(x: track.endX, y: y), style: style.bold, in: rect)
    }
}
