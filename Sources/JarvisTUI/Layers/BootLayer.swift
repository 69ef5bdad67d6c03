import Screen

/// The boot sequence of the jarvis mode: lines that appear one after the other; any key ends it.
struct BootLayer: Layer {
    /// When it began.
    let began: ContinuousClock.Instant

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
    private static let lines = [
        "J.A.R.V.I.S.  Just A Rather Very Intelligent System", "", "power core ............ steady",
        "memory ................ intact, chain verified", "cluster link .......... polling",
        "safety gate ........... closed, as it should be", "voice ................. British",
        "shell ................. at your fingertips", "", "All systems at your disposal.",
    ]

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let elapsed = scene.now.instant - began
        let shown = min(Self.lines.count, Int(elapsed / Self.lineTime) + 1)
        let box = frame.bounds.centered(Size(width: 56, height: Self.lines.count + 4))
        for (index, line) in Self.lines.prefix(shown).enumerated() {
            let isNewest = index == shown - 1
            frame.put(
                line, in: box.row(index), style: index == 0 ? ink.glow : isNewest ? ink.accent.bold : ink.dim,
                glyphs: scene.glyphs)
        }
        let bar = box.row(Self.lines.count + 1)
        frame.bar(
            min(1, elapsed / Self.duration), in: bar, style: ink.accent, track: ink.track,
            glyphs: scene.glyphs)
        frame.put(
            "any key skips", in: box.row(Self.lines.count + 2), style: ink.faint, alignment: .right,
            glyphs: scene.glyphs)
    }
}
