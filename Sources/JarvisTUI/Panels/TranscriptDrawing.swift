import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// Turns the entries of a conversation into lines of a given width.
struct TranscriptDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }
    /// What decides how lines look, beside what they are of.
    var look: Look { Look(scheme: ink.scheme, glyphs: scene.glyphs, width: width) }
    /// An answer with nothing in it yet.
    var answer: AnswerLayout { AnswerLayout(Markdown(ink: ink, glyphs: scene.glyphs, width: width - 2)) }

    /// Lines of a thought that are shown while it grows.
    private static let thoughtLines = 4
    /// More bytes than those lines hold.
    private static let longestThought = 4_096

    /// An entry's lines; a mark shows the card that was gone to.
    func lines(_ entry: ChatEntry, isSelected: Bool = false) -> [[Span]] {
        switch entry.content {
        case .operatorText(let text):
            [[]]
                + marked(
                    text, sign: scene.glyphs[isSelected ? .collapsed : .pointer], ink.accent, ink.text.bold)
                + rest(of: text)
        case .butlerText(let text):
            answer(text)
        case .thought(let thought):
            self.thought(thought, CardMark(isFolded: entry.isFolded, isSelected: isSelected))
        case .incident(let incident): IncidentDrawing(scene: scene, width: width).lines(incident)
        case .absence(let absence): AbsenceDrawing(scene: scene, width: width).lines(absence)
        case .tool(let card):
            ToolCardDrawing(scene: scene, width: width).lines(
                card, CardMark(isFolded: entry.isFolded, isSelected: isSelected))
        case .citations(let citations): CitationDrawing(scene: scene, width: width).lines(citations)
        case .notice(let text, let severity): notice(text, severity)
        }
    }

    /// A notice, with the code of an error dim at its end.
    private func notice(_ text: String, _ severity: Severity) -> [[Span]] {
        let style = ink.severity(severity, on: ink.text)
        var lines = marked(text, sign: scene.glyphs[severity.symbol], style, style)
        guard let code = Explanation.code(atEndOf: text).map({ "[\($0)]" }),
            let end = lines.last?.last?.text, end.hasSuffix(code)
        else { return lines }
        lines[lines.count - 1].removeLast()
        lines[lines.count - 1] += [Span(String(end.dropLast(code.count)), style), Span(code, ink.dim)]
        return lines
    }

    static func shown(of text: String) -> String {
        text.utf8.count > AnswerLayout.longestText
            ? String(text.prefix(bytes: AnswerLayout.longestText)) : text
    }

    /// A line that says how much of a text is not shown; none where all of it is.
    private func rest(of text: String) -> [[Span]] {
        let hidden = text.utf8.count - AnswerLayout.longestText
        guard hidden > 0 else { return [] }
        return [[Span("  \(scene.glyphs.ellipsis) \(Format.bytes(hidden)) more", ink.faint)]]
    }

    private func answer(_ text: String) -> [[Span]] {
        var layout = answer
        layout.show(text)
        return layout.lines
    }

    /// Wrapped text whose first line carries a sign.
    private func marked(_ text: String, sign: String, _ signStyle: Style, _ style: Style) -> [[Span]] {
        Untrusted(Self.shown(of: text)).block.wrapped(toColumns: width - 2).enumerated().map { index, line in
            [Span(index == 0 ? "\(sign) " : "  ", signStyle), Span(line, style)]
        }
    }

    /// The end of a thought while it is thought; afterwards a line that says how long that took.
    private func thought(_ thought: Thought, _ mark: CardMark) -> [[Span]] {
        let part = thought.took == nil ? thought.text.suffix(bytes: Self.longestThought) : thought.text[...]
        let rows = Untrusted(part).block.wrapped(toColumns: max(8, width - 6)).filter { !$0.isEmpty }
        guard let took = thought.took else {
            return rows.suffix(Self.thoughtLines).map { [Span("    " + $0, ink.faint)] }
        }
        let time = took < .seconds(1) ? "a moment" : Format.spoken(took)
        let head = [mark.span(scene), Span("thought for \(time)", ink.faint)]
        return [head] + (mark.isFolded ? [] : rows.map { [mark.trunk(scene), Span($0, ink.faint)] })
    }
}

/// What shows of an entry that it can be unfolded, and that it is the one that keys go to.
struct CardMark {
    let isFolded: Bool
    let isSelected: Bool

    /// Two columns before its first line.
    func span(_ scene: Scene) -> Span {
        Span(isSelected ? "\(scene.glyphs[isFolded ? .collapsed : .expanded]) " : "  ", scene.ink.accent.bold)
    }

    /// What stands before the lines that are unfolded, six columns wide.
    func trunk(_ scene: Scene) -> Span { Span("    \(scene.glyphs[.trunk]) ", scene.ink.border) }
}
