/// The keys that the operator gave to commands, as the file writes them.
package struct KeySettings: Sendable, Hashable {
    /// A command and its keys; with none it has no key.
    package struct Entry: Sendable, Hashable {
        /// The command's id, such as `guest.start`.
        package var command: String
        /// The keys as the help writes them: `x`, `^O`, `M-Up`.
        package var keys: [String]

        package init(command: String, keys: [String]) {
            self.command = command
            self.keys = keys
        }
    }

    /// In the order of the file.
    package private(set) var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    /// Reads a mapping of ids to a key or a list of keys; which commands and keys there are only the screen knows.
    package mutating func read(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let members = mistakes.collect { () throws(SettingsError) in try node.members() }
        for (command, value) in members ?? [] {
            let keys = mistakes.collect { () throws(SettingsError) in try Self.keys(value) }
            if let keys { entries.append(Entry(command: command, keys: keys)) }
        }
    }

    private static func keys(_ value: SettingsNode) throws(SettingsError) -> [String] {
        if let key = value.text { return [key] }
        var keys: [String] = []
        for element in try value.list() { keys.append(try element.string()) }
        return keys
    }
}

/// What is wrong with the keys of a command, as the screen finds it.
package struct KeyFault: Sendable, Hashable {
    /// The command's id, as the file has it.
    package var command: String
    /// What is wrong and what would be right.
    package var problem: String

    package init(command: String, problem: String) {
        self.command = command
        self.problem = problem
    }
}
