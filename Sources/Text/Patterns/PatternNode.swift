/// A part of a pattern, as its parser understood it.
indirect enum PatternNode: Equatable, Sendable {
    /// One character out of a set.
    case set(ScalarSet)
    case sequence([PatternNode])
    /// The first of these that matches.
    case choice([PatternNode])
    /// The part again and again; without an upper bound as often as it comes.
    case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
    case assertion(PatternAssertion)
}

/// What must be true of a place in the text for a pattern to go on there.
package enum PatternAssertion: Equatable, Sendable {
    /// `^`: a line begins here.
    case lineStart
    /// `$`: a line ends here.
    case lineEnd
    /// `\b`: a word begins or ends here.
    case wordEdge
    /// `\B`: no word begins or ends here.
    case noWordEdge
}
