/// The shell behind a console: it echoes, edits a line a little, and knows a few commands.
struct ConsoleShell: Sendable {
    /// What a key press leads to.
    enum Effect: Sendable, Equatable {
        /// Bytes for the screen.
        case show(String)
        /// A command line to be run; its output and then `prompt` belong on the screen.
        case run(String)
        case exit
    }

    let prompt: String
    private var line = ""

    init(host: String) {
        prompt = "root@\(host):~# "
    }

    /// Takes typed bytes.
    mutating func type(_ bytes: [UInt8]) -> [Effect] {
        var effects: [Effect] = []
        for character in String(decoding: bytes, as: UTF8.self) { effects += type(character) }
        return effects
    }

    private mutating func type(_ character: Character) -> [Effect] {
        switch character {
        case "\r", "\n", "\r\n":
            let command = line.drop { $0 == " " }
            line = ""
            if command == "exit" || command == "logout" { return [.show("\r\nlogout\r\n"), .exit] }
            return [.show("\r\n"), command.isEmpty ? .show(prompt) : .run(String(command))]
        case "\u{7F}", "\u{08}":
            return line.popLast() == nil ? [] : [.show("\u{08} \u{08}")]
        case "\u{03}":
            line = ""
            return [.show("^C\r\n" + prompt)]
        case "\u{04}":
            return line.isEmpty ? [.show("\r\nlogout\r\n"), .exit] : []
        case "\u{0C}":
            return [.show("\u{1B}[H\u{1B}[2J" + prompt + line)]
        default:
            guard !character.unicodeScalars.contains(where: { $0.value < 0x20 }), line.count < 4_096 else {
                return []
            }
            line.append(character)
            return [.show(String(character))]
        }
    }
}
