import Multiplexer
import Screen
import Text

/// The little Markdown that models write: paragraphs, lists, headings, `code`, **bold** and fenced blocks.
///
/// Everything else is shown as it stands. The text is untrusted. It is read line by line, and what was read is never
/// looked at again.
struct Markdown {
    let ink: Ink
    let glyphs: GlyphSet
    let width: Int
    private var isCode = false

    init(ink: Ink, glyphs: GlyphSet, width: Int) {
        self.ink = ink
        self.glyphs = glyphs
        self.width = width
    }

    func lines(_ text: String) -> [[Span]] {
        var reader = self
        return reader.read(Untrusted(text))
    }

    /// Reads the lines that come next, and returns what they look like.
    mutating func read(_ text: Untrusted) -> [[Span]] {
        var lines: [[Span]] = []
        for line in text.lines() {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isCode {
                lines.append([Span(line.clipped(toColumns: width, ellipsis: glyphs.ellipsis), ink.code)])
            } else {
                lines += paragraph(line)
            }
        }
        return lines
    }

    private func paragraph(_ line: String) -> [[Span]] {
        let text = line.drop { $0 == " " }
        let indent = String(repeating: " ", count: min(8, line.count - text.count))
        if text.hasPrefix("#") {
            let title = text.drop { $0 == "#" || $0 == " " }
            return title.wrapped(toColumns: width).map { [Span($0, ink.title.bold)] }
        }
        var lead = indent
        var body = text
        if text.hasPrefix("- ") || text.hasPrefix("* ") {
            lead += "\(glyphs[.bullet]) "
            body = text.dropFirst(2)
        }
        let hang = String(repeating: " ", count: lead.columns)
        return flow(body, width: width - lead.columns).enumerated().map { index, spans in
            [Span(index == 0 ? lead : hang, ink.accent)] + spans
        }
    }

    /// Wraps a paragraph with its emphasis kept across the lines.
    private func flow(_ text: Substring, width: Int) -> [[Span]] {
        var lines: [[Span]] = [[]]
        var used = 0
        for piece in pieces(text) {
            for (index, word) in piece.text.split(separator: " ", omittingEmptySubsequences: false)
                .enumerated()
            {
                let gap = index > 0 ? " " : ""
                let columns = word.columns + gap.count
                if used + columns > max(4, width), used > 0 {
                    lines.append([])
                    used = 0
                }
                for (part, chunk) in String(word).wrapped(toColumns: max(4, width)).enumerated() {
                    if part > 0 {
                        lines.append([])
                        used = 0
                    }
                    let text = used > 0 && part == 0 ? gap + chunk : chunk
                    lines[lines.count - 1].append(Span(text, piece.style))
                    used += text.columns
                }
            }
        }
        return lines
    }

    /// The text cut at backticks and double asterisks.
    private func pieces(_ text: Substring) -> [Span] {
        var spans: [Span] = []
        var style = ink.text
        var rest = text
        while !rest.isEmpty {
            let mark = rest.firstRange(of: "**").map { ($0, true) }
            let tick = rest.firstRange(of: "`").map { ($0, false) }
            let next = [mark, tick].compactMap { $0 }.min { $0.0.lowerBound < $1.0.lowerBound }
            guard let (range, isBold) = next else {
                spans.append(Span(String(rest), style))
                break
            }
            if range.lowerBound > rest.startIndex {
                spans.append(Span(String(rest[..<range.lowerBound]), style))
            }
            let other = isBold ? ink.text.bold : ink.code
            style = style == other ? ink.text : other
            rest = rest[range.upperBound...]
        }
        return spans.isEmpty ? [Span("", style)] : spans
    }
}
