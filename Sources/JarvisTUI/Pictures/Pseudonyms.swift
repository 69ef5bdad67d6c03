import Screen
import Text

/// Other names for those of guests, nodes and hosts: the same name has the same one of the same width everywhere.
struct Pseudonyms {
    /// What a name is of.
    enum Kind: String {
        case cluster, node, guest, storage, pool, tag, user, host
    }

    /// By the name in small letters.
    private var known: [String: String] = [:]
    /// Names with more in them than letters, digits, `-`, `_` and `.`, which are looked for as they are.
    private var odd: [String] = []
    private var counts: [Kind: Int] = [:]

    /// Notes names, untrusted; those that are known keep what they have.
    mutating func note(_ kind: Kind, _ names: some Sequence<String>) {
        for name in Set(names).sorted() {
            let name = Untrusted(name).line.lowercased()
            // A number stays one, whatever it is called.
            guard name.contains(where: { !$0.isNumber }), known[name] == nil else { continue }
            known[name] = next(kind, columns: name.columns)
            if !name.allSatisfy(NameWord.holds) { odd.append(name) }
        }
        odd.sort { $0.count > $1.count }
    }

    /// What stands for a name; notes one that is not known.
    mutating func pseudonym(_ kind: Kind, _ name: String) -> String {
        let key = name.lowercased()
        if let found = known[key] { return found }
        let new = next(kind, columns: name.columns)
        known[key] = new
        return new
    }

    /// What stands for a name that is known.
    subscript(name: String) -> String? { known[name.lowercased()] }

    /// The names that are no single words, the longest first.
    var phrases: [String] { odd }

    /// What stands for the part of a name that a cut has left.
    func pseudonym(begunBy part: String) -> String? {
        let part = part.lowercased()
        return known.filter { $0.key.hasPrefix(part) }.min { $0.key < $1.key }
            .map { String($0.value.prefix(part.count)) }
    }

    /// The same for the end of one.
    func pseudonym(endedBy part: String) -> String? {
        let part = part.lowercased()
        return known.filter { $0.key.hasSuffix(part) }.min { $0.key < $1.key }
            .map { String($0.value.suffix(part.count)) }
    }

    /// `guest-a7`, with as many zeros before the number as the width has room for.
    private mutating func next(_ kind: Kind, columns: Int) -> String {
        let number = counts[kind, default: 0] + 1
        counts[kind] = number
        let digits = String(number, radix: 36)
        let word = [kind.rawValue + "-", String(kind.rawValue.prefix(1))].first {
            $0.count + digits.count <= columns
        }
        guard let word else { return String(digits.suffix(columns)) }
        return word + String(repeating: "0", count: columns - word.count - digits.count) + digits
    }
}

/// What a name may consist of.
enum NameWord {
    static func holds(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }
}
