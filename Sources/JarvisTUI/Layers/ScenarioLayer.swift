import Multiplexer
import Screen
import Text

/// What can be made to happen to the simulated cluster.
struct ScenarioLayer: ChoosingLayer {
    var chooser = Chooser(.plain)

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let opening = state.catalog.keys(of: "demo.scenario")
        let count = count(in: state)
        switch chooser.handle(input.key, count: count, opening: opening, state.catalog) {
        case .chosen(let index): return chosen(index, in: state)
        case .left: return .close([])
        case .moved, .none: return .stay([])
        }
    }
}

extension ScenarioLayer {
    func count(in state: AppState) -> Int { state.house.scenarios.count }
    func box(in state: AppState) -> Rect? { Self.box(state) }
    func list(in state: AppState) -> Rect { Dialog.room(in: Self.box(state)).splitBottom(4).rest }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        .close([.kit(.scenario(state.house.scenarios[index].name))])
    }

    private static func box(_ state: AppState) -> Rect {
        let height = min(state.house.scenarios.count + 5, max(7, state.size.height - 6))
        return Dialog.box(of: state.size, width: 96, height: height)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, scenarios) = (scene.ink, scene.state.house.scenarios)
        let inner = Dialog(scene: scene, title: "LET SOMETHING HAPPEN").draw(
            into: &frame, Self.box(scene.state))
        let (list, below) = inner.splitBottom(4)
        chooser.draw(into: &frame, list, count: scenarios.count, scene) { frame, index, row, _ in
            let choice = scenarios[index]
            let x = frame.put(choice.name.padded(toColumns: 22), at: row.origin, style: ink.text, in: row)
            let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
            frame.put(choice.help, in: room, style: ink.dim, glyphs: scene.glyphs)
        }
        drawWhole(into: &frame, below.inset(dx: 0, dy: 1), scene)
        let begin = scene.state.catalog.words(ListAction.choose, "begins it on the simulated cluster")
        let words = begin ?? ""
        frame.put(
            words, in: inner.row(inner.height - 1), style: ink.dim.on(ink.raised.background),
            alignment: .center, glyphs: scene.glyphs)
    }

    /// The whole sentence of the selected one, which its row may cut.
    private func drawWhole(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        guard scene.state.house.scenarios.indices.contains(chooser.selected) else { return }
        let lines = scene.state.house.scenarios[chooser.selected].help.wrapped(toColumns: rect.width)
        for (index, line) in lines.prefix(rect.height).enumerated() {
            frame.put(line, in: rect.row(index), style: scene.ink.raised, glyphs: scene.glyphs)
        }
    }
}
