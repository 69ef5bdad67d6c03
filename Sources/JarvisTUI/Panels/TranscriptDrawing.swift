import AIKit
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
    /// Columns below which arguments say nothing.
    private static let leastArguments = 8

    /// An entry's lines; of the newest more is shown than of earlier ones.
    func lines(_ entry: ChatEntry, isNewest: Bool = false) -> [[Span]] {
        switch entry.content {
        case .operatorText(let text):
            [[]] + marked(text, sign: scene.glyphs[.pointer], ink.accent, ink.text.bold) + rest(of: text)
        case .butlerText(let text):
            answer(text)
        case .thought(let text): thought(text, isGrowing: isNewest)
        case .incident(let incident): IncidentDrawing(scene: scene, width: width).lines(incident)
        case .absence(let absence): AbsenceDrawing(scene: scene, width: width).lines(absence)
        case .tool(let card, let isFolded): tool(card, isFolded: isFolded)
        case .notice(let text, let severity):
            marked(
                text, sign: scene.glyphs[severity.symbol], ink.severity(severity, on: ink.text),
                ink.severity(severity, on: ink.text))
        }
    }

    private static func shown(of text: String) -> String {
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

    /// The end of a thought while it is thought, one line of it afterwards.
    private func thought(_ text: String, isGrowing: Bool) -> [[Span]] {
        let part =
            isGrowing
            ? String(text.suffix(bytes: Self.longestThought))
            : String(text.prefix(bytes: Self.longestThought))
        let rows = Untrusted(part).block.wrapped(toColumns: max(8, width - 4)).filter { !$0.isEmpty }
        guard isGrowing else {
            let line = "thought: " + (rows.first ?? "")
            return [
                [
                    Span(
                        "  " + line.clipped(toColumns: max(0, width - 2), ellipsis: scene.glyphs.ellipsis),
                        ink.faint)
                ]
            ]
        }
        return rows.suffix(Self.thoughtLines).map { [Span("    " + $0, ink.faint)] }
    }

    /// A tool call: one line with name, arguments, tier and time; unfolded, the result below it.
    private func tool(_ card: ToolCard, isFolded: Bool) -> [[Span]] {
        let (sign, style, words) = state(card)
        let arguments = card.arguments.object?.isEmpty == false ? card.arguments.text : ""
        var head = [
            Span("  \(sign) ", style), Span(Untrusted(card.name).name, ink.text),
            Span(" \(card.tier?.description ?? "")", ink.tier(card.tier)), Span("  \(words)", ink.dim),
        ]
        let room = width - 2 - head.reduce(0) { $0 + $1.columns }
        if !arguments.isEmpty, room >= Self.leastArguments {
            let text = Untrusted(arguments.prefix(bytes: Self.longestThought)).line
            let clipped = text.clipped(
                toColumns: min(room, max(Self.leastArguments, width / 3)), ellipsis: scene.glyphs.ellipsis)
            head.append(Span("  " + clipped, ink.faint))
        }
        guard !isFolded, case .done(let result, _, _, _) = card.state else { return [head] }
        let body = Untrusted(Self.shown(of: result.plainContent)).block.wrapped(toColumns: max(8, width - 6))
            .prefix(40)
        return [head] + body.map { [Span("    \(scene.glyphs[.trunk]) ", ink.border), Span($0, ink.dim)] }
    }

    private func state(_ card: ToolCard) -> (sign: String, style: Style, words: String) {
        switch card.state {
        case .announced, .proposed: (scene.spinner, ink.dim, "")
        case .waiting: (scene.glyphs[.unknown], ink.warning, "waits for your word")
        case .running: (scene.spinner, ink.accent, "running")
        case .done(_, let ending, let line, let took): done(ending, took, why(line))
        case .refused(let reason): (scene.glyphs[.failed], ink.critical, reason.description)
        }
    }

    /// What a call says that did not end well.
    private func why(_ line: String?) -> String {
        guard let line else { return "" }
        return "  "
            + Untrusted(line.prefix(bytes: Self.longestThought)).line.clipped(
                toColumns: width, ellipsis: scene.glyphs.ellipsis)
    }

    private func done(
        _ ending: Ending, _ took: Duration, _ why: String
    ) -> (sign: String, style: Style, words: String) {
        let time = "\(took.wholeMilliseconds) ms"
        return switch ending {
        case .done: (scene.glyphs[.done], ink.ok, time)
        case .failed: (scene.glyphs[.failed], ink.critical, time + why)
        case .unknown: (scene.glyphs[.unknown], ink.warning, "\(time), outcome not known\(why)")
        }
    }
}
