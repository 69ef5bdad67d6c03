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
