import Screen
import Text

/// Every key of every pane, from the lists of commands.
struct HelpLayer: Layer {
    private var scroll = 0

    func hints(in state: AppState) -> [(key: String, name: String)] {
        [("PageDown", "Further"), ("PageUp", "Back"), ("Esc", "Close")]
    }

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
    /// A line of the help; a sentence too long for one goes on in the next.
    private enum Line {
        case blank
        case title(String)
        case command(keys: String, name: String, help: String)
    }

    /// The panes in the order of the help, with their titles.
    static let sections: [(CommandScope, String)] = [
        (.everywhere, "EVERYWHERE"), (.cluster, "CLUSTER"), (.chat, "JARVIS"), (.feed, "ACTIVITY"),
        (.prefix, "AFTER THE PREFIX KEY, ALSO IN THE SHELL"),
    ]

    /// The columns of keys and of names.
    private static let columns = (keys: 18, names: 18)

    private static func width(_ size: Size) -> Int { min(112, max(24, size.width - 8)) }

    private static func height(_ size: Size) -> Int { size.height - 6 }

    /// The scrolling at which the last line is at the bottom.
    private static func lastScroll(_ state: AppState) -> Int {
        max(0, lines(state).count - height(state.size))
    }

    private static func lines(_ state: AppState) -> [Line] {
        let room = max(12, width(state.size) - columns.keys - columns.names - 1)
        return Array(
            sections.flatMap { scope, title -> [Line] in
                let commands = commands(scope, state)
                guard !commands.isEmpty else { return [] }
                let prefix = scope == .prefix ? "  ^\(String(state.prefix).uppercased())" : ""
                return [.blank, .title(title + prefix)]
                    + commands.flatMap { lines(for: $0, room: room) }
            }.dropFirst()) + copyMode(room)
    }

    /// The keys of copy mode.
    private static func copyMode(_ room: Int) -> [Line] {
        [.blank, .title("IN COPY MODE")]
            + CopyCommands.all.flatMap { command in
                command.help.wrapped(toColumns: room).enumerated().map { index, help in
                    let keys = command.keys.map(KeyLabel.sequence).joined(separator: " ")
                    return index == 0
                        ? .command(keys: keys, name: command.name, help: help)
                        : .command(keys: "", name: "", help: help)
                }
            }
    }

    private static func lines(for command: Command, room: Int) -> [Line] {
        command.help.wrapped(toColumns: room).enumerated().map { index, help in
            guard index == 0 else { return .command(keys: "", name: "", help: help) }
            let keys = command.keys.map(KeyLabel.text).joined(separator: " ")
            return .command(keys: keys, name: command.name, help: help)
        }
    }

    /// The commands of a section; those on guests also while none is selected.
    private static func commands(_ scope: CommandScope, _ state: AppState) -> [Command] {
        Commands.all.filter { command in
            command.scope == scope
                && (scope == .cluster && !state.isAlone || command.availability(state) != .hidden)
        }
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let lines = Self.lines(scene.state)
        let inner = Dialog(scene: scene, title: "KEYS").draw(
            into: &frame, width: Self.width(frame.size),
            height: min(lines.count, Self.height(frame.size)))
        let first = min(scroll, max(0, lines.count - inner.height))
        for (index, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            frame.put(spans(of: line, scene), at: Point(x: inner.x, y: inner.y + index), in: inner)
        }
    }

    private func spans(of line: Line, _ scene: Scene) -> [Span] {
        let (ink, ellipsis) = (scene.ink, scene.glyphs.ellipsis)
        let ground = ink.raised.background
        return switch line {
        case .blank: []
        case .title(let text): [Span(text, ink.title.on(ground).bold)]
        case .command(let keys, let name, let help):
            [
                Span(keys.padded(toColumns: Self.columns.keys, ellipsis: ellipsis), ink.accent.on(ground)),
                Span(name.padded(toColumns: Self.columns.names, ellipsis: ellipsis), ink.raised),
                Span(help, ink.dim.on(ground)),
            ]
        }
    }
}
