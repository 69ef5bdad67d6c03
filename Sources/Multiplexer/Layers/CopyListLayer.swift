import Screen
import Text

/// What was copied in the shell, to choose from.
package struct CopyListLayer: ChoosingLayer {
    package var chooser = Chooser(.numbers)

    package func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([ListAction.choose], "Paste") + [KeyHint(.escape, "Close")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let texts = state.buffers.texts
        let opening = state.catalog.keys(of: "shell.copies")
        switch chooser.handle(input.key, count: texts.count, opening: opening, state.catalog) {
        case .chosen(let index): return .close(state.pasteIntoShell(texts[index]))
        case .left: return .close([])
        case .moved, .none: return .stay([])
        }
    }
}

extension CopyListLayer {
    package func count(in state: AppState) -> Int { state.buffers.texts.count }
    package func box(in state: AppState) -> Rect? { Self.box(state) }

    package func list(in state: AppState) -> Rect {
        Dialog.room(in: Self.box(state)).splitBottom(2).rest
    }

    package func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        .close(state.pasteIntoShell(state.buffers.texts[index]))
    }

    private static func box(_ state: AppState) -> Rect {
        let height = min(max(1, state.buffers.texts.count) + 2, max(4, state.size.height - 6))
        return Dialog.box(of: state.size, width: 64, height: height)
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, texts) = (scene.ink, scene.state.buffers.texts)
        let inner = Dialog(scene: scene, title: "COPIES").draw(into: &frame, Self.box(scene.state))
        let list = list(in: scene.state)
        chooser.draw(into: &frame, list, count: texts.count, scene) { frame, index, row, ground in
            let text = texts[index]
            let note = "  " + Self.size(text)
            let line = Untrusted(text.prefix(200).replacing("\n", with: " ")).line
            let room = max(0, row.width - 3 - note.columns)
            frame.put(
                [
                    Span(" \(index) ", ink.accent.on(ground)),
                    Span(
                        line.padded(toColumns: room, ellipsis: scene.glyphs.ellipsis), ink.raised.on(ground)),
                    Span(note, ink.dim.on(ground)),
                ], at: row.origin, in: row)
        }
        let enter = scene.state.catalog.words(ListAction.choose, "pastes it, ") ?? ""
        let words = texts.isEmpty ? "Nothing was copied yet" : "\(enter)a number at once, Esc leaves"
        frame.put(
            words, in: inner.row(inner.height - 1), style: ink.dim.on(ink.raised.background),
            alignment: .center, glyphs: scene.glyphs)
    }

    /// How much a text is, in words.
    package static func size(_ text: String) -> String {
        let lines = text.utf8.count { $0 == 0x0a } + 1
        if lines > 1 { return "\(lines) lines" }
        let count = text.count
        return count == 1 ? "1 character" : "\(count) characters"
    }
}
