/// What may follow the name of a command, or of one of its sub-commands, so that it only reads.
///
/// Every word has to be listed: nothing is taken for the beginning of something, as getopt_long(3) does.
struct CommandGrammar: Sendable {
    /// Options without a value, such as `-l` and `--no-pager`.
    var flags: Set<String> = []
    /// Letters that may stand together behind one dash: `-tulpn`.
    var letters = ""
    /// Options with a value, which is the next word, or stands behind `=`, or of a single letter right behind it.
    var values: [String: CommandValue] = [:]
    /// Words of which the next is one, spelled out; then its own grammar holds.
    var commands: [String: CommandGrammar] = [:]
    /// What may stand there by itself, and how often at most.
    var operands: (CommandValue, atMost: Int)?
    /// So many of them have to be there.
    var leastOperands = 0
    /// One of these options has to be there: without it the command would not end, or do more.
    var needsOneOf: Set<String> = []
    /// A sub-command has to be there.
    var needsCommand: Bool { !commands.isEmpty && !hasDefault }
    /// It says something useful without a sub-command.
    var hasDefault = false

    /// Why the words cannot be taken; `nil` for those that only read.
    func objection(to words: ArraySlice<String>, of name: String) -> String? {
        var rest = words
        var given: Set<String> = []
        var count = 0
        while let word = rest.popFirst() {
            if word.hasPrefix("-") && word != "-" {
                guard let option = option(word, &rest) else {
                    return "\(name) is not asked with \(word) here."
                }
                given.insert(option)
            } else if let command = commands[word], count == 0 {
                return missing(given, name) ?? command.objection(to: rest, of: "\(name) \(word)")
            } else {
                guard let (kind, most) = operands, count < most, kind.takes(word) else {
                    return "\(name) is not asked for \(word.prefix(40)) here."
                }
                count += 1
            }
        }
        if needsCommand { return "\(name) needs one of \(commands.keys.sorted().joined(separator: ", "))." }
        if count < leastOperands { return "\(name) needs to be told of what." }
        return missing(given, name)
    }

    private func missing(_ given: Set<String>, _ name: String) -> String? {
        guard !needsOneOf.isEmpty, needsOneOf.isDisjoint(with: given) else { return nil }
        return "\(name) needs \(needsOneOf.sorted().joined(separator: " or ")), or it would not end."
    }

    /// The option that a word is, its value taken; `nil` for any other.
    private func option(_ word: String, _ rest: inout ArraySlice<String>) -> String? {
        if flags.contains(word) { return word }
        if let kind = values[word] {
            guard let value = rest.popFirst(), !value.hasPrefix("-"), kind.takes(value) else { return nil }
            return word
        }
        if let mark = word.firstIndex(of: "="), word.hasPrefix("--") {
            let name = String(word[..<mark])
            guard let kind = values[name], kind.takes(String(word[word.index(after: mark)...])) else {
                return nil
            }
            return name
        }
        guard !word.hasPrefix("--") else { return nil }
        let short = String(word.prefix(2))
        if word.count > 2, let kind = values[short], kind.takes(String(word.dropFirst(2))) { return short }
        guard word.count > 1, word.dropFirst().allSatisfy(letters.contains) else { return nil }
        return word
    }
}
