extension StringProtocol {
    /// The text as lines of at most `limit` columns, broken at spaces where there are any.
    ///
    /// A newline always breaks. The spaces at a break are dropped, those at the start of a paragraph are kept
    /// (an indent). A word longer than a line is cut between clusters. A cluster wider than `limit` stands
    /// on a line of its own. An empty paragraph is an empty line, so there is always at least one line.
    /// A limit less than 1 counts as 1.
    package func wrapped(toColumns limit: Int) -> [String] {
        var lines: [String] = []
        for paragraph in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var paragraphLines = LineFiller(limit: Swift.max(1, limit))
            for character in paragraph { paragraphLines.add(character) }
            lines += paragraphLines.finished()
        }
        return lines
    }
}

/// Fills lines with the characters of one paragraph, moving a word that does not fit to the next line.
private struct LineFiller {
    let limit: Int
    private var lines: [String] = []
    private var line = ""
    private var lineColumns = 0
    private var spaces = ""
    private var word = ""
    private var wordColumns = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ character: Character) {
        if character == " " {
            endWord()
            spaces.append(character)
            return
        }
        let columns = character.columns
        if wordColumns > 0, wordColumns + columns > limit { endWord() }
        word.append(character)
        wordColumns += columns
    }

    mutating func finished() -> [String] {
        endWord()
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        let isIndent = lines.isEmpty && line.isEmpty && spaces.count + wordColumns <= limit
        if lineColumns + spaces.count + wordColumns <= limit, isIndent || !line.isEmpty {
            line += spaces + word
            lineColumns += spaces.count + wordColumns
        } else {
            if !line.isEmpty { lines.append(line) }
            line = word
            lineColumns = wordColumns
        }
        (spaces, word, wordColumns) = ("", "", 0)
    }
}
