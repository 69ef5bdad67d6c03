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

/// What a word may be that is not spelled out.
enum CommandValue: Sendable, Hashable {
    /// 0 to 100,000.
    case number
    /// A guest's number.
    case vmid
    /// A name of a thing: letters, digits and `._:@-`, and no option.
    case name
    /// A pool's name, which begins with a letter: a number would be how many seconds to wait before the next look.
    case pool
    /// A name with `/` in it, as datasets and images have.
    case place
    /// A device: `/dev/sda`.
    case device
    /// A path from the root, of files or of the API: `/nodes/pve/status`; none of what opens something, or acts though
    /// it is read.
    case path
    /// A moment or a span: `2026-11-30 10:00`, `yesterday`, `-2h`, `10m`.
    case time
    /// One of these.
    case word(Set<String>)
    /// Several of these with commas between.
    case list(Set<String>)

    private static let nameSigns = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:@-")
    private static let longest = 120

    func takes(_ word: String) -> Bool {
        guard !word.isEmpty, word.utf8.count <= Self.longest else { return false }
        switch self {
        case .number: return word.allSatisfy(\.isDigit) && word.count <= 6
        case .vmid: return word.allSatisfy(\.isDigit) && (3...9).contains(word.count) && word.first != "0"
        case .name: return word.first != "-" && word.allSatisfy(Self.nameSigns.contains)
        case .pool: return word.first?.isLetter == true && word.allSatisfy(Self.nameSigns.contains)
        case .place: return Self.isPath(word)
        case .device: return word.hasPrefix("/dev/") && Self.isPath(word.dropFirst(5))
        case .path:
            return word == "/"
                || word.hasPrefix("/") && Self.isPath(word.dropFirst()) && !Self.isOpening(word)
        case .time:
            return word.allSatisfy { $0.isDigit || $0.isLetter && $0.isASCII || " :.+-".contains($0) }
        case .word(let words): return words.contains(word)
        case .list(let words):
            return word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
                words.contains(String($0))
            }
        }
    }

    /// Files of guests, passwords of their first start, second factors, keys of services: the API gives them to a GET.
    private static let opening: Set<Substring> = [
        "agent", "cloudinit", "tfa", "ticket", "openid", "metrics", "acme", "token", "vncwebsocket",
    ]

    private static func isOpening(_ path: String) -> Bool {
        path.split(separator: "/").contains(where: opening.contains)
    }

    /// Names with slashes between, none of which leads up or is an option.
    private static func isPath(_ word: some StringProtocol) -> Bool {
        word.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.first != "-"
                && part.allSatisfy(nameSigns.contains)
        }
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
