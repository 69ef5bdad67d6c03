import Text

/// Covers what people write down of secrets in their notes: `password: hunter2`, beside what looks like one anywhere.
enum NoteCover {
    private static let names = [
        "password", "passwd", "passphrase", "passwort", "secret", "token", "api key", "apikey", "api_key",
        "pin",
        "root pw", "pw",
    ]

    /// The text with the rest of each line covered that stands behind such a name and a colon.
    static func covering(_ text: String) -> String {
        text.coveringSecrets.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            covered(line)
        }.joined(separator: "\n")
    }

    private static func covered(_ line: Substring) -> String {
        guard let colon = line.indices.first(where: { line[$0] == ":" && isNamed(line[..<$0]) }) else {
            return String(line)
        }
        let rest = line[line.index(after: colon)...]
        let hasValue = rest.contains { !$0.isWhitespace }
        return hasValue ? "\(line[...colon]) \(SecretMask.cover)" : String(line)
    }

    /// Whether a text ends in one of the names, as a word of its own and in whatever marks Markdown puts around it.
    private static func isNamed(_ text: Substring) -> Bool {
        var words = text.lowercased()[...]
        while let last = words.last, last.isWhitespace || "*_`\"'".contains(last) { words.removeLast() }
        return names.contains { name in
            guard words.hasSuffix(name) else { return false }
            let before = words.dropLast(name.count).last
            return before.map { !$0.isLetter && !$0.isNumber } ?? true
        }
    }
}
