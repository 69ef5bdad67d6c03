import Glibc
import Multiplexer
import Screen
import Text

/// The lines of an answer, of which only the last is laid out anew while it grows.
///
/// The text is untrusted.
struct AnswerLayout {
    /// An empty line, and those of the answer.
    private(set) var lines: [[Span]] = [[]]
    private let markdown: Markdown
    private var text = ""
    /// The Markdown after the lines that are over.
    private var reader: Markdown
    /// The bytes of those lines, and the rows they fill.
    private var settled = (bytes: 0, rows: 1)

    /// How much of one text is laid out, in bytes, so that a frame's cost is bounded whatever a model writes.
    static let longestText = 32_768
    /// Bytes of one line after which it counts as several.
    private static let longestLine = 4_096
    private static let margin = Span("  ")

    init(_ markdown: Markdown) {
        self.markdown = markdown
        reader = markdown
    }

    /// Lays a text out; what it has in common with the last one is kept.
    mutating func show(_ whole: String) {
        let text = whole.utf8.count > Self.longestText ? String(whole.prefix(bytes: Self.longestText)) : whole
        if !text.continues(self.text) { self = AnswerLayout(markdown) }
        self.text = text
        lines.removeLast(lines.count - settled.rows)
        var tail = text[text.utf8.index(text.startIndex, offsetBy: settled.bytes)...]
        if let end = tail.utf8.lastIndex(of: UInt8(ascii: "\n")) {
            settle(&tail, through: tail.utf8.index(after: end))
        }
        while tail.utf8.count > Self.longestLine {
            let piece = tail.prefix(bytes: Self.longestLine)
            let gap = piece.utf8.lastIndex(of: UInt8(ascii: " "))
            settle(&tail, through: gap.map { piece.utf8.index(after: $0) } ?? piece.endIndex)
        }
        var rest = reader
        if !tail.isEmpty { append(rest.read(Untrusted(tail))) }
        append(rest.held)
        let hidden = whole.utf8.count - text.utf8.count
        if hidden > 0 {
            let words = "\(markdown.glyphs.ellipsis) \(Format.bytes(hidden)) more"
            lines.append([Self.margin, Span(words, markdown.ink.faint)])
        }
    }

    private mutating func settle(_ tail: inout Substring, through end: String.Index) {
        append(reader.read(Untrusted(tail[..<end])))
        settled.bytes += tail[..<end].utf8.count
        settled.rows = lines.count
        tail = tail[end...]
    }

    private mutating func append(_ new: [[Span]]) {
        for line in new { lines.append([Self.margin] + line) }
    }
}

extension String {
    /// Whether it begins with all of another, byte by byte.
    fileprivate func continues(_ other: String) -> Bool {
        let isSame = utf8.withContiguousStorageIfAvailable { mine in
            other.utf8.withContiguousStorageIfAvailable { theirs in
                guard theirs.count <= mine.count, let one = mine.baseAddress, let two = theirs.baseAddress
                else { return theirs.isEmpty }
                return memcmp(one, two, theirs.count) == 0
            }
        }
        return (isSame ?? nil) ?? utf8.starts(with: other.utf8)
    }
}
