import Screen
import Terminal
import Text

/// Asks before a program in the shell puts text on the clipboard (OSC 52), once in the program's life.
struct ClipboardLayer: Layer {
    let pane: PaneID
    private let request: ClipboardRequest
    /// Untrusted.
    private let program: String?
    private let preview: [String]
    private var choice = YesNo()
    let asked: ContinuousClock.Instant?

    /// How many lines are shown, and how many characters are looked at for them.
    private static let shown = (lines: 5, characters: 2_000)

    init(_ request: ClipboardRequest, pane: PaneID, program: String?, asked: ContinuousClock.Instant) {
        self.pane = pane
        self.request = request
        self.program = program
        self.asked = asked
        preview = request.text.prefix(Self.shown.characters)
            .split { $0.isNewline }
            .prefix(Self.shown.lines).map { Untrusted($0).line }
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        let (request, pane) = (request, pane)
        return .closeAndChange { $0.allow(isYes, request, of: pane) }
    }
}

extension ClipboardLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        Dialog(scene: scene, title: "COPY TO YOUR CLIPBOARD", isAlarm: true).ask(
            words, about: preview, into: &frame, no: "Never", yes: "While it runs", isYes: choice.isYes)
    }

    private var words: String {
        let name = program.map { Untrusted($0).line } ?? "A program in the shell"
        let count = request.text.count
        return
            "\(name) wants to put \(count == 1 ? "one character" : "\(count) characters") on your clipboard."
            + " The answer counts for this pane until its program ends. The text begins with:"
    }
}
