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

    /// The picture in the middle of the heads-up display.
    package enum Hud: String, Sendable, CaseIterable {
        /// The nodes and storages as rings.
        case reactor
        case globe
        /// Figures only.
        case off
    }

    /// The name of a theme file without its ending.
    package var theme = "amber"
    package var mode = Mode.jarvis
    package var glyphs = Glyphs.auto
    package var hud = Hud.reactor
    /// Whether a fourth column has traffic, loads and backups where there is room for it.
    package var instruments = true
    /// The letter that, with Ctrl, leaves the shell.
    package var prefix: Character = "a"
    /// What is said outside the screen when something critical begins: in the window's title as long as it stands, by the
    /// bell, and by a notice of the terminal's.
    package var title = true
    package var bell = true
    package var notice = true

    package init() {}

    package static let table = SettingsTable<InterfaceSettings>(
        "ui",
        [
            Setting(
                "theme", \.theme, .text("amber, cyan, green, purple, red, or a file of your own in themes/"),
                of: InterfaceSettings(), counts: .atOnce, "The colours.", isCommon: true),
            Setting(
                "mode", \.mode, .choice, of: InterfaceSettings(), counts: .atOnce,
                "jarvis has motion and glow, ops is plain, minimal has words for pictures.", isCommon: true),
            Setting(
                "glyphs", \.glyphs, .choice, of: InterfaceSettings(), counts: .nextTerminal,
                "Which characters are drawn; plain is for the Linux console.", isCommon: true),
            Setting(
                "hud", \.hud, .choice, of: InterfaceSettings(), counts: .atOnce,
                "The picture of the cluster in the middle: rings, a globe, or none.", isCommon: true),
            Setting(
                "instruments", \.instruments, .truth, of: InterfaceSettings(), counts: .atOnce,
                "Whether a fourth column has instruments, on screens of 220 columns and more."),
            Setting(
                "prefix", \.prefix, prefix, of: InterfaceSettings(), counts: .atOnce,
                "The key that leaves the shell.", isCommon: true),
            Setting(
                "title", \.title, .truth, of: InterfaceSettings(), counts: .atOnce,
                "Whether the window's title names what is critical, as long as it is."),
            Setting(
                "bell", \.bell, .truth, of: InterfaceSettings(), counts: .atOnce,
                "Whether the bell rings once when something critical begins."),
            Setting(
                "notice", \.notice, .truth, of: InterfaceSettings(), counts: .atOnce,
                "Whether the terminal shows a notice of its own when something critical begins."),
        ])

    private static let prefix = SettingKind<Character>(
        "ctrl- and a letter", text: { "ctrl-\($0)" }, read: letter)

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

    package static let table = SettingsTable<ShellSettings>(
        "shell",
        [
            Setting(
                "command", \.command, .program, absent: "$SHELL, else the login shell", counts: .nextProgram,
                "The program of the right column.", isCommon: true),
            Setting(
                "scrollback", \.scrollback, .number(0...1_000_000, "lines"), of: ShellSettings(),
                counts: .nextProgram, "How much of what scrolled away is kept."),
            Setting(
                "recording", \.recording, .number(1...100_000, "MB"), of: ShellSettings(),
                counts: .nextProgram, "How large a recording may become."),
            Setting(
                "notify", \.notify, .truth, of: ShellSettings(), counts: .atOnce,
                "Whether title, bell, notices and progress of the focused program reach the terminal.",
                isCommon: true),
        ])
}
