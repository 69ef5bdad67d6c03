import Screen
import Text

/// The `:` palette: every command there is, found by any part of its words.
package struct PaletteLayer: Layer {
    private var editor = LineEditor()
    private var chooser = Chooser(.arrows, leaving: [.escape])

    package init() {}

    package func hints(in state: AppState) -> [KeyHint] {
        [KeyHint(.enter, "Run"), KeyHint(.tab, "Next"), KeyHint(.escape, "Close")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let found = matches(in: state)
        switch chooser.handle(input.key, count: found.count) {
        case .chosen(let index): return .closeAndRun(found[index])
        case .left: return .close([])
        case .none where editor.edit(input): chooser.begin()
        case .none, .moved: break
        }
        return .stay([])
    }

    /// The commands whose name, help and id contain every word that is typed, best first: those whose name begins
    /// with it, then by name.
    private func matches(in state: AppState) -> [Command] {
        let words = editor.text.lowercased().split(separator: " ")
        let found = state.catalog.commands.filter { command in
            guard command.availability(state) != .hidden else { return false }
            let text = "\(command.name) \(command.help) \(command.id)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        guard let first = words.first else { return found }
        return found.filter { $0.name.lowercased().hasPrefix(first) }
            + found.filter { !$0.name.lowercased().hasPrefix(first) }
    }
}

extension PaletteLayer {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let found = matches(in: scene.state)
        let height = min(20, max(6, frame.size.height - 6))
        let inner = Dialog(scene: scene, title: "COMMANDS").draw(into: &frame, width: 88, height: height)
        let (sign, line) = inner.row(0).splitLeft(2)
        frame.put(": ", at: sign.origin, style: ink.key, in: sign)
        frame.cursor = editor.draw(into: &frame, line, style: ink.raised, glyphs: scene.glyphs).cursor
        let list = inner.splitTop(2).rest
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, _ in
            draw(found[index], into: &frame, row, scene)
        }
        if found.isEmpty { frame.put("no such command", in: list.row(0), style: ink.dim) }
    }

    private func draw(_ command: Command, into frame: inout Frame, _ row: Rect, _ scene: Scene) {
        let ink = scene.ink
        var help = command.help
        var isDim = false
        if case .disabled(let reason) = command.availability(scene.state) { (help, isDim) = (reason, true) }
        let keys =
            command.keys.first.map { (command.scope == .prefix ? "prefix " : "") + $0.label } ?? ""
        let name = command.name.padded(toColumns: 20, ellipsis: scene.glyphs.ellipsis)
        let x = frame.put(
            [Span(name, isDim ? ink.dim : ink.text), Span(keys.padded(toColumns: 12), ink.accent)],
            at: row.origin, in: row)
        let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
        frame.put(help, in: room, style: ink.dim, glyphs: scene.glyphs)
    }
}
