import Screen
import Text

/// The tabs and their panes, to choose from.
struct TabListLayer: Layer {
    private var selected: Int

    init(_ shell: ShellColumn) {
        selected = shell.current
    }

    func hints(in state: AppState) -> [(key: String, name: String)] {
        [("Enter", "Go there"), ("Esc", "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let last = state.shell.tabs.count - 1
        switch input.key?.description {
        case "Esc", "q", "w": return .close([])
        case "Up", "k": selected = max(0, selected - 1)
        case "Down", "j", "Tab": selected = min(selected + 1, last)
        case "Home", "g": selected = 0
        case "End", "G": selected = last
        case "Enter": return Self.show(min(selected, last))
        case let key?:
            guard let number = Int(key, radix: 10), number <= last else { break }
            return Self.show(number)
        case nil: break
        }
        return .stay([])
    }

    private static func show(_ tab: Int) -> LayerOutcome {
        .closeAndChange { state in
            state.shell.show(tab)
            return []
        }
    }
}

extension TabListLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, shell) = (scene.ink, scene.state.shell)
        let height = min(shell.tabs.count + 2, max(4, frame.size.height - 6))
        let inner = Dialog(scene: scene, title: "TABS").draw(into: &frame, width: 64, height: height)
        let list = inner.splitBottom(2).rest
        let first = max(0, min(selected, shell.tabs.count - 1) - list.height + 1)
        for (index, tab) in shell.tabs.enumerated().dropFirst(first).prefix(list.height) {
            let row = list.row(index - first)
            let isSelected = index == selected
            if isSelected { frame.fill(row, style: ink.selection) }
            let ground = isSelected ? ink.selection.background : ink.raised.background
            let mark = index == shell.current ? "*" : tab.hasBell ? "!" : tab.hasActivity ? "#" : " "
            let number = String(repeating: " ", count: index < 10 ? 2 : index < 100 ? 1 : 0) + "\(index)"
            let count = tab.panes.count
            let note = count == 1 ? "" : "  \(count) panes"
            let name = Untrusted(shell.name(of: tab)).line
            let room = max(0, row.width - 6 - note.columns)
            frame.put(
                [
                    Span("\(number) ", ink.accent.on(ground)), Span("\(mark) ", ink.warning.on(ground).bold),
                    Span(
                        name.clipped(toColumns: room, ellipsis: scene.glyphs.ellipsis), ink.raised.on(ground)),
                    Span(note, ink.dim.on(ground)),
                ], at: row.origin, in: row)
        }
        frame.put(
            "Enter shows it, a number at once, Esc leaves", in: inner.row(inner.height - 1),
            style: ink.dim.on(ink.raised.background), alignment: .center, glyphs: scene.glyphs)
    }
}
