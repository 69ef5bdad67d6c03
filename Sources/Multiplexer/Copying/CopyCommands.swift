import Screen
import Terminal

/// One thing copy mode can do, as data: the help screen and the documents are views of the same list.
package struct CopyCommand: Bindable {
    package let id: String
    package let name: String
    package private(set) var sequences: [[Key]]
    package let help: String
    /// Gets the number typed before it.
    package let run: @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome

    package init(
        _ id: String, _ name: String, _ sequences: [[Key]], _ help: String,
        run: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome
    ) {
        self.id = id
        self.name = name
        self.sequences = sequences
        self.help = help
        self.run = run
    }

    package var scope: CommandScope { .copy }

    /// The same with other keys.
    package func bound(to sequences: [[Key]]) -> CopyCommand {
        var command = self
        command.sequences = sequences
        return command
    }

    /// One that goes to a place, as often as the number before it says.
    package static func motion(
        _ id: String, _ name: String, _ sequences: [[Key]], _ help: String,
        _ place: @escaping @Sendable (TerminalPosition, borrowing TerminalScreen) -> TerminalPosition?
    ) -> CopyCommand {
        CopyCommand(id, name, sequences, help) { mode, screen, times in
            for _ in 0..<(times ?? 1) {
                guard let next = place(mode.cursor, screen) else { break }
                mode.go(to: next)
            }
            return .stay
        }
    }

    /// One that changes the mode and stays in it.
    package static func staying(
        _ id: String, _ name: String, _ sequences: [[Key]], _ help: String,
        _ change: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> Void
    ) -> CopyCommand {
        CopyCommand(id, name, sequences, help) { mode, screen, times in
            change(&mode, screen, times)
            return .stay
        }
    }
}

/// Everything copy mode can do; a new command is one entry in one of these lists.
package enum CopyCommands {
    /// With the keys they have by default.
    package static let all: [CopyCommand] = rows + characters + scrolling + searching + choosing + leaving
}
