/// When an intent is meant: a sentence of conditions as data, all of which have to hold.
struct Pattern: Sendable {
    /// Where the operator stands: asking, or ordering.
    enum Mood: Sendable {
        case either
        case question
        case order
    }

    /// Groups of concepts; one of each group is spoken of.
    var words: [[Concept]] = []
    /// Concepts that are not spoken of.
    var without: [Concept] = []
    /// What the first word that is no courtesy means; anything when empty.
    var leading: [Concept] = []
    /// The kinds of thing that are named; one of them is, or anything goes when empty.
    var about: [Subject.Kind] = []
    /// Kinds of thing that are not named.
    var notAbout: [Subject.Kind] = []
    var mood = Mood.either
    /// What cannot be said in words alone.
    var provided: @Sendable (Inquiry) -> Bool = { _ in true }

    func fits(_ inquiry: Inquiry) -> Bool {
        let spoken = inquiry.utterance
        return fits(spoken.order) && words.allSatisfy { !spoken.concepts.isDisjoint(with: $0) }
            && spoken.concepts.isDisjoint(with: without)
            && (leading.isEmpty || !spoken.leading.isDisjoint(with: leading))
            && (about.isEmpty || about.contains { inquiry.subjects.names($0) })
            && !notAbout.contains { inquiry.subjects.names($0) } && provided(inquiry)
    }

    private func fits(_ order: Concept?) -> Bool {
        switch mood {
        case .either: true
        case .question: order == nil
        case .order: order != nil
        }
    }
}
