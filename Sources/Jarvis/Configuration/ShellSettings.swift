import Settings

/// The program of the right column.
package struct ShellSettings: Sendable, Hashable {
    /// The program and its arguments; the user's login shell when absent.
    package var command: [String]?
    /// How many lines that scrolled away are kept.
    package var scrollback = 10_000

    package init() {}

    init(_ node: SettingsNode) throws(SettingsError) {
        let keys = try node.mapping(known: ["command", "scrollback"])
        if let command = keys["command"] {
            var words: [String] = []
            for word in try command.list() { words.append(try word.string()) }
            guard words.first?.hasPrefix("/") == true else {
                throw command.error("the program must be named by its absolute path")
            }
            self.command = words
        }
        if let scrollback = keys["scrollback"] { self.scrollback = try scrollback.integer(in: 0...1_000_000) }
    }
}
