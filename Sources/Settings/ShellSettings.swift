/// The program of the right column.
package struct ShellSettings: Sendable, Hashable {
    /// The program and its arguments; when absent the environment's `SHELL`, else the login shell.
    package var command: [String]?
    /// How many lines that scrolled away are kept.
    package var scrollback = 10_000
    /// How many megabytes a recording may have.
    package var recording = 256
    /// Whether titles, bells, notices and progress of programs reach the terminal in front of the user.
    package var notify = true

    package init() {}

    package init(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(known: ["command", "scrollback", "recording", "notify"], &mistakes)
        command = mistakes.take { () throws(SettingsError) in try keys["command"].map(Self.words) }
        scrollback =
            mistakes.take { () throws(SettingsError) in
                try keys["scrollback"]?.integer(in: 0...1_000_000)
            } ?? scrollback
        recording =
            mistakes.take { () throws(SettingsError) in
                try keys["recording"]?.integer(in: 1...100_000)
            } ?? recording
        notify = mistakes.take { () throws(SettingsError) in try keys["notify"]?.bool() } ?? notify
    }

    private static func words(_ node: SettingsNode) throws(SettingsError) -> [String] {
        var words: [String] = []
        for word in try node.list() { words.append(try word.string()) }
        guard words.first?.hasPrefix("/") == true else {
            throw node.error("the program must be named by its absolute path")
        }
        return words
    }
}
