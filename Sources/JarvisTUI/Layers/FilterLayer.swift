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
        case .enter: return mistake == nil ? .close([]) : .stay([])
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
        let end = frame.put([Span(" /", ink.key), Span(editor.text, ink.bar)], at: row.origin, in: row)
        let before = String(editor.characters.prefix(editor.cursor))
        frame.cursor = Cursor(at: Point(x: row.x + 2 + before.columns, y: row.y))
        let hint = mistake ?? "Enter keeps it, Esc clears; status: node: tag: type: pool: lock: /regex/ -not"
        let style = mistake == nil ? ink.barDim : ink.warning.on(ink.bar.background)
        let room = Rect(x: end + 2, y: row.y, width: max(0, row.endX - end - 3), height: 1)
        frame.put(hint, in: room, style: style, alignment: .right, glyphs: scene.glyphs)
    }
}
