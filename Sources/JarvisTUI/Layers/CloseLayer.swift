import Screen
import Text

/// Asks before panes are closed in which programs run.
struct CloseLayer: Layer {
    let panes: [PaneID]
    let programs: [String]
    private var choice = YesNo()
    let asked: ContinuousClock.Instant?

    init(panes: [PaneID], programs: [String], asked: ContinuousClock.Instant) {
        self.panes = panes
        self.programs = programs
        self.asked = asked
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        let panes = panes
        return isYes ? .closeAndChange { $0.closePanes(panes) } : .close([])
    }
}

extension CloseLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let width = min(58, max(20, frame.size.width - 8))
        let lines = words.wrapped(toColumns: width)
        let dialog = Dialog(
            scene: scene, title: panes.count == 1 ? "CLOSE THE PANE" : "CLOSE \(panes.count) PANES",
            isAlarm: true)
        let inner = dialog.draw(into: &frame, width: width, height: lines.count + 2)
        for (index, line) in lines.enumerated() {
            frame.put(line, in: inner.row(index), style: scene.ink.raised, glyphs: scene.glyphs)
        }
        dialog.buttons(
            &frame, in: inner.row(inner.height - 1), no: "Keep", yes: "Close", isYes: choice.isYes)
    }

    private var words: String {
        let names = programs.prefix(4).map { Untrusted($0).line }.joined(separator: ", ")
        let more = programs.count > 4 ? " and \(programs.count - 4) more" : ""
        return programs.count == 1
            ? "\(names) still runs and would be ended." : "\(names)\(more) still run and would be ended."
    }
}
