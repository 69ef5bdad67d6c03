/// The words of a text, in lower case, its punctuation gone and its expressions replaced.
enum Tokens {
    struct Token: Sendable, Hashable {
        var word: String
        var isQuoted = false
    }

    /// The longest that is read, in characters.
    private static let longest = 1000

    /// The words; a separator becomes `,`, a quotation one word, and a mistyped word the one it is corrected to.
    static func read(_ text: String, corrections: [String: String] = [:]) -> [Token] {
        var tokens: [Token] = []
        let plain = String(
            text.prefix(longest).map { $0 == "’" ? "'" : $0 == "“" || $0 == "”" || $0 == "`" ? "\"" : $0 })
        for (position, piece) in plain.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if position % 2 == 1 {
                tokens.append(Token(word: piece.lowercased(), isQuoted: true))
            } else {
                tokens += words(of: piece, corrections).map { Token(word: $0) }
            }
        }
        return tokens.filter { !$0.word.isEmpty }
    }

    private static func words(of piece: Substring, _ corrections: [String: String]) -> [String] {
        let edges: Set<Character> = ["?", "!", ".", ";", ":", "'", "(", ")", "[", "]", "#", "…", "*"]
        var words: [String] = []
        for raw in piece.lowercased().split(whereSeparator: \.isWhitespace) {
            for part in raw.split(separator: ",", omittingEmptySubsequences: false) {
                var word = part.trimming { edges.contains($0) }
                if word.hasSuffix("'s"), !["it's", "let's"].contains(word) { word = expanded(word) }
                if !word.isEmpty { words.append(word) }
                words.append(",")
            }
            words.removeLast()
        }
        let plain = words.map { Spelling.slips[$0] ?? corrections[$0] ?? $0 }
        return replaced(plain.flatMap { $0.split(separator: " ").map { String($0) } })
    }

    /// `what is` for "what's"; a name keeps nothing of its possessive.
    private static func expanded(_ word: String) -> String {
        let stem = String(word.dropLast(2))
        return Phrases.fillers.contains(stem) || Concept.byWord[stem] != nil ? stem + " is" : stem
    }

    /// The words with expressions of several words replaced, and "turn it off" read as "stop it".
    private static func replaced(_ words: [String]) -> [String] {
        var text = " " + words.joined(separator: " ") + " "
        for (said, meant) in Foreign.expressions + Phrases.everyday + Phrases.expressions
            + Exclusion.expressions
        {
            text = text.replacingAll(" \(said) ", with: meant.isEmpty ? " " : " \(meant) ")
        }
        var result = text.split(separator: " ").flatMap { word in
            (Foreign.words[String(word)] ?? String(word)).split(separator: " ").map { String($0) }
        }
        let frames: Set<String> = ["turn", "switch", "power", "shut", "bring", "take", "fire", "spin", "put"]
        let ends = ["on": "start", "up": "start", "off": "stop", "down": "stop"]
        if ["is", "are"].contains(result.first), result.last == "on" { result[result.count - 1] = "running" }
        if let again = result.indices.first(where: { result[$0...].starts(with: ["off", "and", "on"]) }),
            let verb = result.firstIndex(where: { frames.contains($0) })
        {
            result.removeSubrange(again..<min(result.count, again + (result.last == "again" ? 4 : 3)))
            result[verb] = "restart"
        } else if let verb = result.firstIndex(where: { frames.contains($0) }), let last = result.last,
            let meant = ends[last], result[..<verb].allSatisfy({ Phrases.courtesies.contains($0) })
        {
            result[verb] = meant
            result.removeLast()
        }
        return result
    }
}

extension StringProtocol {
    /// The text without leading and trailing characters of a kind.
    func trimming(_ isEdge: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, isEdge(first) { rest = rest.dropFirst() }
        while let last = rest.last, isEdge(last) { rest = rest.dropLast() }
        return String(rest)
    }
}

extension String {
    /// The text with every occurrence replaced, also where two share a space.
    fileprivate func replacingAll(_ part: String, with other: String) -> String {
        var text = self
        while let range = text.firstRange(of: part), part != other {
            text.replaceSubrange(range, with: other)
        }
        return text
    }
}

/// A place in the list that was shown last: "the first one", "the third", "the last one".
enum Ordinal: Sendable, Hashable {
    /// From one.
    case position(Int)
    case last

    private static let words: [String: Ordinal] = [
        "first": .position(1), "1st": .position(1), "second": .position(2), "2nd": .position(2),
        "third": .position(3), "3rd": .position(3), "fourth": .position(4), "4th": .position(4),
        "fifth": .position(5), "5th": .position(5), "sixth": .position(6), "6th": .position(6),
        "seventh": .position(7), "7th": .position(7), "eighth": .position(8), "8th": .position(8),
        "last": .last,
    ]

    /// The ordinal in the words and where it stands; `nil` when it counts something else: "last 3 tasks", "last week".
    static func read(_ words: [String]) -> (found: Ordinal, at: Range<Int>)? {
        for (position, word) in words.enumerated() {
            guard let ordinal = Ordinal.words[word] else { continue }
            let next = position + 1 < words.count ? words[position + 1] : nil
            let isThing = next.map { things.contains($0) } ?? false
            let endsIt = next == nil && position > 0
            guard isThing || endsIt else { continue }
            return (ordinal, position..<(isThing ? position + 2 : position + 1))
        }
        return nil
    }

    private static let things: Set<String> = ["one", "guest", "vm", "container", "ct", "machine"]

    func pick<Item>(from items: [Item]) -> Item? {
        switch self {
        case .position(let number): items.indices.contains(number - 1) ? items[number - 1] : nil
        case .last: items.last
        }
    }

    /// `the third`.
    var words: String {
        let name = Ordinal.words.filter { $0.value == self && $0.key.first?.isLetter == true }.keys.min()
        return "the \(name ?? "one")"
    }
}
