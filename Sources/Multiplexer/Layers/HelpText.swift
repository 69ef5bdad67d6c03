import Screen
import Text

extension HelpLayer {
    /// A line of the help; a sentence too long for one goes on in the next.
    enum Line {
        case blank
        case title(String)
        case command(keys: String, name: String, help: String)
        /// Keys and name alone, where there is no room for the sentence beside them.
        case entry(keys: String, name: String)
        case sentence(String)
        /// A sign of the screen, and what it means.
        case sign(Symbol, String)
    }

    /// Where keys are listened to, in the order of the help, with the titles.
    package static func sections(_ catalog: Catalog) -> [(CommandScope, String)] {
        [(.everywhere, "EVERYWHERE")]
            + catalog.panels.map { (CommandScope.panel($0.id), $0.title) }
            .filter { scope, _ in catalog.commands.contains { $0.scope == scope } }
            + [(.prefix, "AFTER THE PREFIX KEY, ALSO IN THE SHELL")]
            + layers(catalog).map { (.layer($0), $0.title) } + [(.copy, "IN COPY MODE")]
    }

    private static func layers(_ catalog: Catalog) -> [LayerID] {
        catalog.layerCommands.reduce(into: []) { layers, command in
            if !layers.contains(command.layer) { layers.append(command.layer) }
        }
    }

    /// The columns of keys and of names, a gap behind each with them.
    static func columns(in width: Int) -> (keys: Int, names: Int) { (18, width < 100 ? 21 : 30) }

    /// Columns and rows inside of the card; a small screen leaves none around it.
    static func room(_ size: Size) -> Size {
        let width = size.width < 62 ? size.width - 6 : min(124, size.width - 8)
        return Size(width: max(12, width), height: size.height < 16 ? size.height - 4 : size.height - 6)
    }

    /// The columns of a sentence beside its keys; `nil` where it stands below them.
    private static func sentence(in width: Int) -> Int? {
        let (keys, names) = columns(in: width)
        let room = width - keys - names - 1
        return room < 18 ? nil : room
    }

    /// By how many lines a page goes on, one of them seen before.
    static func page(_ state: AppState) -> Int { max(1, room(state.size).height - 1) }

    /// The lines for what is looked for; of an empty text all of them.
    static func lines(_ state: AppState, like text: String) -> [Line] {
        let width = room(state.size).width
        let fuzzy = FuzzyMatch(text)
        func section(_ title: String, _ lines: [Line]) -> [Line] {
            lines.isEmpty ? [] : [.blank] + title.wrapped(toColumns: width).map { .title($0) } + lines
        }
        let commands = ordered(state).flatMap { scope, title -> [Line] in
            let prefix = scope == .prefix ? "  \(state.prefixKey.label)" : ""
            return section(
                title + prefix,
                self.commands(scope, state).flatMap { command -> [Line] in
                    let keys = command.writtenKeys
                    guard fuzzy.score(name: "\(command.name) \(keys)", help: command.help) != nil else {
                        return []
                    }
                    return lines(keys: keys, name: command.name, help: command.help, width: width)
                } + words(scope, state, like: fuzzy, width: width))
        }
        let signs = state.catalog.application.legend.filter { fuzzy.score(name: $0.words) != nil }
        return Array(
            (commands + section("SIGNS", signs.flatMap { Self.sign($0.symbol, $0.words, width) })).dropFirst()
        )
    }

    /// What is typed by name in a panel, in lines of some columns.
    private static func words(
        _ scope: CommandScope, _ state: AppState, like fuzzy: FuzzyMatch, width: Int
    ) -> [Line] {
        guard case .panel(let id) = scope else { return [] }
        return state.catalog[id].words.filter { fuzzy.score(name: $0.usage, help: $0.help) != nil }.flatMap {
            lines(keys: $0.usage, name: "", help: $0.help, width: width)
        }
    }

    private static func sign(_ symbol: Symbol, _ words: String, _ width: Int) -> [Line] {
        words.wrapped(toColumns: width - 4).enumerated().map { index, line in
            index == 0 ? .sign(symbol, line) : .sentence(" " + line)
        }
    }

    /// The sections, that of the panel that has the keys before all others.
    private static func ordered(_ state: AppState) -> [(CommandScope, String)] {
        let own = CommandScope.panel(state.focus)
        let first = state.focus == .shell ? CommandScope.prefix : own
        let all = sections(state.catalog)
        return all.filter { $0.0 == first } + all.filter { $0.0 != first }
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
    private static func commands(_ scope: CommandScope, _ state: AppState) -> [any Bindable] {
        var isWhole = false
        if case .panel(let id) = scope { isWhole = state.catalog[id].explainsAll }
        return state.catalog.bindable(in: scope).filter { command in
            isWhole || (command as? Command)?.availability(state) != .hidden
        }
    }
}
