import Screen
import Text

/// Every key of every pane, from the lists of commands.
struct HelpLayer: Layer {
    private var scroll = 0

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key?.description {
        case "Up", "k": scroll = max(0, scroll - 1)
        case "Down", "j": scroll = min(scroll + 1, Self.lastScroll(state))
        case "PageUp": scroll = max(0, scroll - 10)
        case "PageDown", "Space": scroll = min(scroll + 10, Self.lastScroll(state))
        default: return .close([])
        }
        return .stay([])
    }
}

extension HelpLayer {
    /// The scrolling at which the last line is at the bottom.
    private static func lastScroll(_ state: AppState) -> Int {
        let lines = sections.reduce(0) { $0 + 2 + commands($1.0, state).count } - 1
        return max(0, lines - (state.size.height - 6))
    }

    /// The commands of a section; those on guests also while none is selected.
    private static func commands(_ scope: CommandScope, _ state: AppState) -> [Command] {
        Commands.all.filter { command in
            command.scope == scope && (scope == .cluster || command.availability(state) != .hidden)
        }
    }

    /// The panes in the order of the help, with their titles.
    private static let sections: [(CommandScope, String)] = [
        (.everywhere, "EVERYWHERE"), (.cluster, "CLUSTER"), (.chat, "JARVIS"), (.feed, "ACTIVITY"),
        (.prefix, "AFTER THE PREFIX KEY, ALSO IN THE SHELL"),
    ]

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let ground = ink.raised.background
        let width = min(86, max(24, frame.size.width - 8))
        var lines: [[Span]] = []
        for (scope, title) in Self.sections {
            let prefix = scope == .prefix ? "  ^\(String(scene.state.prefix).uppercased())" : ""
            lines += [[], [Span(title + prefix, ink.title.on(ground).bold)]]
            for command in Self.commands(scope, scene.state) {
                let keys = command.keys.map(KeyLabel.text).joined(separator: " ")
                lines.append([
                    Span(keys.padded(toColumns: 18, ellipsis: scene.glyphs.ellipsis), ink.accent.on(ground)),
                    Span(command.name.padded(toColumns: 18, ellipsis: scene.glyphs.ellipsis), ink.raised),
                    Span(
                        command.help.clipped(toColumns: max(0, width - 37), ellipsis: scene.glyphs.ellipsis),
                        ink.dim.on(ground)),
                ])
            }
        }
        lines.removeFirst()
        let inner = Dialog(scene: scene, title: "KEYS").draw(
            into: &frame, width: width, height: min(lines.count, frame.size.height - 6))
        let first = min(scroll, max(0, lines.count - inner.height))
        for (index, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            frame.put(line, at: Point(x: inner.x, y: inner.y + index), in: inner)
        }
    }
}
