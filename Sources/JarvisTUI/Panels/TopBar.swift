import ClusterKit
import Screen
import Text

/// The first line: who this is, how the cluster is, who thinks, what time it is.
struct TopBar {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, rect) = (scene.ink, scene.layout.top)
        frame.fill(rect, style: ink.bar)
        let health = Health(scene.state)
        let left: [Span] = [
            Span(" J.A.R.V.I.S. ", ink.brand), Span(" ", ink.bar),
            Span(scene.state.cluster.name, ink.bar.bold),
            Span("  ", ink.bar),
            Span("\(scene.glyphs[health.symbol]) ", ink.severity(health.severity, on: ink.bar)),
            Span(health.text, ink.severity(health.severity, on: ink.bar)),
        ]
        let end = frame.put(left, at: rect.origin, in: rect)
        let right = Self.right(scene)
        let width = right.reduce(0) { $0 + $1.text.columns }
        if end + width + 1 <= rect.endX {
            frame.put(right, at: Point(x: rect.endX - width, y: rect.y), in: rect)
        }
    }

    private static func right(_ scene: Scene) -> [Span] {
        let (ink, state) = (scene.ink, scene.state)
        let clock = state.wallClock.minutes(state.now.epoch)
        let dot = " \(scene.glyphs[.separator]) "
        var spans = [Span(state.mind, ink.barDim), Span(dot, ink.barDim)]
        if state.size.width >= 100 {
            spans += [Span(state.mode.rawValue, ink.barDim), Span(dot, ink.barDim)]
        }
        return spans + [Span("\(clock) ", ink.bar.bold)]
    }
}

/// How the cluster is, in a few words.
///
/// What is not known is never fine.
struct Health {
    let severity: Severity?
    let text: String

    init(_ state: AppState) {
        let snapshot = state.cluster.snapshot
        let resources = snapshot.freshness[.resources]
        let totals = state.cluster.totals
        let (down, silent, lost, full) = (
            totals.downNodes, totals.silentNodes, totals.lostStorages, totals.fullStorages
        )
        let mute = Self.muteNodes(snapshot, at: state.now)
        if snapshot.access == .noPermission {
            (severity, text) = (.critical, "no permission to see anything")
        } else if resources?.lastGood == nil {
            let failed = resources?.lastError != nil
            (severity, text) = failed ? (.critical, "no answer yet") : (nil, "connecting")
        } else if case .cluster(isQuorate: false, let votes, let expected) = snapshot.quorum {
            (severity, text) = (.critical, "quorum lost \(votes)/\(expected)")
        } else if !down.isEmpty {
            (severity, text) = (.critical, "\(down.joined(separator: ", ")) down")
        } else if resources?.isStale(at: state.now.instant) == true {
            let age = Format.duration(resources?.age(at: state.now.instant))
            (severity, text) = (.warning, "figures \(age) old")
        } else if silent > 0 {
            (severity, text) = (.warning, "\(silent) nodes silent")
        } else if lost > 0 {
            (severity, text) = (.critical, lost == 1 ? "1 storage lost" : "\(lost) storages lost")
        } else if !mute.isEmpty {
            (severity, text) = (.warning, "storage of \(mute.joined(separator: ", ")) does not answer")
        } else if full > 0 {
            (severity, text) = (.critical, full == 1 ? "1 storage full" : "\(full) storages full")
        } else {
            (severity, text) = (.info, "all systems nominal")
        }
    }

    /// The nodes that answer, but not about their storages.
    private static func muteNodes(_ snapshot: ClusterSnapshot, at now: Moment) -> [String] {
        snapshot.nodes.filter { node in
            guard node.state == .online, let storage = snapshot.freshness[.storage(node.name)] else {
                return false
            }
            return storage.lastError != nil || storage.lastGood != nil && storage.isStale(at: now.instant)
        }.map(\.name.text)
    }

    /// The sign before the words.
    var symbol: Symbol {
        switch severity {
        case nil: .unknown
        case .info: .running
        case .notice: .notice
        case .warning: .warning
        case .critical: .critical
        }
    }
}
