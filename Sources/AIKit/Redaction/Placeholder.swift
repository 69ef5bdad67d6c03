import Text

/// Words that stand for others in what is sent: `node-2`, `ip-1-4`.
package struct Placeholder: Sendable, Hashable {
    /// What it stands for.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case ip, mac, fingerprint, cluster, node, guest, storage, pool, host, path
        /// A word that looks like a placeholder and is none.
        case word

        /// What it is kept back as; `nil` for what is no secret.
        var redactionClass: RedactionClass? {
            switch self {
            case .ip, .mac, .fingerprint: .addresses
            case .cluster, .node, .guest, .storage, .pool, .host: .names
            case .path: .paths
            case .word: nil
            }
        }
    }

    let kind: Kind
    /// Two for an address of IP: that of its network, and its own there.
    let numbers: [Int]

    var text: String { ([kind.rawValue] + numbers.map(String.init)).joined(separator: "-") }

    /// The placeholders that may stand in a stretch of letters, digits and hyphens, with their places.
    static func all(in text: ArraySlice<Character>) -> [(range: Range<Int>, placeholder: Placeholder)] {
        var found: [(Range<Int>, Placeholder)] = []
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        var next = 0
        for index in parts.indices where index >= next {
            guard let kind = Kind(rawValue: String(parts[index]).lowercased()) else { continue }
            let count = kind == .ip ? 2 : 1
            let digits = parts[(index + 1)...].prefix(count)
            let numbers = digits.compactMap { number(in: $0) }
            guard numbers.count == count, let end = digits.last?.endIndex else { continue }
            found.append((parts[index].startIndex..<end, Placeholder(kind: kind, numbers: numbers)))
            next = index + count + 1
        }
        return found
    }

    /// A number from 1 on as it is written here: without zeros before it.
    private static func number(in digits: ArraySlice<Character>) -> Int? {
        guard (1...6).contains(digits.count), digits.first != "0",
            digits.allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        return Int(String(digits), radix: 10)
    }

    /// Whether a stretch that more is to follow may become, or already end with, a placeholder of those kinds.
    static func mayEnd(_ text: ArraySlice<Character>, of kinds: Set<Kind>) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map {
            String($0).lowercased()
        }
        guard let last = parts.last else { return false }
        if kinds.contains(where: { $0.rawValue.hasPrefix(last) }) { return true }
        let before = parts.dropLast().suffix(2)
        return before.contains { Kind(rawValue: $0).map(kinds.contains) ?? false }
            && (last.isEmpty || last.allSatisfy(\.isNumber))
    }

    static func isPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
}

/// Which placeholder stands for what: given in the order in which things are met, so that the same conversation is sent
/// in the same words.
struct PlaceholderTable: Sendable {
    private struct Key: Hashable {
        var kind: Placeholder.Kind
        var original: String
    }

    private var given: [Key: Placeholder] = [:]
    private var originals: [Placeholder: String] = [:]
    private var counts: [Placeholder.Kind: Int] = [:]
    /// The numbers of networks, and how many of their addresses were met.
    private var networks: [String: (number: Int, addresses: Int)] = [:]

    /// What stands for a text of that kind; upper and lower case are the same thing but in paths and words.
    mutating func placeholder(_ kind: Placeholder.Kind, for original: String) -> Placeholder {
        let countsCase = kind == .path || kind == .word
        let key = Key(kind: kind, original: countsCase ? original : original.lowercased())
        if let placeholder = given[key] { return placeholder }
        let placeholder = Placeholder(
            kind: kind, numbers: kind == .ip ? address(key.original) : [next(kind)])
        given[key] = placeholder
        originals[placeholder] = original
        return placeholder
    }

    /// The kinds of which some were given.
    var kinds: Set<Placeholder.Kind> { Set(given.keys.lazy.map(\.kind)) }

    /// What a placeholder stands for; `nil` for one that was never given.
    func original(of placeholder: Placeholder) -> String? { originals[placeholder] }

    private mutating func next(_ kind: Placeholder.Kind) -> Int {
        counts[kind, default: 0] += 1
        return counts[kind, default: 0]
    }

    private mutating func address(_ text: String) -> [Int] {
        let name = Self.network(of: text)
        var network = networks[name] ?? (next(.ip), 0)
        network.addresses += 1
        networks[name] = network
        return [network.number, network.addresses]
    }

    /// The first three numbers of IPv4, the first four groups of IPv6.
    private static func network(of address: String) -> String {
        guard address.contains(":") else {
            return address.split(separator: ".").prefix(3).joined(separator: ".")
        }
        let groups = address.split(separator: ":", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        return groups.prefix(4).joined(separator: ":") + ":"
    }
}

extension PlaceholderTable {
    /// The text with every placeholder in it replaced by what it stands for; those never given stay.
    func restored(_ text: String) -> String {
        guard text.contains("-") else { return text }
        let characters = Array(text)
        var restored = ""
        var position = 0
        for stretch in characters.stretches(where: Placeholder.isPart) where stretch.count >= 4 {
            for (range, placeholder) in Placeholder.all(in: characters[stretch]) {
                guard let original = originals[placeholder] else { continue }
                restored += String(characters[position..<range.lowerBound]) + original
                position = range.upperBound
            }
        }
        return position == 0 ? text : restored + String(characters[position...])
    }
}
