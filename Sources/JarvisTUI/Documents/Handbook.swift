import Jarvis
import Multiplexer
import Settings

/// What the man page and the reference both tell, from the program's own lists.
struct Handbook {
    let commands: [DocumentedCommand]

    init() throws {
        commands = try DocumentedCommand.all()
    }

    /// The panes with their commands, in the order of the help screen.
    static var keys: [(title: String, commands: [any Bindable])] {
        HelpLayer.sections(HouseScreen.catalog).map { scope, title in
            let sentence = title.prefix(1) + title.dropFirst().lowercased()
            return (String(sentence), HouseScreen.catalog.bindable(in: scope))
        }
    }

    /// What is typed by name in the panes, such as the chat's commands behind a slash.
    static var words: [Entry] {
        HouseScreen.catalog.panels.flatMap(\.words).map { ($0.usage, $0.help) }
    }

    static var exitCodes: [Entry] {
        ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) } + [("128+N", "ended by signal N")]
    }

    static func keys(of command: any Bindable) -> [String] { command.sequences.map(\.label) }

    /// The keys of the configuration file, a page for each mapping.
    static var settings: [SettingsPage] { Configuration.table.pages }

    /// Where a mapping of the configuration is, in words.
    static func title(of page: SettingsPage) -> String {
        switch page.place {
        case "": "The file"
        case "clusters[].token.secret": "token.secret, user.password and ai.key: exactly one of"
        case "clusters[]": "clusters: each has"
        case "mcp[]": "mcp: each has"
        default: page.place.replacing("clusters[].", with: "")
        }
    }

    /// What a document says of a key beside its help, each a part of a sentence.
    static func facts(of row: SettingRow) -> [String] {
        [row.values, row.fallback.map { "default: \($0)" }, counts(row)].compactMap(\.self)
    }

    private static func counts(_ row: SettingRow) -> String? {
        row.counts == .perKey ? nil : "a change counts \(row.counts.rawValue)"
    }
}
