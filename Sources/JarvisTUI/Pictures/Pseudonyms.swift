import ClusterKit
import Text

/// Other names for those of guests, nodes and hosts: the same name has the same one everywhere.
struct Pseudonyms {
    typealias Kind = NamedKind

    /// By kind, and by the name in small letters.
    private var known: [Kind: [String: String]] = [:]
    /// What stands in any text for a word that is a name, by the word in small letters.
    private var sought: [String: String] = [:]
    /// Names with more in them than a word has, as they may be written, the longest first.
    private(set) var phrases: [(characters: [Character], pseudonym: String)] = []
    /// The names of the guests of each number, in small letters and as they may be written.
    private(set) var numbered: [String: [(name: [Character], pseudonym: String)]] = [:]
    /// Every name that was noted: none of them stands for another.
    private var real: Set<String> = []
    private var given: Set<String> = []
    private var counts: [Kind: Int] = [:]
    /// What was found to be secret where a word before it said so, in small letters: it is one wherever it stands.
    private(set) var secrets: Set<[String]> = []

    /// So many are known at most.
    private static let mostSecrets = 200

    /// Notes names, untrusted; those that are known keep what they have.
    mutating func note(_ kind: Kind, _ names: some Sequence<String>) {
        let names = Set(names).sorted()
        real.formUnion(names.map { $0.lowercased() })
        for name in names where !name.allSatisfy(\.isWhitespace) { seek(name, pseudonym(kind, name)) }
        phrases.sort { $0.characters.count > $1.characters.count }
    }

    /// Notes that a guest of this number has this name: behind the number the name is known whatever it is.
    mutating func note(guest number: String, named name: String) {
        guard !name.allSatisfy(\.isWhitespace) else { return }
        let other = pseudonym(.guest, name)
        for form in Self.forms(of: name) where !(numbered[number] ?? []).contains(where: { $0.name == form })
        {
            numbered[number, default: []].append((form, other))
        }
    }

    /// What stands for a name of that kind; notes one that is not known.
    mutating func pseudonym(_ kind: Kind, _ name: String) -> String {
        let key = name.lowercased()
        if let found = known[kind]?[key] { return found }
        let new = next(kind, columns: Untrusted(name).line.columns)
        known[kind, default: [:]][key] = new
        given.insert(new)
        return new
    }

    /// What stands for a name of that kind that was noted.
    func noted(_ kind: Kind, _ name: String) -> String? { known[kind]?[name.lowercased()] }

    /// What stands in any text for a word that is a name.
    subscript(word: String) -> String? { sought[word.lowercased()] }

    /// Whether a word stands for a name already, whole or cut.
    func isGiven(_ word: String, isCut: Bool = false) -> Bool {
        given.contains(word) || isCut && given.contains { $0.hasPrefix(word) || $0.hasSuffix(word) }
    }

    /// What stands for the part of a name that a cut has left.
    func pseudonym(begunBy part: String) -> String? {
        cut(part) { $0.hasPrefix($1) }.map { String($0.prefix(part.count)) }
    }

    /// The same for the end of one.
    func pseudonym(endedBy part: String) -> String? {
        cut(part) { $0.hasSuffix($1) }.map { String($0.suffix(part.count)) }
    }

    private func cut(_ part: String, _ fits: (String, String) -> Bool) -> String? {
        let part = part.lowercased()
        guard part.count >= 3, !EverydayWords.holds(part) else { return nil }
        return sought.filter { fits($0.key, part) }.min { $0.key < $1.key }?.value
    }

    /// Lets a name be found in any text, where it says enough to be told from other words.
    private mutating func seek(_ name: String, _ other: String) {
        let letters = name.filter { $0.isLetter || $0.isNumber }
        guard name.contains(where: \.isLetter), letters.count >= 2, !EverydayWords.holds(name) else { return }
        if name.allSatisfy(NameWord.holds) {
            if sought[name.lowercased()] == nil { sought[name.lowercased()] = other }
        } else if letters.count >= 4 || name.unicodeScalars.allSatisfy({ !$0.isASCII }) {
            for form in Self.forms(of: name) where !phrases.contains(where: { $0.characters == form }) {
                phrases.append((form, other))
            }
        }
    }

    /// A name as texts may hold it, in small letters: as it is, made visible, and with its signs marked.
    private static func forms(of name: String) -> [[Character]] {
        let visible = Untrusted(name)
        return Set([name, visible.line, visible.name, visible.title]).sorted().map { Array($0.lowercased()) }
    }

    /// `guest-07`: up to three digits, as far as the width of the name has room for them.
    private mutating func next(_ kind: Kind, columns: Int) -> String {
        while true {
            let number = counts[kind, default: 0] + 1
            counts[kind] = number
            let (word, digits) = (kind.rawValue + "-", String(number))
            let room = min(3, columns - word.count)
            let zeros = String(repeating: "0", count: max(0, room - digits.count))
            let name = word + zeros + digits
            if !real.contains(name), !given.contains(name) { return name }
        }
    }
}

extension Pseudonyms: Renaming {
    mutating func name(_ kind: NamedKind, _ name: String) -> String { noted(kind, name) ?? name }

    mutating func text(_ text: String) -> String {
        guard !text.isEmpty else { return text }
        let characters = Array(text)
        for range in SecretShapes.ranges(in: characters) where (6...200).contains(range.count) {
            guard secrets.count < Self.mostSecrets else { break }
            secrets.insert(characters[range].map { $0.lowercased() })
        }
        let cover = TextCover(Array(text.coveringSecrets), self)
        let covered = cover.text
        self = cover.names
        return covered
    }
}

/// What a name may consist of.
enum NameWord {
    static func holds(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }
}
