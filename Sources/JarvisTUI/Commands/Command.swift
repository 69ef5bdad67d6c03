import AIKit

/// One thing the operator can do, as data: the key bar, the palette, the help screen and the man page are
/// views of the same lists.
struct Command: Sendable, Identifiable {
    /// A steady name for bindings and documents, such as `guest.start`.
    let id: String
    /// What the palette and the key bar call it, a verb first.
    let name: String
    /// The keys that run it, in the spelling of `Key.description`; the first is the one that is shown.
    let keys: [String]
    /// One sentence.
    let help: String
    let scope: CommandScope
    /// GREEN changes nothing outside of the screen; anything else goes through the safety gate before it acts.
    let risk: SafetyTier
    /// Whether the key bar shows it when there is room.
    let isProminent: Bool
    /// Whether, for a moment, its keys work again without the prefix.
    let repeats: Bool
    private let condition: @Sendable (AppState) -> Availability
    let run: @Sendable (inout AppState, Moment) -> [Effect]

    /// A command; unless told otherwise it is harmless, not in the key bar and always makes sense.
    init(
        id: String, name: String, keys: [String], help: String, scope: CommandScope,
        risk: SafetyTier = .green, isProminent: Bool = false, repeats: Bool = false,
        availability: @escaping @Sendable (AppState) -> Availability = { _ in .enabled },
        run: @escaping @Sendable (inout AppState, Moment) -> [Effect]
    ) {
        self.id = id
        self.name = name
        self.keys = keys
        self.help = help
        self.scope = scope
        self.risk = risk
        self.isProminent = isProminent
        self.repeats = repeats
        condition = availability
        self.run = run
    }

    /// Whether it makes sense now; where there is nothing but the shell, only what follows the prefix does.
    func availability(_ state: AppState) -> Availability {
        state.isAlone && scope != .prefix ? .hidden : condition(state)
    }
}

/// Where a command's keys are listened to.
///
/// Without keys of its own a panel leaves them to `everywhere`.
enum CommandScope: Hashable, Sendable {
    case everywhere
    case panel(PanelID)
    /// After the prefix key in the shell; elsewhere too.
    case prefix
}

/// Whether a command makes sense now.
enum Availability: Equatable, Sendable {
    case enabled
    /// Shown dim, with the reason.
    case disabled(String)
    /// Not for this situation at all.
    case hidden
}

/// All commands there are; a new command is one entry in one of these lists.
enum Commands {
    static let all: [Command] =
        navigation + Panels.all.flatMap(\.commands) + appearance + session + demo

    /// The command that a key means in a pane; the pane's own come before those for everywhere.
    static func command(for key: String, in scope: CommandScope) -> Command? {
        byKey[scope]?[key] ?? (scope == .prefix ? nil : byKey[.everywhere]?[key])
    }

    /// Whether a key is a command of that pane itself.
    static func hasOwn(_ key: String, in scope: CommandScope) -> Bool {
        byKey[scope]?[key] != nil
    }

    /// The command of that name.
    static func command(id: String) -> Command? {
        byID[id]
    }

    /// The prominent commands of a scope that make sense now, with their keys as the screen writes them.
    static func hints(_ scope: CommandScope, in state: AppState) -> [(key: String, name: String)] {
        all.filter { $0.scope == scope && $0.isProminent && $0.availability(state) == .enabled }
            .map { (KeyLabel.text($0.keys[0]), $0.name) }
    }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    private static let byKey: [CommandScope: [String: Command]] = {
        var table: [CommandScope: [String: Command]] = [:]
        for command in all {
            for key in command.keys { table[command.scope, default: [:]][key] = command }
        }
        return table
    }()
}
