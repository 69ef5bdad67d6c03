import Multiplexer
import Screen
import Text

/// Rows of cells below names, in as many columns as fit: cells are wrapped, and where that is not enough each row
/// becomes lines of a name and a value.
struct SpanTable {
    var names: [[Span]]
    var alignments: [Alignment]
    var rows: [[[Span]]]

    /// Columns between two cells.
    private static let gap = 2
    /// Columns of a word that is not broken for the sake of others.
    private static let longestWord = 16

    func lines(in room: Int, _ ink: Ink, _ glyphs: GlyphSet) -> [[Span]] {
        lines(widths(in: room), in: room, ink, glyphs)
    }

    /// All of it, in widths that are known.
    func lines(_ widths: [Int]?, in room: Int, _ ink: Ink, _ glyphs: GlyphSet) -> [[Span]] {
        guard let widths else { return body(nil, in: room, ink) }
        let length = widths.reduce(-Self.gap) { $0 + $1 + Self.gap }
        let rule = [Span(String(repeating: glyphs[.rule], count: max(0, length)), ink.border)]
        return row(names, widths) + [rule] + body(widths, in: room, ink)
    }

    /// The rows alone, in widths that are known; as names and values where there are none.
    func body(_ widths: [Int]?, in room: Int, _ ink: Ink) -> [[Span]] {
        if let widths { return rows.flatMap { row($0, widths) } }
        return rows.flatMap { pairs($0, in: room, ink) + [[]] }
    }

    /// How wide each column is; `nil` where words would have to be broken.
    func widths(in room: Int) -> [Int]? {
        let all = [names] + rows
        let natural = names.indices.map { column in
            all.reduce(1) { max($0, $1.indices.contains(column) ? $1[column].columns : 0) }
        }
        let least = names.indices.map { column in
            all.reduce(1) {
                max($0, $1.indices.contains(column) ? min($1[column].longestWord, Self.longestWord) : 0)
            }
        }
        let left = room - Self.gap * max(0, names.count - 1)
        guard least.reduce(0, +) <= left else { return nil }
        func widths(_ level: Int) -> [Int] { zip(natural, least).map { min($0, max($1, level)) } }
        // The widest give way first: all get what they want up to one width that is the same for all.
        var level = left
        while level > 1, widths(level).reduce(0, +) > left { level -= 1 }
        return widths(level)
    }

    /// Those widths with as much more as there is, but not much.
    func roomier(_ widths: [Int], in room: Int) -> [Int] {
        let spare = room - widths.reduce(-Self.gap) { $0 + $1 + Self.gap }
        return widths.map { $0 + min(8, max(0, spare / max(1, widths.count))) }
    }

    private func row(_ cells: [[Span]], _ widths: [Int]) -> [[Span]] {
        let wrapped = widths.indices.map { column in
            cells.indices.contains(column) ? cells[column].wrapped(toColumns: widths[column]) : [[]]
        }
        let height = wrapped.reduce(1) { max($0, $1.count) }
        return (0..<height).map { line in
            var spans: [Span] = []
            var free = 0
            for (column, width) in widths.enumerated() {
                let cell = wrapped[column].indices.contains(line) ? wrapped[column][line] : []
                let rest = max(0, width - cell.columns)
                let before =
                    switch alignments[column] {
                    case .left: 0
                    case .center: rest / 2
                    case .right: rest
                    }
                if !cell.isEmpty {
                    let blanks = free + before
                    if blanks > 0 { spans.append(Span(String(repeating: " ", count: blanks))) }
                    spans += cell
                    free = rest - before + Self.gap
                } else {
                    free += width + Self.gap
                }
            }
            return spans
        }
    }

    private func pairs(_ cells: [[Span]], in room: Int, _ ink: Ink) -> [[Span]] {
        zip(names, cells).flatMap { name, value -> [[Span]] in
            let label = name.map { Span($0.text, ink.dim) } + [Span(": ", ink.dim)]
            return (label + value).wrapped(toColumns: max(1, room - 2)).enumerated().map { index, line in
                index == 0 ? line : [Span("  ", ink.dim)] + line
            }
        }
    }
}

extension [Span] {
    /// The columns of the longest word.
    fileprivate var longestWord: Int {
        var (longest, current) = (0, 0)
        for span in self {
            for character in span.text {
                current = character == " " ? 0 : current + character.columns
                longest = Swift.max(longest, current)
            }
        }
        return longest
    }
}
