import ClusterKit
import Multiplexer
import Screen
import Text

/// The figures in one line, where the column has no room for the display: what does not fit is left out whole.
struct HudLine {
    let scene: Scene

    /// Rows of the talk and its input that must be left beside it.
    private static let leastHeight = 6

    /// Whether it stands above a talk with so many rows.
    static func isShown(above height: Int, in scene: Scene) -> Bool {
        scene.state.house.hud != .off && scene.layout.panels[.hud] == nil && height > leastHeight
    }

    func draw(into frame: inout Frame, _ rect: Rect) {
        let health = Health(scene.state)
        var scene = scene
        scene.ink.isAged = health.isOld
        let separator = Span(" \(scene.glyphs[.separator]) ", scene.ink.faint)
        var line: [Span] = []
        for figure in Self.inOrder(HudFigures(scene: scene, health: health).all) {
            let next = (line.isEmpty ? [] : [separator]) + [Span(figure.brief, figure.style)]
            guard (line + next).reduce(0, { $0 + $1.columns }) <= rect.width else { break }
            line += next
        }
        frame.put(line, at: rect.origin, in: rect)
    }

    /// The room that is left counts before backups, tasks and the link.
    private static func inOrder(_ figures: [HudFigures.Figure]) -> [HudFigures.Figure] {
        Array(figures.prefix(3) + figures.dropFirst(6) + figures.dropFirst(3).prefix(3))
    }
}
