import Screen
import Terminal
import Text

/// Asks before a program in the shell puts text on the clipboard (OSC 52), once in the program's life.
package struct ClipboardLayer: CardLayer {
    package let pane: PaneID
    package var reading = CardReading()
    private let request: ClipboardRequest
    /// Untrusted.
    private let program: String?
    private let preview: [String]

    /// How many lines are shown, and how many characters are looked at for them.
    private static let shown = (lines: 5, characters: 2_000)

    package init(_ request: ClipboardRequest, pane: PaneID, program: String?) {
        self.pane = pane
        self.request = request
        self.program = program
        preview = request.text.prefix(Self.shown.characters)
            .split { $0.isNewline }
            .prefix(Self.shown.lines).map { Untrusted($0).line }
    }

    package var urgency: QuestionUrgency { .unasked }
    package var headline: String { "\(name) wants your clipboard" }

    package func answered(_ isYes: Bool) -> LayerOutcome {
        let (request, pane) = (request, pane)
        return .closeAndChange { $0.allow(isYes, request, of: pane) }
    }

    package func sheet(width: Int, in state: AppState) -> CardSheet {
        .quoting(
            words, preview, width: width, title: "COPY TO YOUR CLIPBOARD", no: "Never", yes: "While it runs")
    }

    private var name: String {
        program.map { Untrusted($0).line.clipped(toColumns: 40) } ?? "A program in the shell"
    }

    private var words: String {
        let count = request.text.count
        return
            "\(name) wants to put \(count == 1 ? "one character" : "\(count) characters") on your clipboard."
            + " The answer counts for this pane until its program ends. The text begins with:"
    }
}

extension CardSheet {
    /// A question about a text that is not the operator's: the words, and some of its lines, made visible before.
    package static func quoting(
        _ words: String, _ lines: [String], width: Int, title: String, no: String, yes: String
    ) -> CardSheet {
        let head = CardRow.wrapped(words, .plain, width: width)
        let quoted = lines.map { CardRow(($0.clipped(toColumns: width), .code)) }
        return CardSheet(
            title: title, isAlarm: true, rows: head + [.blank] + quoted,
            essential: min(head.count, 3), no: no, yes: yes)
    }
}
