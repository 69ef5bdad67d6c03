import Screen
import Text

/// What can be made to happen to the simulated cluster.
struct ScenarioLayer: Layer {
    private var selected = 0

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key?.description {
        case "Esc", "q", "!": return .close([])
        case "Up", "k": selected = max(0, selected - 1)
        case "Down", "j", "Tab": selected = min(selected + 1, max(0, state.scenarios.count - 1))
        case "Enter":
            guard state.scenarios.indices.contains(selected) else { return .close([]) }
            return .close([.kit(.scenario(state.scenarios[selected].name))])
        default: break
        }
        return .stay([])
    }
}

extension ScenarioLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, scenarios) = (scene.ink, scene.state.scenarios)
        let height = min(scenarios.count + 5, max(7, frame.size.height - 6))
        let inner = Dialog(scene: scene, title: "LET SOMETHING HAPPEN").draw(
            into: &frame, width: 96, height: height)
        let (list, below) = inner.splitBottom(4)
        let first = max(0, selected - list.height + 1)
        for (index, choice) in scenarios.dropFirst(first).prefix(list.height).enumerated() {
            let row = list.row(index)
            if first + index == selected { frame.fill(row, style: ink.selection) }
            let x = frame.put(choice.name.padded(toColumns: 22), at: row.origin, style: ink.text, in: row)
            let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
            frame.put(choice.help, in: room, style: ink.dim, glyphs: scene.glyphs)
        }
        drawWhole(into: &frame, below.inset(dx: 0, dy: 1), scene)
        let words = "Enter begins it on the simulated cluster"
        frame.put(
            words, in: inner.row(inner.height - 1), style: ink.dim.on(ink.raised.background),
            alignment: .center, glyphs: scene.glyphs)
    }
    /// The whole sentence of the selected one, which its row may cut.
    private func drawWhole(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard scene.state.scenarios.indices.contains(selected) else { return }
        let lines = scene.state.scenarios[selected].help.wrapped(toColumns: rect.width)
        for (index, line) in lines.prefix(rect.height).enumerated() {
            frame.put(line, in: rect.row(index), style: scene.ink.raised, glyphs: scene.glyphs)
        }
    }
}
