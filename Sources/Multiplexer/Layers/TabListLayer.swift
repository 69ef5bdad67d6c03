import Screen
import Text

/// The tabs and their panes, to choose from.
package struct TabListLayer: ChoosingLayer {
    package var chooser: Chooser

    package init(_ shell: ShellColumn) {
        chooser = Chooser(.numbers, selected: shell.current)
    }

    package func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([ListAction.choose], "Go there") + [KeyHint(.escape, "Close")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let opening = state.catalog.keys(of: "tab.list")
        switch chooser.handle(input.key, count: state.shell.tabs.count, opening: opening, state.catalog) {
        case .chosen(let tab): return Self.show(tab)
        case .left: return .close([])
        case .moved, .none: return .stay([])
        }
    }

    private static func show(_ tab: Int) -> LayerOutcome {
        .closeAndChange { state in
            state.shell.show(tab)
            return []
        }
    }
}

extension TabListLayer {
    package func count(in state: AppState) -> Int { state.shell.tabs.count }
    package func box(in state: AppState) -> Rect? { Self.box(state) }

    package func list(in state: AppState) -> Rect {
        Dialog.room(in: Self.box(state)).splitBottom(2).rest
    }

    package func chosen(_ index: Int, in state: AppState) -> LayerOutcome { Self.show(index) }

    private static func box(_ state: AppState) -> Rect {
        let height = min(state.shell.tabs.count + 2, max(4, state.size.height - 6))
        return Dialog.box(of: state.size, width: 64, height: height)
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, shell) = (scene.ink, scene.state.shell)
        let inner = Dialog(scene: scene, title: "TABS").draw(into: &frame, Self.box(scene.state))
        let list = list(in: scene.state)
        chooser.draw(into: &frame, list, count: shell.tabs.count, scene) { frame, index, row, ground in
            let tab = shell.tabs[index]
            let mark = index == shell.current ? "*" : tab.hasBell ? "!" : tab.hasActivity ? "#" : " "
            let number = String(repeating: " ", count: index < 10 ? 2 : index < 100 ? 1 : 0) + "\(index)"
            let count = tab.panes.count
            let note = count == 1 ? "" : "  \(count) panes"
            let name = Untrusted(shell.name(of: tab)).title
            let room = max(0, row.width - 6 - note.columns)
            frame.put(
                [
                    Span("\(number) ", ink.accent.on(ground)), Span("\(mark) ", ink.warning.on(ground).bold),
                    Span(
                        name.clipped(toColumns: room, ellipsis: scene.glyphs.ellipsis), ink.raised.on(ground)),
                    Span(note, ink.dim.on(ground)),
                ], at: row.origin, in: row)
        }
        let enter = scene.state.catalog.words(ListAction.choose, "shows it, ") ?? ""
        frame.put(
            "\(enter)a number at once, Esc leaves", in: inner.row(inner.height - 1),
            style: ink.dim.on(ink.raised.background), alignment: .center, glyphs: scene.glyphs)
    }
}
