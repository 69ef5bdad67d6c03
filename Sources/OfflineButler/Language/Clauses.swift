/// A sentence with several questions in it, taken apart.
enum Clauses {
    /// The questions of a text; the text itself when it holds only one.
    ///
    /// Whatever holds an order is left whole: a half of an order is another order.
    static func split(_ text: String) -> [String] {
        let sentences = sentences(of: text).flatMap { questions(in: $0) }
        let parts = sentences.filter { !Utterance($0).isCourtesy }
        guard parts.count > 1, parts.count <= 4 else { return parts.count == 1 ? parts : [text] }
        let spoken = parts.map { Utterance($0) }
        guard !spoken.contains(where: { $0.order != nil || $0.endsInOrder || $0.isRefusal }) else {
            return withoutRefusal(parts, spoken) ?? [text]
        }
        return parts
    }

    /// "Do not stop anything, just tell me what runs": the rest, when the refusal needs no answer.
    private static func withoutRefusal(_ parts: [String], _ spoken: [Utterance]) -> [String]? {
        guard spoken.first?.isRefusal == true,
            !spoken.dropFirst().contains(where: { $0.order != nil || $0.endsInOrder || $0.isRefusal })
        else { return nil }
        return Array(parts.dropFirst())
    }

    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var isQuoted = false
        let characters = Array(text.prefix(1000))
        for (position, character) in characters.enumerated() {
            if character == "\"" { isQuoted.toggle() }
            let next = position + 1 < characters.count ? characters[position + 1] : " "
            let isEnd = "?!;".contains(character) || (character == "." && next.isWhitespace)
            if isEnd || character.isNewline, !isQuoted {
                sentences.append(sentence)
                sentence = ""
            } else {
                sentence.append(character)
            }
        }
        return (sentences + [sentence]).map { $0.trimming { $0.isWhitespace || $0 == "," } }
            .filter { !$0.isEmpty }
    }

    /// What begins a question of its own behind an "and".
    private static let openers: Set<String> = [
        "how", "what", "which", "who", "when", "where", "why", "did", "does", "show", "list", "tell",
        "compare",
        "count", "whats", "what's", "hows", "how's", "wheres", "where's", "is", "are", "was", "has",
    ]
    /// These need a name or a kind behind them: "which are stopped and are locked" is one question.
    private static let weakOpeners: Set<String> = ["is", "are", "was", "has"]

    private static func questions(in sentence: String) -> [String] {
        guard !sentence.contains("\"") else { return [sentence] }
        var parts: [String] = []
        var words: [String] = []
        for word in sentence.split(whereSeparator: \.isWhitespace).map({ String($0) }) {
            words.append(word)
        }
        var start = 0
        for position in words.indices.dropFirst() where position > start {
            let isJoint = words[position].lowercased() == "and"
            let afterComma = words[position - 1].hasSuffix(",")
            guard isJoint || afterComma else { continue }
            let left = words[start..<position].joined(separator: " ")
            let right = words[(isJoint ? position + 1 : position)...].joined(separator: " ")
            guard isSplit(left, right, afterComma: afterComma) else { continue }
            parts.append(left)
            start = isJoint ? position + 1 : position
        }
        parts.append(words[start...].joined(separator: " "))
        return parts.map { $0.trimming { $0 == "," || $0.isWhitespace } }.filter { !$0.isEmpty }
    }

    /// Whether both halves can stand alone.
    private static func isSplit(_ left: String, _ right: String, afterComma: Bool) -> Bool {
        let (before, after) = (Utterance(left), Utterance(right))
        guard before.order == nil, !before.mentions(.hypothesis) || before.mentions(.trouble) else {
            return false
        }
        let opener = right.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," })
            .map { String($0) }.drop { Phrases.courtesies.contains($0) && !openers.contains($0) }
        guard opener.count > 1, let first = opener.first else { return false }
        if openers.contains(first), before.isSubstantial {
            return !weakOpeners.contains(first) || after.namesSomething || after.mentionsKind
        }
        // "Vms on home and containers on pve": a kind of guest and a name on either side.
        let areKinds = before.mentionsGuestKind && after.mentionsGuestKind
        if areKinds, before.namesSomething, after.namesSomething, !after.mentions(.node) { return true }
        // "Memory of nextcloud, cpu of jellyfin": a head and a name on either side.
        return afterComma && before.hasHead && (before.namesSomething || before.mentionsKind) && after.hasHead
            && (after.namesSomething || after.mentions(.task, .backup, .temperature, .quorum, .tag))
    }
}

extension Utterance {
    /// Whether only courtesies are said.
    var isCourtesy: Bool {
        !concepts.isEmpty && concepts.isSubset(of: [.greeting, .thanks, .farewell, .hypothesis])
            && concepts.contains { $0 != .hypothesis } && !namesSomething
    }

    /// Whether it says to leave something alone: "do not stop anything".
    var isRefusal: Bool {
        mentions(.start, .stop, .restart, .unsupported) && leading.contains(.negation)
    }

    var mentionsGuestKind: Bool { mentions(.guest, .virtualMachine, .container) }
    var mentionsKind: Bool { !concepts.isDisjoint(with: Concept.kinds) }

    /// Whether it asks for something of its own.
    var isSubstantial: Bool { !concepts.subtracting([.pronoun, .all]).isEmpty || namesSomething }

    /// Whether something is named that a thing can be asked for.
    var hasHead: Bool {
        mentions(
            .cpu, .memory, .uptime, .storage, .temperature, .backup, .task, .version, .quorum, .tag, .full,
            .free,
            .cpuModel, .loadAverage)
    }
}

/// What is to be left out: "not on home", "except the stopped ones".
enum Exclusion {
    /// The word every way of putting it becomes.
    static let mark = "except"

    static let expressions: [(said: String, meant: String)] = [
        ("apart from", mark), ("other than", mark), ("but not", mark), ("aside from", mark),
        ("not on", mark + " on"), ("not in pool", mark + " in pool"), ("not in", mark + " in"),
        ("not tagged", mark + " tagged"), ("not with", mark + " with"), ("outside of", mark + " on"),
        ("outside", mark + " on"), ("excluding", mark), ("everything but", "everything " + mark),
        ("all but", "all " + mark), ("everyone but", "everyone " + mark), ("ausser", mark), ("außer", mark),
        ("sauf", mark),
    ]

    /// The words before what is left out, and those that name it; "without" counts when a name follows.
    static func parted(_ tokens: [Tokens.Token]) -> (kept: [Tokens.Token], excluded: [Tokens.Token]) {
        guard let start = tokens.indices.first(where: { begins(tokens, at: $0) }) else { return (tokens, []) }
        let rest = tokens[(start + 1)...]
        // It goes on over "and" and commas to the end, or to a verb that begins anew.
        return (Array(tokens[..<start]), Array(rest))
    }

    private static func begins(_ tokens: [Tokens.Token], at position: Int) -> Bool {
        guard !tokens[position].isQuoted else { return false }
        if tokens[position].word == mark { return position + 1 < tokens.count }
        guard tokens[position].word == "without", position + 1 < tokens.count else { return false }
        return tokens[(position + 1)...].allSatisfy { token in
            token.isQuoted || Term.meaning(of: token.word).isSubset(of: [.node, .guest, .negation])
        } && tokens[(position + 1)...].contains { !Phrases.fillers.contains($0.word) }
    }
}
