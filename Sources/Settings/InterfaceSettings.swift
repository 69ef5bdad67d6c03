/// How Jarvis looks and which key leaves the shell.
package struct InterfaceSettings: Sendable, Hashable {
    /// How much motion there is.
    package enum Mode: String, Sendable, CaseIterable {
        case jarvis
        case ops
        case minimal
    }

    /// Which characters the display has.
    package enum Glyphs: String, Sendable, CaseIterable {
        /// Decided from TERM and the locale.
        case auto
        /// Braille, rounded corners, eighth blocks.
        case rich
        /// What the Linux console's font has.
        case plain
        /// ASCII only.
        case ascii
    }

    /// The name of a theme file without its ending.
    package var theme = "amber"
    package var mode = Mode.jarvis
    package var glyphs = Glyphs.auto
    /// The letter that, with Ctrl, leaves the shell.
    package var prefix: Character = "a"

    package init() {}

    package init(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        let keys = node.mapping(known: ["theme", "mode", "glyphs", "prefix"], &mistakes)
        theme = mistakes.take { () throws(SettingsError) in try keys["theme"]?.string() } ?? theme
        mode = mistakes.take { () throws(SettingsError) in try keys["mode"]?.choice() } ?? mode
        glyphs = mistakes.take { () throws(SettingsError) in try keys["glyphs"]?.choice() } ?? glyphs
        prefix = mistakes.take { () throws(SettingsError) in try keys["prefix"].map(Self.letter) } ?? prefix
    }

    private static func letter(_ node: SettingsNode) throws(SettingsError) -> Character {
        let text = try node.string()
        guard text.hasPrefix("ctrl-"), text.count == 6, let letter = text.last, ("a"..."z").contains(letter),
            !"cdijmz".contains(letter)
        else {
            throw node.error("expected ctrl- and a letter the shell can do without, such as ctrl-a or ctrl-b")
        }
        return letter
    }
}

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
