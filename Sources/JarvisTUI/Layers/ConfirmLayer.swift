import AIKit
import Screen
import Text

/// The card that asks before something is done.
///
/// No is the default, and keys typed ahead do not count.
struct ConfirmLayer: Layer {
    let card: ConfirmationCard
    private var editor = LineEditor()
    private var choice = YesNo()
    /// When the card was first on the screen, as far as the state knows: when it was pushed.
    private let drawn: ContinuousClock.Instant
    let cameUnasked = true

    init(card: ConfirmationCard, drawn: ContinuousClock.Instant) {
        self.card = card
        self.drawn = drawn
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        if input.key?.description == "Esc" { return .close([.kit(.answer(card.id, .no))]) }
        guard card.listens(at: state.now.instant, drawn: drawn) else { return .stay([]) }
        switch card.kind {
        case .yesOrNo: return choose(input)
        case .type: return type(input)
        }
    }

    private mutating func choose(_ input: Input) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close([.kit(.answer(card.id, isYes ? .yes : .no))])
    }

    private mutating func type(_ input: Input) -> LayerOutcome {
        if input.key?.description == "Enter" { return .close([.kit(.answer(card.id, .typed(editor.text)))]) }
        // A pasted word was not typed, so it does not count.
        guard input.key != nil else { return .stay([]) }
        editor.edit(input)
        return .stay([])
    }

    func isOver(at now: Moment) -> Bool {
        now.instant - card.asked > ConfirmationCard.lifetime
    }

    /// The seconds that are left are counted down.
    func nextTick(at now: Moment) -> Duration? { .seconds(1) }
}

extension ConfirmLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let (ink, action) = (scene.ink, card.action)
        let width = min(70, max(20, frame.size.width - 8))
        let ground = ink.raised.background
        let tier = action.assessment.tier
        var lines: [[Span]] = Untrusted(action.assessment.summary).line.wrapped(toColumns: width)
            .map { [Span($0, ink.raised.bold)] }
        lines.append([])
        for (index, part) in Untrusted(action.assessment.call).line.wrapped(toColumns: width - 8).enumerated()
        {
            lines.append([
                Span(index == 0 ? "call    " : "        ", ink.dim.on(ground)),
                Span(part, ink.code.on(ground)),
            ])
        }
        lines.append([
            Span("tier    ", ink.dim.on(ground)), Span(tier.description, ink.tier(tier).on(ground).bold),
            Span("   asked by ", ink.dim.on(ground)), Span(asker, ink.raised),
        ])
        lines.append([])
        for impact in action.assessment.impact {
            lines += Untrusted(impact).line.wrapped(toColumns: width - 2).enumerated().map { index, part in
                [
                    Span(index == 0 ? "\(scene.glyphs[.bullet]) " : "  ", ink.accent.on(ground)),
                    Span(part, ink.raised),
                ]
            }
        }
        let dialog = Dialog(scene: scene, title: "CONFIRM", isAlarm: tier >= .red)
        let inner = dialog.draw(into: &frame, width: width, height: lines.count + 4)
        for (index, line) in lines.enumerated() where index < inner.height - 3 {
            frame.put(line, at: Point(x: inner.x, y: inner.y + index), in: inner)
        }
        drawAnswer(into: &frame, inner, dialog, scene)
    }

    private var asker: String {
        switch card.action.asker {
        case .finger: "your own hand"
        case .model: "Jarvis"
        case .runbook: "a runbook"
        case .mcp: "an MCP client"
        }
    }

    private func drawAnswer(into frame: inout Frame, _ inner: Rect, _ dialog: Dialog, _ scene: Scene) {
        let ink = scene.ink
        let (answer, last) = (inner.row(inner.height - 2), inner.row(inner.height - 1))
        switch card.kind {
        case .yesOrNo: dialog.buttons(&frame, in: answer, no: "No", yes: "Yes", isYes: choice.isYes)
        case .type(let word):
            let prompt = "Type \(Untrusted(word).line) to confirm: "
            let end = frame.put(
                [Span(prompt, ink.raised), Span(editor.text, ink.raised.bold)], at: answer.origin, in: answer)
            frame.cursor = Cursor(at: Point(x: end, y: answer.y))
        }
        let left = ConfirmationCard.lifetime - (scene.now.instant - card.asked)
        let words = "n or Esc: no    y: yes    expires in \(Format.duration(max(.zero, left)))"
        frame.put(
            words, in: last, style: ink.dim.on(ink.raised.background), alignment: .center,
            glyphs: scene.glyphs)
    }
}
