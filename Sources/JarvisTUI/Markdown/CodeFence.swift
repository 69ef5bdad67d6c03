import Multiplexer
import Screen
import Text

/// The line that a block of code begins with: three or more backticks or tildes, and the language.
struct CodeFence: Equatable {
    private let mark: Character
    private let length: Int
    /// Blanks before it, which stand before each line of the block, too.
    let indent: Int
    let language: String

    init?(_ line: some StringProtocol) {
        let text = line.drop { $0 == " " }
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let info = text.drop { $0 == mark }
        guard text.count - info.count >= 3, !info.contains("`") else { return nil }
        self.mark = mark
        length = text.count - info.count
        indent = line.count - text.count
        language = String(info.drop { $0 == " " || $0 == "{" || $0 == "." }.prefix { $0 != " " && $0 != "}" })
    }

    /// Whether a line ends the block.
    func ends(at line: some StringProtocol) -> Bool {
        let text = line.drop { $0 == " " }
        let rest = text.drop { $0 == mark }
        return text.count - rest.count >= length && rest.allSatisfy { $0 == " " }
    }
}

/// A block of code while its lines arrive.
struct CodeBlock {
    private let fence: CodeFence
    private var lexer: CodeLexer?

    init(_ fence: CodeFence) {
        self.fence = fence
        lexer = CodeLanguage.named(fence.language).map { CodeLexer($0) }
    }

    /// The name of the language, where there is one.
    func title(width: Int, _ ink: Ink, _ glyphs: GlyphSet) -> [[Span]] {
        guard !fence.language.isEmpty else { return [] }
        let name = fence.language.clipped(toColumns: width, ellipsis: glyphs.ellipsis)
        return [[Span(name, ink.faint)]]
    }

    /// A line of it, with a mark where it goes on below; `nil` for the one that ends it.
    mutating func lines(_ line: Substring, width: Int, _ ink: Ink, _ glyphs: GlyphSet) -> [[Span]]? {
        guard !fence.ends(at: line) else { return nil }
        let blanks = line.prefix(fence.indent).prefix { $0 == " " }.count
        let code = String(line.dropFirst(blanks))
        let spans = lexer?.parts(of: code).map { Span($0.text, ink.code($0.kind)) } ?? [Span(code, ink.code)]
        let mark = Span("\(glyphs[.continued]) ", ink.faint)
        return spans.cut(toColumns: width, indent: 2).enumerated().map { index, line in
            index == 0 ? line : [mark] + line
        }
    }
}

extension Ink {
    /// How a part of a program is drawn.
    func code(_ kind: CodeLexer.Kind) -> Style {
        switch kind {
        case .plain: text
        case .keyword: accent
        case .name: chart(0)
        case .string: code
        case .number: chart(1)
        case .comment: faint
        }
    }
}
