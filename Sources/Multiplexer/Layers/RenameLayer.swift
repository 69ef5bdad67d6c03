import Screen
import Text

/// Asks what a tab is to be called.
package struct RenameLayer: Layer {
    private var editor: LineEditor

    /// The most characters of a name.
    private static let longest = 64

    package init(_ name: String) {
        editor = LineEditor(name)
    }

    package func hints(in state: AppState) -> [KeyHint] {
        [KeyHint(.enter, "Rename"), KeyHint(.escape, "Close")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .escape: return .close([])
        case .enter:
            let name = String(editor.text.prefix(Self.longest))
            return .closeAndChange { state in
                state.shell.tab.name = name.isEmpty ? nil : name
                return []
            }
        default: editor.edit(input)
        }
        return .stay([])
    }
}

extension RenameLayer {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let inner = Dialog(scene: scene, title: "NAME OF THE TAB").draw(into: &frame, width: 48, height: 3)
        let row = inner.row(0)
        let before = String(editor.characters.prefix(editor.cursor))
        frame.put(editor.text, at: row.origin, style: ink.raised.bold, in: row)
        frame.cursor = Cursor(at: Point(x: min(row.x + before.columns, row.endX - 1), y: row.y))
        frame.put(
            "Enter: take it; empty, it goes by its program", in: inner.row(2),
            style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
    }
}
