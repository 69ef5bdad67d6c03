import Screen
import Text

/// Every key of every pane, from the lists of commands.
package struct HelpLayer: Layer {
    private var scroll = 0

    package init() {}

    package func hints(in state: AppState) -> [KeyHint] {
        [KeyHint(.pageDown, "Further"), KeyHint(.escape, "Close"), KeyHint(.pageUp, "Back")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch input.key {
        case .up, "k": scroll = max(0, scroll - 1)
        case .down, "j": scroll = min(scroll + 1, Self.lastScroll(state))
        case .pageUp: scroll = max(0, scroll - Self.page(state))
        case .pageDown, .space: scroll = min(scroll + Self.page(state), Self.lastScroll(state))
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
        /// Keys and name alone, where there is no room for the sentence beside them.
        case entry(keys: String, name: String)
        case sentence(String)
    }

    /// Where keys are listened to, in the order of the help, with the titles.
    package static func sections(_ catalog: Catalog) -> [(CommandScope, String)] {
        [(.everywhere, "EVERYWHERE")]
            + catalog.panels.map { (CommandScope.panel($0.id), $0.title) }
            .filter { scope, _ in catalog.commands.contains { $0.scope == scope } }
            + [(.prefix, "AFTER THE PREFIX KEY, ALSO IN THE SHELL")]
    }

    /// The columns of keys and of names.
    private static let columns = (keys: 18, names: 18)

    /// Columns and rows inside of the card; a small screen leaves none around it.
    private static func room(_ size: Size) -> Size {
        let width = size.width < 62 ? size.width - 6 : min(112, size.width - 8)
        return Size(width: max(12, width), height: size.height < 16 ? size.height - 4 : size.height - 6)
    }

    /// The columns of a sentence beside its keys; `nil` where it stands below them.
    private static func sentence(in width: Int) -> Int? {
        let room = width - columns.keys - columns.names - 1
        return room < 18 ? nil : room
    }

    /// By how many lines a page goes on, one of them seen before.
    private static func page(_ state: AppState) -> Int { max(1, room(state.size).height - 1) }

    /// The scrolling at which the last line is at the bottom.
    private static func lastScroll(_ state: AppState) -> Int {
        max(0, lines(state).count - room(state.size).height)
    }

    private static func lines(_ state: AppState) -> [Line] {
        let width = room(state.size).width
        return Array(
            sections(state.catalog).flatMap { scope, title -> [Line] in
                let commands = commands(scope, state)
                guard !commands.isEmpty else { return [] }
                let prefix = scope == .prefix ? "  \(state.prefixKey.label)" : ""
                return [.blank] + (title + prefix).wrapped(toColumns: width).map { .title($0) }
                    + commands.flatMap { command in
                        let keys = command.keys.map(\.label).joined(separator: " ")
                        return lines(keys: keys, name: command.name, help: command.help, width: width)
                    }
            }.dropFirst()) + copyMode(width)
    }

    /// The keys of copy mode.
    private static func copyMode(_ width: Int) -> [Line] {
        [.blank, .title("IN COPY MODE")]
            + CopyCommands.all.flatMap { command in
                let keys = command.keys.labels.joined(separator: " ")
                return lines(keys: keys, name: command.name, help: command.help, width: width)
            }
    }

    /// A command in lines of some columns.
    private static func lines(keys: String, name: String, help: String, width: Int) -> [Line] {
        guard let room = sentence(in: width) else {
            let isShort = keys.columns + name.columns + 2 <= width
            return
                (isShort
                ? [.entry(keys: keys, name: name)]
                : [.entry(keys: keys, name: ""), .entry(keys: "", name: name)])
                + help.wrapped(toColumns: width - 2).map { .sentence($0) }
        }
        return help.wrapped(toColumns: room).enumerated().map { index, help in
            index == 0
                ? .command(keys: keys, name: name, help: help) : .command(keys: "", name: "", help: help)
        }
    }

    /// The commands of a section; of some panels also those that make no sense now.
    private static func commands(_ scope: CommandScope, _ state: AppState) -> [Command] {
        var isWhole = false
        if case .panel(let id) = scope { isWhole = state.catalog[id].explainsAll }
        return state.catalog.commands.filter { command in
            command.scope == scope && (isWhole || command.availability(state) != .hidden)
        }
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        let lines = Self.lines(scene.state)
        let inner = Dialog(scene: scene, title: "KEYS").draw(
            into: &frame, width: Self.room(frame.size).width,
            height: min(lines.count, Self.room(frame.size).height))
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
        case .entry(let keys, let name):
            [
                Span(keys, ink.accent.on(ground)),
                Span(keys.isEmpty || name.isEmpty ? name : "  \(name)", ink.raised),
            ]
        case .sentence(let help): [Span("  \(help)", ink.dim.on(ground))]
        }
    }
}
