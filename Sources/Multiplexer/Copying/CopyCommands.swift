import Screen
import Terminal

/// One thing copy mode can do, as data: the help screen and the documents are views of the same list.
package struct CopyCommand: Sendable {
    /// What it does, in a few words.
    package let name: String
    package let keys: CopyKeys
    /// One sentence.
    package let help: String
    /// Gets the number typed before it.
    package let run: @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome

    package init(
        _ name: String, _ keys: CopyKeys, _ help: String,
        run: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome
    ) {
        self.name = name
        self.keys = keys
        self.help = help
        self.run = run
    }

    /// One that goes to a place, as often as the number before it says.
    package static func motion(
        _ name: String, _ keys: CopyKeys, _ help: String,
        _ place: @escaping @Sendable (TerminalPosition, borrowing TerminalScreen) -> TerminalPosition?
    ) -> CopyCommand {
        CopyCommand(name, keys, help) { mode, screen, times in
            for _ in 0..<(times ?? 1) {
                guard let next = place(mode.cursor, screen) else { break }
                mode.go(to: next)
            }
            return .stay
        }
    }

    /// One that changes the mode and stays in it.
    package static func staying(
        _ name: String, _ keys: CopyKeys, _ help: String,
        _ change: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> Void
    ) -> CopyCommand {
        CopyCommand(name, keys, help) { mode, screen, times in
            change(&mode, screen, times)
            return .stay
        }
    }
}

/// What runs a command of copy mode: any of several keys, or of sequences of keys.
package struct CopyKeys: Sendable, ExpressibleByArrayLiteral {
    /// Each of them, as the keys that are pressed one after the other.
    package let sequences: [[Key]]

    /// Keys each of which is enough.
    package init(arrayLiteral keys: Key...) {
        sequences = keys.map { [$0] }
    }

    private init(_ sequences: [[Key]]) {
        self.sequences = sequences
    }

    /// Two keys, one after the other, or another that is enough by itself.
    package static func pair(_ first: Key, _ second: Key, or other: Key? = nil) -> CopyKeys {
        CopyKeys([[first, second]] + (other.map { [[$0]] } ?? []))
    }

    /// Each of them as the screen writes it: `zz`, `^V`.
    package var labels: [String] { sequences.map { $0.map(\.label).joined() } }
}

/// Everything copy mode can do; a new command is one entry in one of these lists.
package enum CopyCommands {
    package static let all: [CopyCommand] = rows + characters + scrolling + searching + choosing + leaving

    /// The command of some keys.
    package static func command(for keys: [Key]) -> CopyCommand? {
        byKeys[keys]
    }

    /// Whether more keys may make a command of these.
    package static func isBeginning(_ keys: [Key]) -> Bool {
        byKeys.keys.contains { $0.count > keys.count && $0.starts(with: keys) }
    }

    private static let byKeys: [[Key]: CopyCommand] = {
        var table: [[Key]: CopyCommand] = [:]
        for command in all {
            for keys in command.keys.sequences { table[keys] = command }
        }
        return table
    }()
}
