import Terminal

/// One thing copy mode can do, as data: the help screen and the documents are views of the same list.
package struct CopyCommand: Sendable {
    /// What it does, in a few words.
    package let name: String
    /// The keys that run it, in the spelling of `Key.description`; those of one that has several stand behind each
    /// other with a blank.
    package let keys: [String]
    /// One sentence.
    package let help: String
    /// Gets the number typed before it.
    package let run: @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome

    package init(
        _ name: String, _ keys: [String], _ help: String,
        run: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> CopyOutcome
    ) {
        self.name = name
        self.keys = keys
        self.help = help
        self.run = run
    }

    /// One that goes to a place, as often as the number before it says.
    package static func motion(
        _ name: String, _ keys: [String], _ help: String,
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
        _ name: String, _ keys: [String], _ help: String,
        _ change: @escaping @Sendable (inout CopyMode, borrowing TerminalScreen, Int?) -> Void
    ) -> CopyCommand {
        CopyCommand(name, keys, help) { mode, screen, times in
            change(&mode, screen, times)
            return .stay
        }
    }
}

/// Everything copy mode can do; a new command is one entry in one of these lists.
package enum CopyCommands {
    package static let all: [CopyCommand] = rows + characters + scrolling + searching + choosing + leaving

    /// The command of some keys.
    package static func command(for keys: [String]) -> CopyCommand? {
        byKeys[keys]
    }

    /// Whether more keys may make a command of these.
    package static func isBeginning(_ keys: [String]) -> Bool {
        byKeys.keys.contains { $0.count > keys.count && $0.starts(with: keys) }
    }

    private static let byKeys: [[String]: CopyCommand] = {
        var table: [[String]: CopyCommand] = [:]
        for command in all {
            for keys in command.keys { table[keys.split(separator: " ").map(String.init)] = command }
        }
        return table
    }()
}
