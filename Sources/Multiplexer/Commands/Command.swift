import Screen

/// One thing the operator can do, as data: the key bar, the palette, the help screen and the man page are
/// views of the same lists.
package struct Command: Sendable, Identifiable {
    /// A steady name for bindings and documents, such as `guest.start`.
    package let id: String
    /// What the palette and the key bar call it, a verb first.
    package let name: String
    /// The keys that run it, perhaps none; the first is the one that is shown.
    package let keys: [Key]
    /// One sentence.
    package let help: String
    package let scope: CommandScope
    /// Whether the key bar shows it when there is room.
    package let isProminent: Bool
    /// Whether, for a moment, its keys work again without the prefix.
    package let repeats: Bool
    /// Whether its keys are its own wherever the keys go: in a layer, in a line that is typed, in the shell.
    package let isHeardAlways: Bool
    private let condition: @Sendable (AppState) -> Availability
    package let run: @Sendable (inout AppState) -> [Effect]

    /// A command; unless told otherwise it is harmless, not in the key bar and always makes sense.
    package init(
        id: String, name: String, keys: [Key], help: String, scope: CommandScope,
        isProminent: Bool = false, repeats: Bool = false,
        isHeardAlways: Bool = false,
        availability: @escaping @Sendable (AppState) -> Availability = { _ in .enabled },
        run: @escaping @Sendable (inout AppState) -> [Effect]
    ) {
        self.id = id
        self.name = name
        self.keys = keys
        self.help = help
        self.scope = scope
        self.isProminent = isProminent
        self.repeats = repeats
        self.isHeardAlways = isHeardAlways
        condition = availability
        self.run = run
    }

    /// The same with other keys.
    package func bound(to keys: [Key]) -> Command {
        Command(
            id: id, name: name, keys: keys, help: help, scope: scope, isProminent: isProminent,
            repeats: repeats, isHeardAlways: isHeardAlways, availability: condition, run: run)
    }

    /// Its key and what it is called; `nil` where it has no key.
    package func hint(_ name: String? = nil) -> KeyHint? { keys.first.map { KeyHint($0, name ?? self.name) } }

    /// Whether it makes sense now; where there is nothing but the shell, only what follows the prefix does.
    package func availability(_ state: AppState) -> Availability {
        state.isAlone && scope != .prefix ? .hidden : condition(state)
    }
}

/// Where a command's keys are listened to.
///
/// Without keys of its own a panel leaves them to `everywhere`.
package enum CommandScope: Hashable, Sendable {
    case everywhere
    case panel(PanelID)
    /// After the prefix key in the shell; elsewhere too.
    case prefix
    /// While one reads what a pane of the shell showed.
    case copy
    case layer(LayerID)
}

/// Whether a command makes sense now.
package enum Availability: Equatable, Sendable {
    case enabled
    /// Shown dim, with the reason.
    case disabled(String)
    /// Not for this situation at all.
    case hidden
}

/// The commands, in lists by what they are for; a new command is one entry in one of them.
package enum Commands {}
