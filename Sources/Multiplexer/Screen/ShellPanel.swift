import Screen
import Text

extension PanelID {
    package static let shell = PanelID("shell")
}

/// The right column: its tabs and panes in a border, or on the whole screen without one.
package struct ShellPanel: Panel {
    package static let id = PanelID.shell
    package let title = "SHELL"
    package let column = Column.shell
    package var commands: [Command] { Commands.shell }

    /// Whatever is typed is a program's.
    package init() {}

    package func isFree(in state: AppState) -> Bool { false }

    /// The ways out come first: every other key is a program's, and they are named however narrow the line is.
    package func hints(in state: AppState) -> [KeyHint] {
        let catalog = state.catalog
        let ways = ["shell.leave", "prefix.detach"].compactMap(catalog.command).filter {
            $0.availability(state) == .enabled
        }
        guard state.shell.prefix == nil else {
            let others = catalog.hints(.prefix, in: state).filter { hint in
                !ways.contains { $0.keys.first == hint.keys.first }
            }
            return ways.compactMap { $0.hint() } + others
        }
        let help = ["prefix.help"].compactMap(catalog.command)
        return (ways + help).compactMap { $0.hint() }.map { KeyHint([state.prefixKey] + $0.keys, $0.name) }
    }

    package func wayOn(in state: AppState) -> KeyHint? {
        state.catalog.command(id: "shell.leave")?.hint().map {
            KeyHint([state.prefixKey] + $0.keys, $0.name)
        }
    }

    package func handle(_ input: Input, in state: inout AppState) -> [Effect] { state.handleInShell(input) }

    /// A click that brings the keys here does nothing else.
    package func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        hadKeys || mouse.linesBack != nil ? state.handleInShell(mouse) : []
    }

    package func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let state = scene.state
        let isFocused = state.focus == .shell
        let rooms = ShellRooms(rect, in: state)
        if rooms.hasBorder { drawBorder(into: &frame, rect, scene, isFocused: isFocused) }
        let strip = rooms.tabs.map { ShellTabStrip(state.shell, width: $0.width, glyphs: scene.glyphs) }
        if let strip, let tabs = rooms.tabs, state.shell.tabs.count > 1 || !rooms.hasBorder {
            if !rooms.hasBorder { frame.fill(tabs, style: scene.ink.bar) }
            strip.draw(into: &frame, tabs, scene, isFocused: isFocused)
        }
        let cursor = ShellView(scene: scene, rooms: rooms).draw(into: &frame, rect, isFocused: isFocused)
        if isFocused, state.shell.focusedPane.looks.scroll == 0 { frame.cursor = cursor }
        PrefixHint().draw(into: &frame, rooms.panes, scene)
    }

    private func drawBorder(into frame: inout Frame, _ rect: Rect, _ scene: Scene, isFocused: Bool) {
        let (shell, ink) = (scene.state.shell, scene.ink)
        var note: [Span] = []
        let scroll = shell.focusedPane.looks.scroll
        // More tabs than one say it themselves.
        if shell.isRecorded, shell.tabs.count == 1 {
            note.append(Span("\(scene.glyphs[.recording]) REC ", ink.warning.bold))
        }
        if scroll > 0 { note.append(Span("\(scroll) lines back", ink.accent)) }
        if shell.tab.isZoomed { note.append(Span(scroll == 0 ? "zoomed" : ", zoomed", ink.accent)) }
        if shell.prefix != nil {
            note.append(Span(scroll == 0 && !shell.tab.isZoomed ? "prefix" : ", prefix", ink.warning.bold))
        }
        if note.isEmpty, let words = scene.state.shellNote { note.append(Span(words, ink.dim)) }
        var title = title
        if shell.tabs.count == 1, shell.tab.name != nil || !shell.focusedPane.looks.title.isEmpty {
            title +=
                " " + Untrusted(shell.name(of: shell.tab)).title.clipped(toColumns: max(0, rect.width - 36))
        }
        _ = scene.panel(&frame, rect, title, isFocused: isFocused, note: note)
    }
}
