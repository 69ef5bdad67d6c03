import Multiplexer
import Screen
import Text

/// A table of Markdown, while its rows arrive.
///
/// Its widths are those of its first rows: what has more than that is drawn as it comes.
struct MarkdownTable {
    private var table: SpanTable
    /// The widths that stand; `nil` while more rows may change them, and none where the room is too narrow.
    private var settled: [Int]??

    /// Rows that decide the widths.
    private static let decisive = 100

    /// A head and what stands below it; `nil` where that is no rule of as many columns.
    init?(head: Substring, rule: Substring, _ inline: InlineMarkdown) {
        let marks = Self.cells(of: rule)
        let names = Self.cells(of: head)
        let alignments = marks.compactMap(Alignment.init(rule:))
        guard alignments.count == marks.count, names.count == marks.count else { return nil }
        table = SpanTable(
            names: names.map { inline.spans($0, inline.ink.title.bold) }, alignments: alignments, rows: [])
    }

    /// Whether a line may belong to a table.
    static func isRow(_ line: Substring) -> Bool {
        line.utf8.contains(UInt8(ascii: "|")) && cells(of: line).count > (line.trimmed.first == "|" ? 0 : 1)
    }

    /// Takes a row in, and returns the lines that are over with it.
    mutating func add(
        _ line: Substring, _ inline: InlineMarkdown, in room: Int, _ ink: Ink, _ glyphs: GlyphSet
    ) -> [[Span]] {
        var cells = Self.cells(of: line)
        if cells.count > table.names.count {
            // Nothing is left out: the last column has the rest.
            let rest = cells[(table.names.count - 1)...].joined(separator: " | ")
            cells.replaceSubrange((table.names.count - 1)..., with: [rest])
        }
        table.rows.append(cells.map { inline.spans($0, inline.ink.text) })
        if let widths = settled {
            let lines = table.body(widths, in: room, ink)
            table.rows = []
            return lines
        }
        guard table.rows.count == Self.decisive else { return [] }
        let widths = table.widths(in: room).map { table.roomier($0, in: room) }
        let lines = table.lines(widths, in: room, ink, glyphs)
        settled = .some(widths)
        table.rows = []
        return lines
    }

    /// The rows that are not over.
    func held(in room: Int, _ ink: Ink, _ glyphs: GlyphSet) -> [[Span]] {
        guard settled == nil else { return [] }
        return table.lines(in: room, ink, glyphs)
    }

    /// The cells of a line; a bar after `\`, in code or between `‹` and `›` parts nothing.
    private static func cells(of line: Substring) -> [String] {
        var row = MarkedLine(line.trimmed)
        var cells = [""]
        while let character = row.current {
            if character == "|", row[-1] != "\\", !row.isCovered {
                row.index += 1
                cells.append("")
            } else if character == "`" {
                let start = row.index
                guard row.code(before: nil) != nil else {
                    cells[cells.count - 1] += row.ticks()
                    continue
                }
                let end = row.index
                row.index = start
                while row.index < end { cells[cells.count - 1].append(row.next()) }
            } else {
                cells[cells.count - 1].append(row.next())
            }
        }
        if cells.first?.isEmpty == true { cells.removeFirst() }
        if cells.count > 1, cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
        return cells.map { String($0[...].trimmed) }
    }
}

extension Alignment {
    /// What a cell of a table's rule says: `:--`, `:-:`, `--:`.
    fileprivate init?(rule cell: String) {
        let dashes = cell.drop { $0 == ":" }
        guard cell.contains("-"), cell.allSatisfy({ $0 == "-" || $0 == ":" }),
            dashes.drop(while: { $0 == "-" }).count <= 1, cell.count - dashes.count <= 1
        else { return nil }
        self = cell.last != ":" ? .left : cell.first == ":" ? .center : .right
    }
}

extension Substring {
    /// Without the blanks around it.
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
