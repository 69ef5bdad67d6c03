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
        let link = Self.link(scene)
        let style = ink.severity(health.severity, on: ink.bar)
        let name: [Span] =
            [
                Span(" J.A.R.V.I.S. ", ink.brand)
            ] + Self.kill(scene) + [
                Span(" ", ink.bar),
                Span(scene.state.cluster.name, ink.bar.bold),
            ] + Self.others(scene) + [Span("  ", ink.bar), Span("\(scene.glyphs[health.symbol]) ", style)]
        var words = [Span(health.words, style)]
        let more = [Span(health.more, style)]
        // A slow link is worth more than the whole of a sentence that says that nothing is amiss.
        if let link, health.worst == nil, !health.isOld,
            Self.width(name + words + more + link) + 2 > rect.width
        {
            words = [Span(health.word.lowercased(), style)]
        }
        let onset = [Span(health.onset, ink.barDim)]
        let room = rect.width - 1
        let right = Self.right(scene, link, within: room - Self.width(name + words + more))
        let width = Self.width(right)
        // Since when is said only where nothing has to make room for it.
        let hasRoom = Self.width(name + words + onset + more) + width <= room
        frame.put(name + words + (hasRoom ? onset : []) + more, at: rect.origin, in: rect)
        frame.put(right, at: Point(x: rect.endX - width, y: rect.y), in: rect)
    }

    /// That nothing is changed, and why as far as there is room.
    private static func kill(_ scene: Scene) -> [Span] {
        let (ink, state) = (scene.ink, scene.state)
        guard state.house.kill.isOn else { return [] }
        var words = " KILL SWITCH ON "
        if case .on(let kill) = state.house.kill, state.size.width >= 120 {
            if let until = kill.until {
                words +=
                    "until \(state.wallClock.moment(until.timeIntervalSince1970, seenAt: state.now.epoch)) "
            }
            if let reason = kill.reason { words += Untrusted(reason).line.clipped(toColumns: 30) + " " }
        }
        return [Span(words, ink.scheme.badge(.critical))]
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

    /// How long answers take, where that is long.
    private static func link(_ scene: Scene) -> [Span]? {
        guard let link = scene.state.cluster.snapshot.link, link >= ClusterSnapshot.slowLink else {
            return nil
        }
        let style = scene.ink.warning.on(scene.ink.bar.background)
        return [Span("link \(Format.latency(link))", style)]
    }

    /// What stands at the right, as much of it as there is room for: first goes the mode, then what was spent today,
    /// who thinks, the time, and the link last.
    private static func right(_ scene: Scene, _ link: [Span]?, within room: Int) -> [Span] {
        let (ink, state) = (scene.ink, scene.state)
        let time = [Span(state.wallClock.minutes(state.now.epoch), ink.bar.bold)]
        let mind = [Span(state.house.mind, ink.barDim)]
        let spent = state.house.spent(at: state.now.epoch).map { [Span("\($0) today", ink.barDim)] }
        let mode = state.size.width >= 100 ? [Span(state.mode.rawValue, ink.barDim)] : nil
        let dot = [Span(" \(scene.glyphs[.separator]) ", ink.barDim)]
        let choices = [
            [link, spent, mind, mode, time], [link, spent, mind, time], [link, mind, time], [link, time],
            [link],
        ].map { parts in
            let shown = parts.compactMap(\.self)
            return shown.isEmpty ? [] : Array(shown.joined(separator: dot)) + [Span(" ", ink.bar)]
        }
        return choices.first { width($0) <= room } ?? []
    }
}
