import Screen

/// The panels and commands of an application, to be found by name and by key.
package final class Catalog: Sendable {
    package let application: any Application
    package let panels: [any Panel]
    /// With the keys that count.
    package let commands: [Command]
    package let layerCommands: [LayerCommand]
    package let copyKeys: CopyKeys
    /// All that keys may be given to, with those it has by default.
    package let defaults: [any Bindable]
    /// The panels that the keys can go to, in the order in which they do; never empty.
    package let withKeys: [PanelID]
    private let panelsByID: [PanelID: any Panel]
    private let commandsByID: [String: Command]
    private let keysByID: [String: [Key]]
    private let idsByKey: [CommandScope: [Key: String]]
    private let commandsHeardAlways: [Key: Command]

    /// Of an application with at least one panel that takes keys; `keys` are those of commands, by their ids, that have
    /// others than by default.
    package init(_ application: any Application, keys: [String: [[Key]]] = [:]) {
        self.application = application
        panels = application.panels
        let others = application.commands
        let usual = others.first + panels.flatMap(\.commands) + others.last
        let usualInLayers = ListAction.commands + application.layerCommands + HelpAction.commands
        defaults = usual + usualInLayers + CopyCommands.all
        let single = keys.mapValues { $0.compactMap(\.first) }
        commands = usual.map { command in single[command.id].map { command.bound(to: $0) } ?? command }
        layerCommands = usualInLayers.map { command in
            single[command.id].map { command.bound(to: $0) } ?? command
        }
        copyKeys = CopyKeys(
            CopyCommands.all.map { command in keys[command.id].map { command.bound(to: $0) } ?? command })
        withKeys = panels.filter(\.takesKeys).map(\.id)
        panelsByID = Dictionary(panels.map { ($0.id, $0) }) { first, _ in first }
        commandsByID = Dictionary(commands.map { ($0.id, $0) }) { first, _ in first }
        let all =
            commands.map { ($0.id, $0.scope, $0.keys) } + layerCommands.map { ($0.id, $0.scope, $0.keys) }
        keysByID = Dictionary(all.map { ($0, $2) }) { first, _ in first }
        var table: [CommandScope: [Key: String]] = [:]
        for (id, scope, keys) in all {
            for key in keys { table[scope, default: [:]][key] = id }
        }
        idsByKey = table
        let heard = commands.filter(\.isHeardAlways).flatMap { command in command.keys.map { ($0, command) } }
        commandsHeardAlways = Dictionary(heard) { first, _ in first }
    }

    /// The command whose key this is wherever the keys go.
    package func commandHeardAlways(for key: Key) -> Command? { commandsHeardAlways[key] }

    /// The panel of that name; the first one for a name that nobody has.
    package subscript(id: PanelID) -> any Panel { panelsByID[id] ?? panels[0] }

    /// Whether there are panels that are only looked at, in a column of their own.
    package var hasInstruments: Bool { panels.contains { $0.column == .instruments } }

    /// The columns that the keys can go to.
    package var columns: [Column] {
        Column.allCases.filter { column in withKeys.contains { self[$0].column == column } }
    }

    /// The panel that gets the keys when a column is chosen: the first that takes any.
    package func panel(of column: Column) -> PanelID {
        withKeys.first { self[$0].column == column } ?? withKeys[0]
    }

    /// The panel that the keys go to after another, or before it by a negative offset.
    package func panel(_ offset: Int, from id: PanelID) -> PanelID {
        withKeys[((withKeys.firstIndex(of: id) ?? 0) + offset + withKeys.count) % withKeys.count]
    }

    /// A name that was written down, as one of a panel there is.
    ///
    /// A number is that of a panel as earlier versions counted them.
    package func known(_ id: PanelID) -> PanelID {
        if withKeys.contains(id) { return id }
        guard let number = Int(id.name), withKeys.indices.contains(number) else { return withKeys[0] }
        return withKeys[number]
    }

    /// The command that a key means in a scope; a panel's own come before those for everywhere.
    package func command(for key: Key, in scope: CommandScope) -> Command? {
        let id = id(for: key, in: scope) ?? (scope == .prefix ? nil : id(for: key, in: .everywhere))
        return id.flatMap { commandsByID[$0] }
    }

    /// What a key means in a scope itself.
    func id(for key: Key, in scope: CommandScope) -> String? { idsByKey[scope]?[key] }

    /// Whether a key is a command of that scope itself.
    package func hasOwn(_ key: Key, in scope: CommandScope) -> Bool {
        id(for: key, in: scope) != nil
    }

    /// The command of that name.
    package func command(id: String) -> Command? {
        commandsByID[id]
    }

    /// All that keys may be given to in a scope, with the keys that count.
    package func bindable(in scope: CommandScope) -> [any Bindable] {
        let all: [any Bindable] = commands + layerCommands + copyKeys.commands
        return all.filter { $0.scope == scope }
    }

    /// The keys of a command; none where it has none, or where there is no such command.
    package func keys(of id: String) -> [Key] { keysByID[id] ?? [] }

    /// A command's key as sentences name it; `nil` where it has none.
    package func label(of id: String) -> String? { keys(of: id).first?.label }

    /// The prominent commands of a scope that make sense now, with their keys.
    package func hints(_ scope: CommandScope, in state: AppState) -> [KeyHint] {
        commands.filter { $0.scope == scope && $0.isProminent && $0.availability(state) == .enabled }
            .compactMap { $0.hint() }
    }
}
