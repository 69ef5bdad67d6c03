import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// The first line: who this is, how the cluster is, who thinks, what time it is.
struct TopBar {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, rect) = (scene.ink, scene.layout.top)
        frame.fill(rect, style: ink.bar)
        let health = Health(scene.state)
        let left: [Span] =
            [
                Span(" J.A.R.V.I.S. ", ink.brand), Span(" ", ink.bar),
                Span(scene.state.cluster.name, ink.bar.bold),
            ] + Self.others(scene) + [
                Span("  ", ink.bar),
                Span("\(scene.glyphs[health.symbol]) ", ink.severity(health.severity, on: ink.bar)),
                Span(health.words, ink.severity(health.severity, on: ink.bar)),
            ]
        let more = [Span(health.more, ink.severity(health.severity, on: ink.bar))]
        let onset = [Span(health.onset, ink.barDim)]
        let right = Self.right(scene)
        let width = Self.width(right)
        // Since when is said only where nothing has to make room for it.
        let hasRoom = rect.x + Self.width(left + onset + more) + width + 1 <= rect.endX
        let end = frame.put(left + (hasRoom ? onset : []) + more, at: rect.origin, in: rect)
        if end + width + 1 <= rect.endX {
            frame.put(right, at: Point(x: rect.endX - width, y: rect.y), in: rect)
        }
    }

    /// The clusters that are not on the screen and not well, each with the sign of how it is.
    private static func others(_ scene: Scene) -> [Span] {
        let state = scene.state
        guard state.clusters.count > 1 else { return [] }
        return state.clusters.filter { $0.name != state.cluster.name }.flatMap { pane -> [Span] in
            let health = Health(pane, at: state.now, state.wallClock)
            guard health.severity != .info else { return [] }
            let style = scene.ink.severity(health.severity, on: scene.ink.bar)
            return [Span(" \(pane.name)", scene.ink.barDim), Span(scene.glyphs[health.symbol], style)]
        }
    }

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + $1.columns } }

    private static func right(_ scene: Scene) -> [Span] {
        let (ink, state) = (scene.ink, scene.state)
        let clock = state.wallClock.minutes(state.now.epoch)
        let dot = " \(scene.glyphs[.separator]) "
        var spans: [Span] = []
        if let link = state.cluster.snapshot.link, link >= ClusterSnapshot.slowLink {
            spans += [
                Span("link \(Format.latency(link))", ink.warning.on(ink.bar.background)),
                Span(dot, ink.barDim),
            ]
        }
        spans += [Span(state.house.mind, ink.barDim), Span(dot, ink.barDim)]
        if state.size.width >= 100 {
            spans += [Span(state.mode.rawValue, ink.barDim), Span(dot, ink.barDim)]
        }
        return spans + [Span("\(clock) ", ink.bar.bold)]
    }
}
