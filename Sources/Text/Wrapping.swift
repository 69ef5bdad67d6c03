extension StringProtocol {
    /// The text as lines of at most `limit` columns, broken at spaces where there are any.
    ///
    /// A newline always breaks. The spaces at a break are dropped, those at the start of a paragraph are kept
    /// (an indent). A word longer than a line is cut between clusters. A cluster wider than `limit` stands
    /// on a line of its own. An empty paragraph is an empty line, so there is always at least one line.
    /// A limit less than 1 counts as 1.
    package func wrapped(toColumns limit: Int) -> [String] {
        let limit = Swift.max(1, limit)
        if isPlain { return PlainFiller(Array(String(self).utf8), limit: limit).lines() }
        var lines: [String] = []
        for paragraph in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var paragraphLines = LineFiller(limit: limit)
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

/// Does the same for one paragraph of nothing but printable ASCII: each line is a part of it.
private struct PlainFiller {
    private let bytes: [UInt8]
    private let limit: Int
    private var ranges: [Range<Int>] = []
    /// The line that is being filled.
    private var line = 0..<0

    init(_ bytes: [UInt8], limit: Int) {
        (self.bytes, self.limit) = (bytes, limit)
    }

    consuming func lines() -> [String] {
        var index = 0
        while index < bytes.count {
            let start = bytes[index...].firstIndex { $0 != 0x20 } ?? bytes.count
            index = bytes[start...].firstIndex(of: 0x20) ?? bytes.count
            var piece = start
            while piece < index {
                let end = Swift.min(piece + limit, index)
                add(piece..<end)
                piece = end
            }
        }
        if !line.isEmpty || ranges.isEmpty { ranges.append(line) }
        return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// Adds a word, or a part of one, with the spaces before it.
    private mutating func add(_ word: Range<Int>) {
        let isIndent = ranges.isEmpty && line.isEmpty
        if isIndent || !line.isEmpty, word.upperBound - line.lowerBound <= limit {
            line = line.lowerBound..<word.upperBound
        } else {
            if !line.isEmpty { ranges.append(line) }
            line = word
        }
    }
}
