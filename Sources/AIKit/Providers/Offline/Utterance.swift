/// What the operator said, taken apart without a model.
struct Utterance: Sendable {
    /// The words in lower case, expressions replaced, punctuation gone.
    let words: [String]
    /// What the words mean, whatever their order.
    var concepts: Set<Concept>
    /// Numbers that can be VMIDs.
    var numbers: [Int]
    /// Words nobody knows and words in quotes, neighbours joined by a space: perhaps names.
    var names: [String]
    /// What is ordered: `.start`, `.stop` or `.restart`; `nil` for questions about it and for "do not".
    let order: Concept?

    init(_ text: String) {
        let tokens = Utterance.tokens(of: text)
        words = tokens.map(\.word)
        let order = Utterance.order(in: words)
        self.order = order
        numbers = tokens.filter { !$0.isQuoted }.compactMap { Utterance.vmid($0.word) }
        var concepts: Set<Concept> = []
        for token in tokens where !token.isQuoted { concepts.formUnion(Utterance.meaning(of: token.word)) }
        self.concepts = concepts
        let found = Utterance.names(in: tokens)
        let isNameless =
            order != nil && found.isEmpty && numbers.isEmpty && concepts.isDisjoint(with: [.pronoun, .all])
        names = isNameless ? Utterance.nameAfterVerb(words) : found
    }

    /// The words after those that only soften them.
    var content: [String] { Array(words.drop { Concept.courtesies.contains($0) || $0 == "," }) }

    /// What the first of `content` means.
    var leading: Set<Concept> { content.first.flatMap { Concept.byWord[$0] } ?? [] }

    /// Whether one of the concepts was spoken of.
    func mentions(_ wanted: Concept...) -> Bool { !concepts.isDisjoint(with: wanted) }

    private struct Token {
        var word: String
        var isQuoted = false
    }

    /// The words; a separator becomes `,`, a quotation one word.
    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        let plain = String(
            text.prefix(1000).map { $0 == "’" ? "'" : $0 == "“" || $0 == "”" || $0 == "`" ? "\"" : $0 })
        for (position, piece) in plain.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if position % 2 == 1 {
                tokens.append(Token(word: piece.lowercased(), isQuoted: true))
            } else {
                tokens += words(of: piece).map { Token(word: $0) }
            }
        }
        return tokens.filter { !$0.word.isEmpty }
    }

    private static func words(of piece: Substring) -> [String] {
        let edges: Set<Character> = ["?", "!", ".", ";", ":", "'", "(", ")", "[", "]", "#", "…", "*"]
        var words: [String] = []
        for raw in piece.lowercased().split(whereSeparator: \.isWhitespace) {
            for part in raw.split(separator: ",", omittingEmptySubsequences: false) {
                let word = part.trimming { edges.contains($0) }
                if !word.isEmpty { words.append(word) }
                words.append(",")
            }
            words.removeLast()
        }
        return replaced(words)
    }

    /// The words with expressions of several words replaced, and "turn it off" read as "stop it".
    private static func replaced(_ words: [String]) -> [String] {
        var text = " " + words.joined(separator: " ") + " "
        for (said, meant) in Concept.expressions {
            text = text.replacingAll(" \(said) ", with: meant.isEmpty ? " " : " \(meant) ")
        }
        var result = text.split(separator: " ").map { String($0) }
        let frames: Set<String> = ["turn", "switch", "power", "shut", "bring", "take", "fire", "spin", "put"]
        let ends = ["on": "start", "up": "start", "off": "stop", "down": "stop"]
        if let verb = result.firstIndex(where: { frames.contains($0) }), let last = result.last,
            let meant = ends[last],
            result[..<verb].allSatisfy({ Concept.courtesies.contains($0) })
        {
            result[verb] = meant
            result.removeLast()
        }
        return result
    }

    private static func meaning(of word: String) -> Set<Concept> {
        if let known = Concept.byWord[word] { return known }
        if word == "identity" { return [.identity] }
        return kind(of: word).map { [$0] } ?? []
    }

    /// The VMID in `103`, `vm103` or `ct-103`.
    private static func vmid(_ word: String) -> Int? {
        let digits = word.drop { !$0.isNumber }
        guard let number = Int(digits), (100...999_999_999).contains(number) else { return nil }
        return digits.count == word.count || kind(of: word) != nil ? number : nil
    }

    /// The kind in `vm103` or `ct-103`.
    private static func kind(of word: String) -> Concept? {
        let letters = word.prefix { $0.isLetter }
        let rest = word.dropFirst(letters.count).drop { $0 == "-" || $0 == "#" }
        guard !rest.isEmpty, rest.allSatisfy(\.isNumber) else { return nil }
        return switch letters {
        case "vm": .virtualMachine
        case "ct", "lxc": .container
        default: nil
        }
    }

    private static func order(in words: [String]) -> Concept? {
        let verbs: Set<Concept> = [.start, .stop, .restart]
        let spoken = words.drop { Concept.courtesies.contains($0) || $0 == "," }
        if let first = spoken.first, let verb = Concept.byWord[first]?.intersection(verbs).first {
            return verb
        }
        // "jellyfin restart": a verb at the end and nothing else that means anything.
        guard words.count <= 3, let last = words.last,
            let verb = Concept.byWord[last]?.intersection(verbs).first,
            words.dropLast().allSatisfy({ !Concept.fillers.contains($0) && Concept.byWord[$0] == nil })
        else { return nil }
        return verb
    }

    private static func names(in tokens: [Token]) -> [String] {
        var names: [String] = []
        var isOpen = false
        for token in tokens {
            let isName =
                token.isQuoted
                || (meaning(of: token.word).isEmpty && !Concept.fillers.contains(token.word)
                    && token.word != ","
                    && vmid(token.word) == nil && Int(token.word) == nil)
            if isName, isOpen, !token.isQuoted {
                names[names.count - 1] += " " + token.word
            } else if isName {
                names.append(token.word)
            }
            isOpen = isName && !token.isQuoted
        }
        return names
    }

    /// For a guest called like a word of the lexicon, such as `backup`: what follows the verb.
    private static func nameAfterVerb(_ words: [String]) -> [String] {
        let spoken = words.drop { Concept.courtesies.contains($0) }.dropFirst()
        let kinds: Set<Concept> = [.guest, .virtualMachine, .container]
        let rest = spoken.filter { word in
            !Concept.fillers.contains(word) && (Concept.byWord[word] ?? []).isDisjoint(with: kinds)
                && word != ","
        }
        return rest.isEmpty ? [] : [rest.joined(separator: " ")]
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
