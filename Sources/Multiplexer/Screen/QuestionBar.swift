import Screen
import Text

/// A question that waits, in one line: what it is about and the key that opens it.
package struct QuestionBar {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        guard let question = scene.state.waiting.first(where: { !$0.isAside }) ?? scene.state.waiting.first
        else { return }
        let (ink, row) = (scene.ink, Self.row(scene.state))
        let style = ink.scheme.badge(.warning)
        frame.fill(row, style: style)
        let count = scene.state.waiting.count
        let key = KeyLabel.text(AppState.questionKey)
        let sign = scene.glyphs[.warning]
        let call =
            count == 1 ? "A card waits: \(key) opens it" : "\(count) cards wait: \(key) opens the first"
        let x = frame.put(" \(sign) \(call)", at: row.origin, style: style.bold, in: row)
        let room = Rect(x: x + 3, y: row.y, width: max(0, row.endX - x - 4), height: 1)
        frame.put(question.headline, in: room, style: style, glyphs: scene.glyphs)
    }

    /// The last row, or the one above where something else stands in it.
    package static func row(_ state: AppState) -> Rect {
        let isTaken = state.notice != nil || state.layers.contains(where: \.takesLastRow)
        return Rect(state.size).row(state.size.height - (isTaken ? 2 : 1))
    }
}
