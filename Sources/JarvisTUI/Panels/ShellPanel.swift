import Screen
import Text

/// The right column: the shell's cells, its title, and why it ended.
struct ShellPanel {
    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let (shell, ink) = (scene.state.shell, scene.ink)
        let isFocused = scene.state.focus == .shell
        var note: [Span] = []
        if shell.scroll > 0 { note.append(Span("\(shell.scroll) lines back", ink.accent)) }
        if shell.isPrefixed { note.append(Span("prefix", ink.warning.bold)) }
        let title = Untrusted(shell.title).line.clipped(toColumns: max(0, rect.width - 36))
        let inner = scene.panel(
            &frame, rect, title.isEmpty ? "SHELL" : "SHELL \(title)", isFocused: isFocused, note: note)
        let cursor = scene.drawShell(&frame, inner)
        if isFocused, shell.ending == nil, shell.scroll == 0 { frame.cursor = cursor }
        guard let ending = shell.ending else { return }
        let line = inner.splitBottom(1).bottom
        frame.fill(line, style: ink.bar)
        frame.put(
            " \(ending)  Enter starts a new one.", in: line, style: ink.warning.on(ink.bar.background),
            glyphs: scene.glyphs)
    }
}
