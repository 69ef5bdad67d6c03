import AIKit
import Multiplexer
import Screen
import Text

/// What the last answer took and cost, as the chat's frame tells it.
struct RunNote {
    let run: RunSummary
    /// What all answers of the conversation cost.
    var talk = Micros.zero
    let glyphs: GlyphSet

    /// As much of it as there are columns for: the whole time and the cost stay longest.
    func text(within width: Int) -> String {
        let signed = [
            [author, took, first, tokens, speed, kept, cost], [author, took, kept, cost],
            [author, took, keptBriefly, cost], [name, took, keptBriefly, cost],
        ]
        // What was kept back is told before how fast the rest came.
        let keeping =
            kept == nil
            ? []
            : [
                [took, tokens, kept, cost], [took, kept, cost], [took, tokens, keptBriefly, cost],
                [took, keptBriefly, cost],
            ]
        let unsigned =
            [[took, first, tokens, speed, kept, cost]] + keeping + [
                [took, first, speed, cost], [took, tokens, cost], [took, cost], [took],
            ]
        let whole = [together, share]
        let asked = (author == nil ? [] : signed) + unsigned
        // What the whole conversation took is told before how fast the last answer came.
        let telling =
            together == nil && share == nil
            ? []
            : [
                asked[0] + whole, [name, took, tokens, kept, cost] + whole,
                [took, keptBriefly, cost] + whole,
            ]
        let choices = (telling + asked).map {
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

    /// Where more than the last answer was paid for.
    private var together: String? { talk > run.cost ? "talk \(talk)" : nil }

    /// How much of the model's window is used; of a little nobody needs to know.
    private var share: String? {
        run.windowShare.flatMap { $0 < 0.005 ? nil : "window \(Int(saturating: ($0 * 100).rounded())) %" }
    }

    /// A model of one's own costs nothing, which is not said.
    private var cost: String? {
        run.cost == .zero ? nil : (run.isGuess ? "at most " : "") + run.cost.description
    }
}
