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
        let left: [Span] = [
            Span(" J.A.R.V.I.S. ", ink.brand), Span(" ", ink.bar),
            Span(scene.state.cluster.name, ink.bar.bold),
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

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + $1.text.columns } }

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
    /// What is worst.
    let words: String
    /// When that began, as it follows the words; empty where that is not known.
    let onset: String
    /// How many concerns there are beside; empty where there are none.
    let more: String

    var text: String { words + more }

    private init(_ severity: Severity?, _ words: String, onset: String = "", more: String = "") {
        self.severity = severity
        self.words = words
        self.onset = onset
        self.more = more
    }

    init(_ state: AppState) {
        let snapshot = state.cluster.snapshot
        guard snapshot.access != .noPermission else {
            self.init(.critical, "no permission to see anything")
            return
        }
        guard let resources = snapshot.freshness[.resources], resources.lastGood != nil else {
            let failed = snapshot.freshness[.resources]?.lastError != nil
            self.init(failed ? .critical : nil, failed ? "no answer yet" : "connecting")
            return
        }
        let judgement = Judgement(
            of: state.cluster.diagnosis, silent: state.cluster.silent, at: state.now.instant)
        let age = Self.age(resources, at: state.now)
        guard let worst = judgement.concerns.first else {
            self.init(calm: judgement, age, snapshot)
            return
        }
        let others = judgement.concerns.count - 1
        let onset = worst.onset { date in
            state.wallClock.moment(date.timeIntervalSince1970, seenAt: state.now.epoch)
        }
        self.init(
            max(worst.severity, age == nil ? .info : .warning), (age.map { $0 + ": " } ?? "") + worst.text,
            onset: onset ?? "", more: others > 0 ? "  +\(others)" : "")
    }

    /// Where nothing is of concern, but perhaps not all known or fresh.
    private init(calm judgement: Judgement, _ age: String?, _ snapshot: ClusterSnapshot) {
        let isSeen = !snapshot.guests.isEmpty || snapshot.access != .unknown
        switch (age, isSeen, judgement.partly) {
        case (let age?, _, _): self.init(.warning, age)
        case (nil, false, _): self.init(nil, "looking what may be seen")
        case (nil, true, let partly?): self.init(nil, partly)
        case (nil, true, nil): self.init(.info, Judgement.nominal)
        }
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
