import Screen
import Text

extension [Span] {
    /// The parts as lines of at most so many columns, broken at blanks where there are any.
    ///
    /// As `wrapped(toColumns:)` of a text does it, with styles kept across the lines; there is always one line.
    func wrapped(toColumns limit: Int) -> [[Span]] {
        var filler = SpanFiller(limit: Swift.max(1, limit))
        for span in self {
            for character in span.text { filler.add(character, span.style) }
        }
        return filler.finished()
    }

    /// The parts cut into lines of so many columns, wherever that is; all but the first are `indent` shorter.
    func cut(toColumns limit: Int, indent: Int) -> [[Span]] {
        var lines: [Runs] = [Runs()]
        var (used, room) = (0, Swift.max(1, limit))
        for span in self {
            for character in span.text {
                let columns = character.columns
                if used + columns > room, used > 0 {
                    lines.append(Runs())
                    (used, room) = (0, Swift.max(1, limit - indent))
                }
                lines[lines.count - 1].add(String(character), span.style)
                used += columns
            }
        }
        return lines.map(\.spans)
    }

    var columns: Int { reduce(0) { $0 + $1.text.columns } }
}

/// Fills lines with styled characters, moving a word that does not fit to the next line.
private struct SpanFiller {
    let limit: Int
    private var lines: [[Span]] = []
    private var line = Runs()
    private var used = 0
    private var gap = Runs()
    private var gapColumns = 0
    private var word = Runs()
    private var wordColumns = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ character: Character, _ style: Style) {
        if character == " " {
            endWord()
            gap.add(" ", style)
            gapColumns += 1
            return
        }
        let columns = character.columns
        if wordColumns > 0, wordColumns + columns > limit { endWord() }
        word.add(String(character), style)
        wordColumns += columns
    }

    mutating func finished() -> [[Span]] {
        endWord()
        if used > 0 || lines.isEmpty { lines.append(line.spans) }
        return lines
    }

    private mutating func endWord() {
        guard !word.spans.isEmpty else { return }
        let isIndent = lines.isEmpty && used == 0 && gapColumns + wordColumns <= limit
        if used + gapColumns + wordColumns <= limit, isIndent || used > 0 {
            for span in gap.spans + word.spans { line.add(span.text, span.style) }
            used += gapColumns + wordColumns
        } else {
            if used > 0 { lines.append(line.spans) }
            line = word
            used = wordColumns
        }
        (gap, gapColumns, word, wordColumns) = (Runs(), 0, Runs(), 0)
    }
}
