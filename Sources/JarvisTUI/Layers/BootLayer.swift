import JSON
import Multiplexer
import Screen

/// The boot sequence of the jarvis mode: lines that appear one after the other; any key ends it.
struct BootLayer: Layer {
    /// When it began.
    let began: ContinuousClock.Instant

    let hidesAll = true
    static let lineTime = Duration.milliseconds(180)
    static let duration = Duration.milliseconds(2400)

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        .close([])
    }

    func isOver(at now: Moment) -> Bool {
        now.instant - began >= Self.duration
    }

    func nextTick(at now: Moment) -> Duration? { .milliseconds(90) }
}

extension BootLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let lines = Self.lines(scene.state)
        let elapsed = scene.now.instant - began
        let shown = min(lines.count, Int(saturating: elapsed / Self.lineTime) + 1)
        let box = frame.bounds.centered(Size(width: 56, height: lines.count + 6))
        frame.put("J.A.R.V.I.S.", in: box.row(0), style: ink.glow, glyphs: scene.glyphs)
        for (index, line) in lines.prefix(shown).enumerated() {
            let row = box.row(index + 2)
            let leader = String(repeating: ".", count: 18 - line.name.count)
            let x = frame.put("\(line.name) \(leader) ", at: row.origin, style: ink.dim, in: row)
            let style = index == shown - 1 ? ink.accent.bold : ink.text
            let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
            frame.put(line.value, in: room, style: style, glyphs: scene.glyphs)
        }
        let share = min(1, elapsed / Self.duration)
        let bar = box.row(lines.count + 3)
        frame.bar(share, in: bar, style: ink.accent, track: ink.track, glyphs: scene.glyphs)
        let hint = box.row(lines.count + 4)
        frame.put("any key skips", in: hint, style: ink.faint, alignment: .right, glyphs: scene.glyphs)
    }

    /// What is known so far, and nothing that is not.
    private static func lines(_ state: AppState) -> [(name: String, value: String)] {
        let snapshot = state.cluster.snapshot
        let online = snapshot.nodes.count { $0.state == .online }
        let guests = snapshot.guests.filter { $0.isTemplate != true }
        let running = guests.count { $0.status == .running }
        let isHeard = snapshot.freshness[.resources]?.lastGood != nil
        let quorum =
            switch snapshot.quorum {
            case .unknown: "asking"
            case .standalone: "a single node"
            case .cluster(let isQuorate, let votes, let expected):
                "\(votes) of \(expected) votes, \(isQuorate ? "quorate" : "no quorum")"
            }
        return [
            (
                "cluster",
                state.house.scenarios.isEmpty ? state.cluster.name : "\(state.cluster.name), simulated"
            ),
            ("link", isHeard ? "answers" : "asking"), ("quorum", quorum),
            ("nodes", isHeard ? "\(online) of \(snapshot.nodes.count) online" : "asking"),
            ("guests", isHeard ? "\(running) of \(guests.count) running" : "asking"),
            ("memory", "\(state.feed.entries.count) lines, \(state.chat.entries.count) messages"),
            ("mind", state.house.mind == "offline" ? "rules, no model connected" : state.house.mind),
            ("shell", state.shell.focusedPane.ending?.words ?? "ready"),
            ("theme", "\(state.theme), \(state.mode.rawValue)"),
        ]
    }
}
