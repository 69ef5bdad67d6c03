import JSON
import Multiplexer
import Screen

/// Once, when something critical begins: the border of the cluster's column turns red from the culprit outwards, and all
/// else steps back meanwhile.
struct AlarmDrawing {
    let alarm: Alarm
    /// From 0 to 1.
    let progress: Double

    func draw(over frame: inout Frame, _ scene: Scene) {
        guard let rect = scene.layout.columns[.cluster], scene.layout.panels[.cluster] != nil else { return }
        for (column, other) in scene.layout.columns where column != .cluster {
            frame.restyle(other) { style in
                Style(
                    foreground: scene.ink.faint.foreground, background: style.background,
                    attributes: style.attributes)
            }
        }
        let y = alarm.row.flatMap { ClusterPanel.line(of: $0, in: rect, scene.state) } ?? rect.y
        let way = Self.way(around: rect, from: y)
        let reach = Int(saturating: Double(way.count) * min(1, progress * 1.25))
        let red = scene.ink.critical
        for points in way.prefix(reach) {
            for point in points {
                frame.restyle(Rect(x: point.x, y: point.y, width: 1, height: 1)) { style in
                    Style(
                        foreground: red.foreground, background: style.background,
                        attributes: style.attributes.union(red.attributes))
                }
            }
        }
    }

    /// The points of a border by their distance from a row at its left side, both ways round.
    static func way(around rect: Rect, from y: Int) -> [[Point]] {
        guard rect.width > 1, rect.height > 1 else { return [] }
        let left = (rect.y..<rect.endY).reversed().map { Point(x: rect.x, y: $0) }
        let top = (rect.x + 1..<rect.endX).map { Point(x: $0, y: rect.y) }
        let right = (rect.y + 1..<rect.endY).map { Point(x: rect.endX - 1, y: $0) }
        let bottom = (rect.x + 1..<rect.endX - 1).reversed().map { Point(x: $0, y: rect.endY - 1) }
        let ring = left + top + right + bottom
        let start = ring.firstIndex(of: Point(x: rect.x, y: y)) ?? 0
        return (0...ring.count / 2).map { distance in
            let (one, other) = ((start + distance) % ring.count, (start - distance + ring.count) % ring.count)
            return one == other ? [ring[one]] : [ring[one], ring[other]]
        }
    }
}
