/// What the operator said, taken apart without a model and without a look at the cluster.
struct Utterance: Sendable {
    /// The words in lower case, expressions replaced, punctuation gone.
    let words: [String]
    /// What the words mean, whatever their order.
    private(set) var concepts: Set<Concept>
    let qualifiers: Qualifiers
    /// The words in which a name may be, in their order.
    private(set) var terms: [Term]
    /// What is ordered: `.start`, `.stop` or `.restart`; `nil` for questions about it and for "do not".
    let order: Concept?

    init(_ text: String) {
        let tokens = Tokens.read(text)
        words = tokens.map(\.word)
        let (qualifiers, consumed) = Qualifiers.read(words)
        self.qualifiers = qualifiers
        let order = Utterance.order(in: words)
        self.order = order
        let kept = tokens.indices.filter { !consumed.contains($0) }
        concepts = kept.reduce(into: []) { concepts, position in
            if !tokens[position].isQuoted { concepts.formUnion(Term.meaning(of: tokens[position].word)) }
        }
        if qualifiers.period != nil { concepts.insert(.recent) }
        if qualifiers.threshold?.unit == .celsius { concepts.insert(.temperature) }
        let verb =
            order == nil
            ? nil : words.firstIndex { Term.meaning(of: $0).contains { Concept.orders.contains($0) } }
        terms = kept.filter { $0 != verb }.map { position in
            Term(
                tokens[position],
                isIntroduced: position > 0
                    && (Phrases.introductions.contains(tokens[position - 1].word) || order != nil))
        }
    }

    /// The words after those that only soften them.
    var content: [String] { Array(words.drop { Phrases.courtesies.contains($0) || $0 == "," }) }

    /// What the first of `content` means.
    var leading: Set<Concept> { content.first.flatMap { Concept.byWord[$0] } ?? [] }

    /// Whether one of the concepts was spoken of.
    func mentions(_ wanted: Concept...) -> Bool { !concepts.isDisjoint(with: wanted) }

    /// Whether some word can only be understood by looking at what there is.
    var namesSomething: Bool {
        order != nil || qualifiers.tag != nil
            || terms.contains { $0.isQuoted || $0.vmid != nil || !$0.isKnown }
    }

    /// Whether a way is asked for: "how do I", "how can one".
    var asksHow: Bool {
        words.first == "how" && ["do", "can", "to"].contains(words.dropFirst().first)
    }

    /// Whether a verb of order begins a later clause: "jellyfin is slow, restart it".
    var endsInOrder: Bool {
        let joints: Set<String> = [",", "and", "then", "please", "so"]
        return order == nil && !mentions(.hypothesis)
            && zip(words, words.dropFirst()).contains { joint, verb in
                joints.contains(joint) && !Term.meaning(of: verb).isDisjoint(with: Concept.orders)
            }
    }

    /// Whether nothing is said but a name: "and gitea?", "what about pve".
    var isElliptic: Bool {
        let opening =
            words.first == "and" || words.starts(with: ["what", "about"])
            || words.starts(with: ["how", "about"])
        return opening && order == nil && concepts.subtracting([.pronoun]).isEmpty
            && terms.contains { !$0.isKnown || $0.vmid != nil }
    }

    /// The same said of what another utterance names, with the kinds that it adds.
    func said(of other: Utterance) -> Utterance {
        var merged = self
        merged.terms = other.terms
        merged.concepts = concepts.subtracting([.pronoun]).union(other.concepts)
        return merged
    }

    /// The same with no names but the numbers in it.
    var numbered: Utterance {
        var numbered = self
        numbered.terms.removeAll { $0.vmid == nil }
        return numbered
    }

    /// The same, narrowed to a kind of thing.
    func narrowed(to kinds: Set<Concept>) -> Utterance {
        var narrowed = self
        narrowed.concepts.formUnion(kinds)
        return narrowed
    }

    private static func order(in words: [String]) -> Concept? {
        let spoken = words.drop { Phrases.courtesies.contains($0) || $0 == "," }
        if let first = spoken.first, let verb = Concept.byWord[first]?.intersection(Concept.orders).first {
            return verb
        }
        // "jellyfin restart": a verb at the end and nothing else that means anything.
        guard words.count <= 3, let last = words.last,
            let verb = Concept.byWord[last]?.intersection(Concept.orders).first,
            words.dropLast().allSatisfy({ !Phrases.fillers.contains($0) && Concept.byWord[$0] == nil })
        else { return nil }
        return verb
    }
}

/// A word that may be a name or a part of one.
struct Term: Sendable, Hashable {
    let text: String
    let isQuoted: Bool
    /// Whether the word means something, or nothing, without being a name.
    let isKnown: Bool
    /// Whether it stands where a name would, so that a word of the lexicon may be one.
    let isIntroduced: Bool

    init(_ token: Tokens.Token, isIntroduced: Bool) {
        text = token.word
        isQuoted = token.isQuoted
        isKnown =
            !token.isQuoted
            && (token.word == "," || Phrases.fillers.contains(token.word)
                || !Term.meaning(of: token.word).isEmpty)
        self.isIntroduced = isIntroduced
    }

    /// Whether it ends what stands before.
    var isSeparator: Bool { text == "," && !isQuoted }

    /// The VMID in `103`, `vm103` or `ct-103`.
    var vmid: Int? {
        guard !isQuoted else { return nil }
        let digits = text.drop { !$0.isNumber }
        guard let number = Int(digits, radix: 10), (100...999_999_999).contains(number) else { return nil }
        return digits.count == text.count || Term.kind(of: text) != nil ? number : nil
    }

    static func meaning(of word: String) -> Set<Concept> {
        Concept.byWord[word] ?? kind(of: word).map { [$0] } ?? []
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
}
