import Jarvis
import Multiplexer
import Screen
import Text

/// The `/` prompt: the column narrows while one types.
struct FilterLayer: Layer {
    private var editor: LineEditor
    private var mistake: String?
    let takesLastRow = true

    init(text: String) {
        editor = LineEditor(text)
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .escape: return .closeAndChange { $0.filter(.none) }
        case .enter:
            guard mistake == nil else { return .stay([]) }
            return .closeAndChange { state in
                state.cluster.pickSelection()
                return []
            }
        default: break
        }
        guard editor.edit(input) else { return .stay([]) }
        do {
            let filter = try Filter(parsing: editor.text)
            mistake = nil
            return .stayAndChange { $0.filter(filter) }
        } catch {
            mistake = error.description
            return .stay([])
        }
    }
}

extension FilterLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, row) = (scene.ink, scene.layout.bottom)
        frame.fill(row, style: ink.bar)
        let (sign, line) = row.splitLeft(2)
        frame.put(" /", at: sign.origin, style: ink.key, in: sign)
        let (end, cursor) = editor.draw(into: &frame, line, style: ink.bar, glyphs: scene.glyphs)
        frame.cursor = cursor
        let hint =
            mistake ?? "Enter keeps it, Esc clears; status: node: tag: type: pool: ip: /regex/ -not"
        let style = mistake == nil ? ink.barDim : ink.warning.on(ink.bar.background)
        let room = Rect(x: end + 2, y: row.y, width: max(0, row.endX - end - 3), height: 1)
        frame.put(hint, in: room, style: style, alignment: .right, glyphs: scene.glyphs)
    }
}
