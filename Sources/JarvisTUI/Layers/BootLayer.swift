import JSON
import Multiplexer
import Screen

/// The picture that the first start of a day begins with, in three acts; any key ends it.
///
/// What is known so far is told line by line, the ring gathers, and the frames draw themselves.
struct BootLayer: Layer {
    /// When it began.
    let began: ContinuousClock.Instant

    let hidesAll = true
    static let lineTime = Duration.milliseconds(75)
    /// When the ring begins to gather, when the frames begin to draw themselves, and when all is over.
    static let acts = (ring: Duration.milliseconds(760), frames: Duration.milliseconds(1200))
    static let duration = Duration.milliseconds(1600)

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        .close([])
    }

    func isOver(at now: Moment) -> Bool {
        now.instant - began >= Self.duration
    }

    func nextTick(at now: Moment) -> Duration? { .milliseconds(50) }
}

extension BootLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let elapsed = scene.now.instant - began
        if elapsed < Self.acts.ring {
            drawLines(into: &frame, scene, elapsed)
        } else if elapsed < Self.acts.frames {
            drawRing(into: &frame, scene, (elapsed - Self.acts.ring) / (Self.acts.frames - Self.acts.ring))
        } else {
            drawFrames(into: &frame, scene, (elapsed - Self.acts.frames) / (Self.duration - Self.acts.frames))
        }
        let row = frame.bounds.row(frame.size.height - 1)
        frame.put("any key skips ", in: row, style: scene.ink.faint, alignment: .right, glyphs: scene.glyphs)
    }

    private func drawLines(into frame: inout Frame, _ scene: Scene, _ elapsed: Duration) {
        let ink = scene.ink
        let lines = Self.lines(scene.state)
        let shown = min(lines.count, Int(saturating: elapsed / Self.lineTime) + 1)
        let box = frame.bounds.centered(Size(width: 56, height: lines.count + 4))
        frame.put("J.A.R.V.I.S.", in: box.row(0), style: ink.glow, glyphs: scene.glyphs)
        for (index, line) in lines.prefix(shown).enumerated() {
            let row = box.row(index + 2)
            let leader = String(repeating: ".", count: 18 - line.name.count)
            let x = frame.put("\(line.name) \(leader) ", at: row.origin, style: ink.dim, in: row)
            let style = index == shown - 1 ? ink.accent.bold : ink.text
            let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
            frame.put(line.value, in: room, style: style, glyphs: scene.glyphs)
        }
    }

    private func drawRing(into frame: inout Frame, _ scene: Scene, _ share: Double) {
        let height = min(21, frame.size.height - 4)
        let room = frame.bounds.centered(Size(width: min(frame.size.width, height * 2), height: height))
        var reactor = Reactor(scene: scene, health: Health(scene.state))
        reactor.gathered = share
        reactor.draw(into: &frame, room)
    }

    /// The borders of all panels, each from its two upper corners on.
    private func drawFrames(into frame: inout Frame, _ scene: Scene, _ share: Double) {
        let line: BoxLine = scene.state.mode == .minimal ? .light : .rounded
        for rect in scene.layout.panels.values {
            var whole = Frame(frame.size)
            whole.box(rect, line: line, style: scene.ink.borderFocused, glyphs: scene.glyphs)
            let width = Int(saturating: (Double(rect.width) * share).rounded(.up))
            let height = Int(saturating: (Double(rect.height) * share).rounded(.up))
            let top = Rect(x: rect.x, y: rect.y, width: width, height: 1)
            let left = Rect(x: rect.x, y: rect.y, width: 1, height: height)
            let right = Rect(x: rect.endX - 1, y: rect.endY - height, width: 1, height: height)
            let bottom = Rect(x: rect.endX - width, y: rect.endY - 1, width: width, height: 1)
            for part in [top, left, right, bottom] { frame.copy(whole, from: part, to: part.origin) }
        }
    }

    /// What is known so far, and nothing that is not.
    private static func lines(_ state: AppState) -> [(name: String, value: String)] {
        let (snapshot, totals) = (state.cluster.snapshot, state.cluster.totals)
        let isHeard = snapshot.freshness[.resources]?.lastGood != nil
        let quorum =
            switch state.cluster.believed.quorum {
            case .unknown: "asking"
            case .standalone: "a single node"
            case .cluster(let isQuorate, let votes, let expected):
                "\(votes) of \(expected) votes, \(isQuorate ? "quorate" : "no quorum")"
            }
        let link = snapshot.link.map { "answers in \(Format.latency($0))" } ?? "answers"
        return [
            ("cluster", state.house.isDemo ? "\(state.cluster.name), simulated" : state.cluster.name),
            ("link", isHeard ? link : "asking"), ("quorum", quorum),
            ("nodes", isHeard ? "\(totals.onlineNodes) of \(totals.nodes) online" : "asking"),
            ("guests", isHeard ? "\(totals.runningGuests) of \(totals.guests) running" : "asking"),
            ("memory", "\(state.feed.entries.count) lines, \(state.chat.entries.count) messages"),
            ("mind", state.house.mind == "offline" ? "rules, no model connected" : state.house.mind),
            ("shell", state.shell.focusedPane.ending?.words ?? "ready"),
            ("theme", "\(state.theme), \(state.mode.rawValue)"),
        ]
    }
}
