import Jarvis

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// What the man page and the reference both tell, from the program's own lists.
struct Handbook {
    let commands: [DocumentedCommand]

    init() throws {
        commands = try DocumentedCommand.all()
    }

    /// The panes with their commands, in the order of the help screen.
    static var keys: [(title: String, commands: [Command])] {
        HelpLayer.sections(HouseScreen.catalog).map { scope, title in
            let sentence = title.prefix(1) + title.dropFirst().lowercased()
            return (String(sentence), HouseScreen.catalog.commands.filter { $0.scope == scope })
        }
    }

    static var exitCodes: [Entry] {
        ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) } + [("128+N", "ended by signal N")]
    }

    /// The keys of copy mode, as they are shown.
    static var copyMode: [(keys: [String], command: CopyCommand)] {
        CopyCommands.all.map { ($0.keys.map(KeyLabel.sequence), $0) }
    }

    static func keys(of command: Command) -> [String] { command.keys.map(KeyLabel.text) }

    /// Where a mapping of the configuration is, in words.
    static func title(of mapping: String) -> String {
        switch mapping {
        case "": "The file"
        case "clusters[].token.secret": "token.secret, user.password and ai.key: exactly one of"
        default: mapping.replacing("[]", with: ": each has")
        }
    }
}
