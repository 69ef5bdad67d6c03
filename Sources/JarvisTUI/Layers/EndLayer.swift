import Screen

/// Asks before the house itself is ended.
struct EndLayer: Layer {
    private var choice = YesNo()

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close(isYes ? [.loop(.endHouse)] : [])
    }
}

extension EndLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let dialog = Dialog(scene: scene, title: "END JARVIS", isAlarm: true)
        let inner = dialog.draw(into: &frame, width: 58, height: 4)
        let words = [
            "This ends the watch, the shell and whatever runs in it.",
            "To leave and keep them, press q instead.",
        ]
        for (index, line) in words.enumerated() {
            frame.put(line, in: inner.row(index), style: scene.ink.raised, glyphs: scene.glyphs)
        }
        dialog.buttons(&frame, in: inner.row(3), no: "Stay", yes: "End it", isYes: choice.isYes)
    }
}
