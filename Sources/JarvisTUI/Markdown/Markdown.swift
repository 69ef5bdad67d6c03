import Multiplexer
import Screen
import Text

/// The Markdown that models write, as lines: paragraphs, lists, headings, quotes, rules, tables and fenced code.
///
/// Everything else is shown as it stands. The text is untrusted. It is read line by line, and what was read is never
/// looked at again; only a table that is not over is held back, as its widths are not known.
struct Markdown {
    let ink: Ink
    let glyphs: GlyphSet
    let width: Int
    private var block = Block.text
    /// The bars before the line that was read last.
    private var depth = 0

    /// What the next line may go on with.
    private enum Block {
        case text
        /// A line that is the head of a table if a rule follows.
        case head(Substring)
        case table(MarkdownTable)
        case code(CodeBlock)
    }

    /// Quotes within quotes that get a bar of their own.
    private static let deepest = 4

    init(ink: Ink, glyphs: GlyphSet, width: Int) {
        self.ink = ink
        self.glyphs = glyphs
        self.width = width
    }

    func lines(_ text: String) -> [[Span]] {
        var reader = self
        return reader.read(Untrusted(text)) + reader.held
    }

    /// Reads the lines that come next, and returns what they look like.
    mutating func read(_ text: Untrusted) -> [[Span]] {
        text.lines().flatMap { read($0) }
    }

    /// What was read of something that is not over, as it looks so far.
    var held: [[Span]] {
        switch block {
        case .text, .code: []
        case .head(let line): barred(paragraph(line))
        case .table(let table): barred(table.held(in: room, ink, glyphs))
        }
    }

    private var room: Int { max(1, width - 2 * depth) }

    private var plain: Style { depth > 0 ? ink.dim : ink.text }

    private var inline: InlineMarkdown { InlineMarkdown(ink: ink) }

    private mutating func read(_ line: String) -> [[Span]] {
        var most = Self.deepest
        if case .code = block { most = depth }
        let (bars, body) = Self.unquoted(line[...], atMost: most)
        var lines: [[Span]] = []
        if bars != depth {
            lines += held
            block = .text
            depth = bars
        }
        let new = go(on: body)
        return lines + barred(new)
    }

    /// Takes a line in, and returns what is over with it.
    private mutating func go(on line: Substring) -> [[Span]] {
        let current = block
        block = .text
        switch current {
        case .code(var code):
            guard let lines = code.lines(line, width: room, ink, glyphs) else { return [] }
            block = .code(code)
            return lines
        case .head(let head):
            guard let table = MarkdownTable(head: head, rule: line, inline) else {
                return paragraph(head) + begin(line)
            }
            block = .table(table)
            return []
        case .table(var table):
            guard MarkdownTable.isRow(line) else { return table.held(in: room, ink, glyphs) + begin(line) }
            let lines = table.add(line, inline, in: room, ink, glyphs)
            block = .table(table)
            return lines
        case .text: return begin(line)
        }
    }

    private mutating func begin(_ line: Substring) -> [[Span]] {
        if let fence = CodeFence(line) {
            let code = CodeBlock(fence)
            block = .code(code)
            return code.title(width: room, ink, glyphs)
        }
        if MarkdownTable.isRow(line) {
            block = .head(line)
            return []
        }
        return paragraph(line)
    }

    /// A line without the marks of a quote, and their number.
    private static func unquoted(_ line: Substring, atMost most: Int) -> (depth: Int, body: Substring) {
        var (depth, body) = (0, line)
        while depth < most {
            let mark = body.drop { $0 == " " }
            guard mark.first == ">" else { break }
            body = mark.dropFirst()
            if body.first == " " { body = body.dropFirst() }
            depth += 1
        }
        return (depth, body)
    }

    private func barred(_ lines: [[Span]]) -> [[Span]] {
        guard depth > 0 else { return lines }
        let bars = Span(String(repeating: "\(glyphs[.trunk]) ", count: depth), ink.faint)
        return lines.map { [bars] + $0 }
    }

    private func paragraph(_ line: Substring) -> [[Span]] {
        let text = line.drop { $0 == " " }
        if text.isRule { return [[Span(String(repeating: glyphs[.rule], count: room), ink.border)]] }
        if let title = text.heading { return inline.spans(title, ink.title.bold).wrapped(toColumns: room) }
        let indent = String(repeating: " ", count: min(line.count - text.count, room / 3))
        guard let item = ListItem(text) else {
            return hanging(inline.spans(text, plain), after: indent)
        }
        let mark = item.number ?? glyphs[.bullet]
        return hanging(inline.spans(item.text, plain), after: "\(indent)\(mark) ")
    }

    /// Wrapped text, its lines below each other after what the first begins with.
    private func hanging(_ spans: [Span], after lead: String) -> [[Span]] {
        guard !lead.isEmpty else { return spans.wrapped(toColumns: room) }
        let hang = String(repeating: " ", count: lead.columns)
        return spans.wrapped(toColumns: max(4, room - lead.columns)).enumerated().map { index, line in
            [Span(index == 0 ? lead : hang, ink.accent)] + line
        }
    }
}

/// An item of a list, as its line begins.
private struct ListItem {
    /// The number with its point; `nil` for a bullet.
    let number: String?
    let text: Substring

    init?(_ line: Substring) {
        if let first = line.first, "-*+".contains(first), line.dropFirst().first == " " {
            (number, text) = (nil, line.dropFirst(2).drop { $0 == " " })
            return
        }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line[digits.endIndex...]
        guard (1...4).contains(digits.count), let point = rest.first, ".)".contains(point),
            rest.dropFirst().first == " "
        else { return nil }
        (number, text) = ("\(digits)\(point)", rest.dropFirst(2).drop { $0 == " " })
    }
}

extension Substring {
    /// Three and more of one sign, and nothing else.
    fileprivate var isRule: Bool {
        guard let mark = first, "-*_".contains(mark) else { return false }
        return allSatisfy { $0 == mark || $0 == " " } && count { $0 == mark } >= 3
    }

    /// What stands after one to six signs and a blank.
    fileprivate var heading: Substring? {
        let rest = drop { $0 == "#" }
        guard (1...6).contains(count - rest.count), rest.first == " " else { return nil }
        return rest.drop { $0 == " " }
    }
}
