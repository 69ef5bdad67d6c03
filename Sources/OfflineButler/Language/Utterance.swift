/// What the operator said, taken apart without a model and without a look at the cluster.
struct Utterance: Sendable {
    /// The words in lower case, expressions replaced, punctuation gone.
    let words: [String]
    /// What the words mean, whatever their order.
    private(set) var concepts: Set<Concept>
    let qualifiers: Qualifiers
    /// The words in which a name may be, in their order.
    private(set) var terms: [Term]
    /// What is to be left out; `nil` when nothing is.
    let exclusion: [Term]?
    /// What the words of the exclusion mean: states and kinds that are left out.
    let excludedConcepts: Set<Concept>
    /// The place in the list shown before that is meant.
    let ordinal: Ordinal?
    /// What is ordered: `.start`, `.stop` or `.restart`; `nil` for questions about it and for "do not".
    let order: Concept?

    init(_ text: String, corrections: [String: String] = [:]) {
        let (tokens, excluded) = Exclusion.parted(Tokens.read(text, corrections: corrections))
        words = tokens.map(\.word)
        let (qualifiers, consumed) = Qualifiers.read(words)
        self.qualifiers = qualifiers
        let order = Utterance.order(in: words)
        self.order = order
        let ordinal = Ordinal.read(words)
        self.ordinal = ordinal?.found
        let kept = tokens.indices.filter { !consumed.contains($0) && ordinal?.at.contains($0) != true }
        concepts = kept.reduce(into: []) { concepts, position in
            if !tokens[position].isQuoted { concepts.formUnion(Term.meaning(of: tokens[position].word)) }
        }
        if qualifiers.period != nil { concepts.insert(.recent) }
        if qualifiers.threshold?.unit == .celsius { concepts.insert(.temperature) }
        // "What changed since yesterday" is about events, "up since yesterday" about uptime.
        if concepts.contains(.feed), words.contains("since") { concepts.remove(.uptime) }
        if Utterance.asksModel(words) { concepts.insert(.cpuModel) }
        let verb =
            order == nil
            ? nil : words.firstIndex { Term.meaning(of: $0).contains { Concept.orders.contains($0) } }
        let spoken = words
        terms = kept.filter { $0 != verb }.map { position in
            Term(
                tokens[position],
                isIntroduced: position > 0
                    && (Phrases.introductions.contains(tokens[position - 1].word) || order != nil),
                isPlace: Utterance.isPlace(spoken, position))
        }
        exclusion =
            excluded.isEmpty ? nil : excluded.map { Term($0, isIntroduced: true, isPlace: false) }
        excludedConcepts = excluded.reduce(into: []) { $0.formUnion(Term.meaning(of: $1.word)) }
    }

    /// Whether a place is told by the word: "on pve", "at the node pve".
    private static func isPlace(_ words: [String], _ position: Int) -> Bool {
        let between: Set<String> = ["the", "node", "host", "server"]
        let before = words[..<position].reversed().drop { between.contains($0) }.first ?? ""
        return ["on", "at", "in", "from"].contains(before)
    }

    /// Whether a processor's make is asked for, and not what it does.
    private static func asksModel(_ words: [String]) -> Bool {
        let processors: Set<String> = ["cpu", "cpus", "processor", "processors"]
        guard words.contains(where: processors.contains) else { return false }
        if words.contains("model") || words.contains("cpumodel") { return true }
        let uses: Set<String> = ["use", "uses", "using", "used", "load", "usage", "busy", "%"]
        let asks = zip(words, words.dropFirst()).contains {
            ["what", "which"].contains($0) && processors.contains($1)
        }
        return asks && words.contains { ["in", "has", "have"].contains($0) } && uses.isDisjoint(with: words)
    }

    /// The words after those that only soften them.
    var content: [String] { Array(words.drop { Phrases.courtesies.contains($0) || $0 == "," }) }

    /// What the first of `content` means.
    var leading: Set<Concept> { content.first.flatMap { Concept.byWord[$0] } ?? [] }

    /// Whether one of the concepts was spoken of.
    func mentions(_ wanted: Concept...) -> Bool { !concepts.isDisjoint(with: wanted) }

    /// Whether some word can only be understood by looking at what there is.
    var namesSomething: Bool {
        order != nil || qualifiers.tag != nil || qualifiers.pool != nil || exclusion != nil || ordinal != nil
            || terms.contains { $0.isQuoted || $0.vmid != nil || !$0.isKnown }
    }

    /// Whether a way is asked for: "how do I", "how can one".
    var asksHow: Bool {
        words.first == "how" && ["do", "can", "to"].contains(words.dropFirst().first)
    }

    /// Whether it asks if something may or can be done: "can i start win11".
    var asksWhether: Bool {
        let openings = [
            ["can", "i"], ["could", "i"], ["may", "i"], ["should", "i"], ["is", "it"], ["am", "i"],
        ]
        return openings.contains { words.starts(with: $0) } && !words.contains("you")
    }

    /// Whether it holds a call of the API, which is no order.
    var isRawCall: Bool {
        let verbs: Set<String> = ["get", "post", "put", "delete", "patch", "curl", "pvesh"]
        return words.contains {
            $0.hasPrefix("/nodes/") || $0.hasPrefix("/cluster/") || $0.hasPrefix("/api2")
        }
            || (verbs.contains(words.first ?? "") && words.dropFirst().first?.hasPrefix("/") == true)
    }

    /// Whether something is to be given, set or made, which no tool of the butler's does.
    var wantsChange: Bool {
        let spoken = content
        guard let first = spoken.first else { return false }
        let next = spoken.dropFirst().first ?? ""
        switch first {
        case "take", "do": return next == "a" && !Set(["snapshot", "backup"]).isDisjoint(with: spoken)
        case "give": return !["me", "us"].contains(next)
        case "put", "set", "add", "increase", "decrease", "raise", "lower", "reduce", "change", "make",
            "edit", "bump",
            "schedule", "import", "export", "upload", "download", "ping", "ssh", "run", "execute", "open",
            "close", "fix",
            "repair", "clean", "rebalance", "drain", "cordon":
            return !next.isEmpty && !["is", "sure"].contains(next)
        default: return false
        }
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

    /// The same asked of kinds of another utterance, in place of its own names.
    func about(_ kinds: Set<Concept>) -> Utterance {
        var merged = self
        merged.concepts.formUnion(kinds)
        return merged
    }

    /// The same with no names but the numbers in it.
    var numbered: Utterance {
        naming(terms.filter { $0.vmid != nil })
    }

    /// The same with these names alone.
    func naming(_ terms: [Term]) -> Utterance {
        var naming = self
        naming.terms = terms
        return naming
    }

    /// The same, narrowed to a kind of thing.
    func narrowed(to kinds: Set<Concept>) -> Utterance {
        var narrowed = self
        narrowed.concepts.formUnion(kinds)
        return narrowed
    }

    private static func order(in words: [String]) -> Concept? {
        let questions = [["can", "i"], ["could", "i"], ["may", "i"], ["should", "i"]]
        guard !questions.contains(where: { words.starts(with: $0) }) else { return nil }
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
    /// Whether it stands behind "on" or "at".
    let isPlace: Bool

    init(_ token: Tokens.Token, isIntroduced: Bool, isPlace: Bool) {
        text = token.word
        isQuoted = token.isQuoted
        isKnown =
            !token.isQuoted
            && (token.word == "," || Phrases.fillers.contains(token.word)
                || !Term.meaning(of: token.word).isEmpty)
        self.isIntroduced = isIntroduced
        self.isPlace = isPlace
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
