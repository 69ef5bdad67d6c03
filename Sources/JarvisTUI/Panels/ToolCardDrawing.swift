import AIKit
import JSON
import Jarvis
import Multiplexer
import Screen
import Text

/// Turns a call of a tool into lines: one with name, tier, time and what failed; unfolded, what it was given and what
/// it returned.
struct ToolCardDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }

    /// Bytes of words in the first line: more than it holds.
    private static let longestWords = 4_096
    /// Columns below which arguments say nothing.
    private static let leastArguments = 8
    /// Columns below which a reason leaves no room for its code.
    private static let leastReason = 24
    /// Lines of what it returned that are shown.
    private static let mostLines = 40

    func lines(_ card: ToolCard, _ mark: CardMark) -> [[Span]] {
        let look = Look(card, scene)
        var head = [
            mark.span(scene), Span("\(look.sign) ", look.style), Span(Untrusted(card.name).name, ink.text),
            Span(" \(card.tier?.description ?? "")", ink.tier(card.tier)),
        ]
        let room = width - head.columns - 2
        // The reason comes first; where it has no room beside the code, that stands in the unfolded card.
        let hasCode = !look.code.isEmpty && room - look.code.columns >= Self.leastReason
        let words = said(look, in: room - (hasCode ? look.code.columns : 0))
        if !words.isEmpty { head.append(Span("  \(words)", ink.dim)) }
        if hasCode { head.append(Span(look.code, ink.faint)) }
        guard mark.isFolded else {
            return [head] + body(card, look).map { [mark.trunk(scene)] + $0 }
        }
        let arguments = card.arguments.object?.isEmpty == false ? card.arguments.text : ""
        let rest = min(width - 2 - head.columns, max(Self.leastArguments, width / 3))
        if !arguments.isEmpty, rest >= Self.leastArguments {
            let text = Untrusted(arguments.prefix(bytes: Self.longestWords)).line
            head.append(
                Span("  " + text.clipped(toColumns: rest, ellipsis: scene.glyphs.ellipsis), ink.faint))
        }
        return [head]
    }

    /// What stands beside the name: the reason before the time, where there is no room for both.
    private func said(_ look: Look, in room: Int) -> String {
        let reason = Untrusted(look.reason.prefix(bytes: Self.longestWords)).line
        let both = [look.time, reason].filter { !$0.isEmpty }.joined(separator: look.gap)
        let words = both.columns <= room || reason.isEmpty ? both : reason
        return words.clipped(toColumns: max(0, room), ellipsis: scene.glyphs.ellipsis)
    }

    private func body(_ card: ToolCard, _ look: Look) -> [[Span]] {
        let values = ValueDrawing(
            ink: ink, glyphs: scene.glyphs, width: max(8, width - 6), clock: scene.state.wallClock)
        var parts: [[[Span]]] = []
        if card.arguments.object?.isEmpty == false { parts.append(values.lines(card.arguments)) }
        if !look.reason.isEmpty { parts.append(values.lines(of: look.reason + look.code, ink.text)) }
        if case .done(let result, _, _, _) = card.state {
            parts.append(
                result.facts.map { values.lines($0) }
                    ?? values.lines(of: TranscriptDrawing.shown(of: result.plainContent), ink.dim))
        }
        return Array(
            parts.map { part -> [[Span]] in
                let more = part.count - Self.mostLines
                guard more > 0 else { return part }
                return part.prefix(Self.mostLines) + [
                    [Span("\(scene.glyphs.ellipsis) \(more) more lines", ink.faint)]
                ]
            }.joined(separator: [[]]))
    }

    /// How a call's state looks, and what it says.
    private struct Look {
        let sign: String
        let style: Style
        var time = ""
        /// Why it waits, or did not end well.
        var reason = ""
        /// The code of a refusal, behind a blank; empty without one.
        var code = ""
        /// What stands between time and reason.
        var gap = "  "

        init(_ card: ToolCard, _ scene: Scene) {
            let (glyphs, ink) = (scene.glyphs, scene.ink)
            switch card.state {
            case .announced, .proposed: (sign, style) = (scene.spinner, ink.dim)
            case .waiting: (sign, style, reason) = (glyphs[.unknown], ink.warning, "waits for your word")
            case .running: (sign, style, time) = (scene.spinner, ink.accent, "running")
            case .done(_, let ending, let line, let took):
                time = "\(took.wholeMilliseconds) ms"
                switch ending {
                case .done: (sign, style) = (glyphs[.done], ink.ok)
                case .failed: (sign, style, reason) = (glyphs[.failed], ink.critical, line ?? "")
                case .unknown:
                    (sign, style, gap) = (glyphs[.unknown], ink.warning, ", ")
                    reason = "outcome not known" + (line.map { "  \($0)" } ?? "")
                }
            case .refused(let why):
                (sign, style, reason) = (glyphs[.failed], ink.critical, why.description)
                code = why.shownCode.map { " [\($0)]" } ?? ""
            }
        }
    }
}

extension ToolResult {
    /// What it says as values; `nil` where that is a sentence.
    fileprivate var facts: JSONValue? {
        guard let members = structured?.object,
            members.keys.contains(where: { $0 != "text" && $0 != "error" })
        else { return nil }
        return structured
    }
}
