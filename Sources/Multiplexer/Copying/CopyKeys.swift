import Screen

/// What keys mean in copy mode: its commands with the keys that count.
package struct CopyKeys: Sendable {
    package let commands: [CopyCommand]
    private let byKeys: [[Key]: CopyCommand]
    private let byID: [String: CopyCommand]

    package init(_ commands: [CopyCommand]) {
        self.commands = commands
        let keys = commands.flatMap { command in command.sequences.map { ($0, command) } }
        byKeys = Dictionary(keys) { first, _ in first }
        byID = Dictionary(commands.map { ($0.id, $0) }) { first, _ in first }
    }

    /// As they are by default.
    package static let usual = CopyKeys(CopyCommands.all)

    /// The command of some keys.
    package func command(for keys: [Key]) -> CopyCommand? { byKeys[keys] }

    /// Whether more keys may make a command of these.
    package func isBeginning(_ keys: [Key]) -> Bool {
        byKeys.keys.contains { $0.count > keys.count && $0.starts(with: keys) }
    }

    /// The command of that name.
    package func command(id: String) -> CopyCommand? { byID[id] }

    /// The first keys of a command, as they are shown; `nil` where it has none.
    package func label(of id: String) -> String? { byID[id]?.sequences.first?.label }
}
