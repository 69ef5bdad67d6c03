import AIKit
import Memory

/// One question to the butler from outside the screen: a conversation of its own, the same gate and memory.
package final class Audience: Sendable {
    private let butler: Butler

    init(
        site: Site, beside others: [Site], store: Store, provider: any Provider, gate: SafetyGate,
        limits: AgentLimits, feed: ActivityFeed?,
        show: @escaping @Sendable (ButlerEvent) -> Void
    ) {
        butler = Butler(
            site: site, store: store, provider: provider, gate: gate, limits: limits, feed: feed,
            beside: others, show: show)
    }

    /// Returns when the answer is complete and remembered; cancelling the task stops it.
    func ask(_ text: String) async {
        await withTaskCancellationHandler {
            await butler.ask(text)
            await butler.rest()
        } onCancel: {
            Task { await self.butler.cancel() }
        }
    }

    /// The operator's word on a card, and the process and terminal it came from.
    func settle(_ card: ConfirmationCard.ID, _ answer: CardAnswer, by approver: String?) async {
        await butler.settle(card, answer, by: approver)
    }
}

extension AskEvent {
    /// What the butler shows; `nil` for what only a screen needs.
    init?(_ event: ButlerEvent, audience: Int) {
        switch event {
        case .card(let card): self = .question(AskedQuestion(card, audience: audience))
        case .forgotten(let words): self = .note("Not remembered: \(words)")
        case .agent(let event):
            guard let event = AskEvent(event) else { return nil }
            self = event
        case .cardSettled, .act: return nil
        }
    }

    private init?(_ event: AgentEvent) {
        switch event {
        case .textDelta(let text): self = .text(text)
        case .reconsidered: self = .reconsidered
        case .loading(let waited):
            guard waited == .zero else { return nil }
            self = .note("The model server is still loading the model; waiting for it.")
        case .retrying(let wait, let reason):
            let pause = wait.components.seconds > 0 ? " in \(wait.components.seconds) s" : ""
            self = .note("\(reason) Trying again\(pause).")
        case .tool(let card):
            guard let tool = AskedTool(card) else { return nil }
            self = .tool(tool)
        case .warning(let words): self = .note(words)
        case .finished: self = .end(failure: nil)
        case .failed(let failure, _): self = .end(failure: failure.description)
        case .thinkingDelta, .appended, .response, .wasted: return nil
        }
    }
}
