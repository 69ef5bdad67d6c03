import CommandLine
import Text

/// What a line of the chat is that may begin with a slash.
enum SlashLine {
    case command(SlashCommand, words: String)
    /// For the butler.
    case text(String)
    /// Neither done nor said, and why.
    case refused(String)

    /// Reads a line: a second slash at its beginning takes the meaning from the first, and a first word with another
    /// slash in it is a path.
    init(_ line: String) {
        guard line.hasPrefix("/") else {
            self = .text(line)
            return
        }
        if line.hasPrefix("//") {
            self = .text(String(line.dropFirst()))
            return
        }
        let name = line.dropFirst().prefix { !$0.isWhitespace }
        let words = String(line.dropFirst(1 + name.count)).trimmed
        if name.contains("/") {
            self = .text(line)
        } else if let command = SlashCommand.named(String(name)) {
            self = Self.reading(command, words)
        } else {
            self = .refused(Self.unknown(String(name)))
        }
    }

    private static func reading(_ command: SlashCommand, _ words: String) -> SlashLine {
        switch command.words {
        case .none where !words.isEmpty: .refused("/\(command.name) stands alone.")
        case .needed where words.isEmpty: .refused("It is \(command.usage).")
        case .none, .optional, .needed: .command(command, words: words)
        }
    }

    private static func unknown(_ name: String) -> String {
        let near = Misspelling.nearest(to: name.lowercased(), among: SlashCommand.all.map(\.name))
        let meant = near.map { "did you mean /\($0)?" } ?? "/help names those there are."
        return name.isEmpty
            ? "A command has its name behind the slash; /help names those there are."
            : "There is no /\(Untrusted(name).line); \(meant) With // in front it is sent as it stands."
    }

    /// What is typed of a name while nothing else is: `cle` of `/cle`; `nil` for any other line.
    static func begunName(_ characters: [Character]) -> String? {
        guard characters.first == "/" else { return nil }
        let rest = characters.dropFirst()
        return rest.contains { $0 == "/" || $0.isWhitespace } ? nil : String(rest)
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
