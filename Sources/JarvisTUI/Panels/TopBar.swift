import ClusterKit
import Multiplexer
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
        var spans = [Span(state.house.mind, ink.barDim), Span(dot, ink.barDim)]
        if state.size.width >= 100 {
            spans += [Span(state.mode.rawValue, ink.barDim), Span(dot, ink.barDim)]
        }
        return spans + [Span("\(clock) ", ink.bar.bold)]
    }
}

/// How the cluster is, in a few words: what is worst, and how much more there is.
///
/// What is not known is never fine.
struct Health {
    let severity: Severity?
    let text: String

    init(_ state: AppState) {
        let snapshot = state.cluster.snapshot
        guard snapshot.access != .noPermission else {
            (severity, text) = (.critical, "no permission to see anything")
            return
        }
        guard let resources = snapshot.freshness[.resources], resources.lastGood != nil else {
            let failed = snapshot.freshness[.resources]?.lastError != nil
            (severity, text) = failed ? (.critical, "no answer yet") : (nil, "connecting")
            return
        }
        let judgement = Judgement(
            of: state.cluster.diagnosis, silent: state.cluster.silent, at: state.now.instant)
        let age = Self.age(resources, at: state.now)
        let concerns = judgement.concerns
        guard let worst = concerns.first else {
            if let age {
                (severity, text) = (.warning, age)
                return
            }
            let isSeen = !snapshot.guests.isEmpty || snapshot.access != .unknown
            switch (isSeen, judgement.partly) {
            case (false, _): (severity, text) = (nil, "looking what may be seen")
            case (true, let partly?): (severity, text) = (nil, partly)
            case (true, nil): (severity, text) = (.info, Judgement.nominal)
            }
            return
        }
        severity = max(worst.severity, age == nil ? .info : .warning)
        text =
            (age.map { $0 + ": " } ?? "") + worst.text
            + (concerns.count > 1 ? "  +\(concerns.count - 1)" : "")
    }

    /// Whatever else is known is as old as the figures; `nil` where they are fresh.
    private static func age(_ resources: Freshness, at now: Moment) -> String? {
        guard resources.isStale(at: now.instant) else { return nil }
        return "figures \(Format.duration(resources.age(at: now.instant))) old"
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
