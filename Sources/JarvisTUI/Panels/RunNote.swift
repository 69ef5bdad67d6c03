import AIKit
import Multiplexer
import Screen
import Text

/// What the last answer took and cost, as the chat's frame tells it.
struct RunNote {
    let run: RunSummary
    let glyphs: GlyphSet

    /// As much of it as there are columns for: the whole time and the cost stay longest.
    func text(within width: Int) -> String {
        let signed = [
            [author, took, first, tokens, speed, kept, cost], [author, took, kept, cost],
            [author, took, keptBriefly, cost], [name, took, keptBriefly, cost],
        ]
        // What was kept back is told before how fast the rest came.
        let telling =
            kept == nil
            ? []
            : [
                [took, tokens, kept, cost], [took, kept, cost], [took, tokens, keptBriefly, cost],
                [took, keptBriefly, cost],
            ]
        let unsigned =
            [[took, first, tokens, speed, kept, cost]] + telling + [
                [took, first, speed, cost], [took, tokens, cost], [took, cost], [took],
            ]
        let choices = ((author == nil ? [] : signed) + unsigned).map {
            $0.compactMap(\.self).joined(separator: " \(glyphs[.separator]) ")
        }
        return choices.first { $0.columns <= width } ?? ""
    }

    /// Who answered, and why it was not the preferred model.
    private var author: String? { run.author.map { Untrusted($0).line } }

    /// What was not sent: an answer may be the poorer for it.
    private var kept: String? { run.kept.words }
    private var keptBriefly: String? { run.kept.brief }

    private var name: String? { author.map { String($0.prefix { $0 != ":" }) } }

    private var took: String? { "\(Format.tenths(run.took / .seconds(1))) s" }

    private var first: String? {
        run.firstToken.flatMap { tokens == nil ? nil : "first \(Format.tenths($0 / .seconds(1))) s" }
    }

    private var tokens: String? {
        run.usage.output.flatMap { $0 == 0 ? nil : "\($0) tokens" }
    }

    private var speed: String? {
        run.tokensPerSecond.map { "\(Int(saturating: $0.rounded()))/s" }
    }

    /// A model of one's own costs nothing, which is not said.
    private var cost: String? {
        run.cost == .zero ? nil : (run.isGuess ? "at most " : "") + run.cost.description
    }
}
