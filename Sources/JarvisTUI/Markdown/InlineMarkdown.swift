import Multiplexer
import Screen
import Text

/// The marks within a line of Markdown: `code`, **bold**, *italic*, ~~struck~~, [links](address), and \ before a sign.
///
/// A mark without its other half is text, and so is one between `‹` and `›`, where `Untrusted.name` puts those of names.
struct InlineMarkdown {
    let ink: Ink

    /// A mark that is on from one place to the next of its kind.
    private enum Mark: CaseIterable {
        case bold, italic, struck

        var sign: String {
            switch self {
            case .bold: "**"
            case .italic: "*"
            case .struck: "~~"
            }
        }
    }

    private enum Token {
        case text(Character)
        case mark(Mark, canOpen: Bool, canClose: Bool)
        case code(String)
        case linkStart
        case linkEnd(address: String)

        func isMark(_ mark: Mark) -> Bool {
            if case .mark(mark, _, _) = self { true } else { false }
        }
    }

    /// The text in its parts, all of it in that style but for what marks say.
    func spans(_ text: some StringProtocol, _ style: Style) -> [Span] {
        guard text.utf8.contains(where: { "*`~[\\".utf8.contains($0) }) else {
            return [Span(String(text), style)]
        }
        var line = MarkedLine(text)
        let tokens = Self.tokens(&line)
        let paired = Mark.allCases.reduce(into: Set<Int>()) { $0.formUnion(Self.pairs(of: $1, in: tokens)) }
        var runs = Runs()
        var on: Set<Mark> = []
        var link: String?
        for (index, token) in tokens.enumerated() {
            var now = link == nil ? style : ink.accent.adding(.underline)
            if on.contains(.bold) { now = now.bold }
            if on.contains(.italic) { now = now.adding(.italic) }
            if on.contains(.struck) { now = now.adding(.strikethrough) }
            switch token {
            case .text(let character):
                runs.add(String(character), now)
                link?.append(character)
            case .code(let code):
                runs.add(
                    code, link == nil ? ink.code.adding(now.attributes.subtracting(style.attributes)) : now)
                link?.append(code)
            case .mark(let mark, _, _):
                if paired.contains(index) {
                    on.formSymmetricDifference([mark])
                } else {
                    runs.add(mark.sign, now)
                }
            case .linkStart: link = ""
            case .linkEnd(let address):
                if let words = link, !address.isSaid(by: words) { runs.add(" (\(address))", ink.dim) }
                link = nil
            }
        }
        return runs.spans.isEmpty ? [Span("", style)] : runs.spans
    }

    /// The places of marks that have their other half.
    private static func pairs(of mark: Mark, in tokens: [Token]) -> [Int] {
        var (open, found): (Int?, [Int]) = (nil, [])
        for (index, token) in tokens.enumerated() where token.isMark(mark) {
            guard case .mark(_, let canOpen, let canClose) = token else { continue }
            if let first = open, canClose {
                found += [first, index]
                open = nil
            } else if open == nil, canOpen {
                open = index
            }
        }
        return found
    }

    private static func tokens(_ line: inout MarkedLine) -> [Token] {
        var tokens: [Token] = []
        var linkEnd: (at: Int, end: Int, address: String)?
        while let character = line.current {
            if let link = linkEnd, line.index == link.at {
                tokens.append(.linkEnd(address: link.address))
                line.index = link.end
                linkEnd = nil
            } else if line.isCovered {
                tokens.append(.text(line.next()))
            } else if character == "\\", let sign = line[1], sign.isASCII, sign.isPunctuation || sign.isSymbol
            {
                line.index += 1
                tokens.append(.text(line.next()))
            } else if character == "`" {
                if let code = line.code(before: linkEnd?.at) {
                    tokens.append(.code(code))
                } else {
                    tokens += line.ticks().map { .text($0) }
                }
            } else if character == "[", linkEnd == nil, let link = line.link() {
                tokens.append(.linkStart)
                linkEnd = link
                line.index += 1
            } else if let mark = Mark.allCases.first(where: { line.stands($0.sign) }) {
                let (before, after) = (line[-1], line[mark.sign.count])
                tokens.append(
                    .mark(
                        mark, canOpen: after.map { $0 != " " } ?? false,
                        canClose: before.map { $0 != " " } ?? false))
                line.index += mark.sign.count
            } else {
                tokens.append(.text(line.next()))
            }
        }
        return tokens
    }
}

extension String {
    /// Whether words are the address itself, with or without what every address has.
    fileprivate func isSaid(by words: String) -> Bool {
        func bare(_ text: String) -> Substring {
            var rest = text[...]
            for scheme in ["https://", "http://", "mailto:"] where rest.hasPrefix(scheme) {
                rest = rest.dropFirst(scheme.count)
            }
            return rest.hasSuffix("/") ? rest.dropLast() : rest
        }
        return bare(self) == bare(words)
    }
}

/// Text put together to parts of one style each.
struct Runs {
    private(set) var spans: [Span] = []

    mutating func add(_ text: String, _ style: Style) {
        if let last = spans.last, last.style == style {
            spans[spans.count - 1] = Span(last.text + text, style)
        } else if !text.isEmpty {
            spans.append(Span(text, style))
        }
    }
}
