import AIKit
import Memory
import Synchronization

/// One question to the butler from outside the screen: a conversation of its own, the same gate and memory.
package final class Audience: Sendable {
    let butler: Butler

    init(_ butler: Butler) {
        self.butler = butler
    }

    /// Returns when the answer is complete and remembered; cancelling the task stops it.
    func ask(_ text: String, model: String? = nil) async {
        await withTaskCancellationHandler {
            await butler.ask(text, model: model)
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
        case .cardSettled, .act, .spent, .answers, .noted, .charged: return nil
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
            self = .note("\(reason) Trying again\(wait.ahead).")
        case .tool(let card):
            guard let tool = AskedTool(card) else { return nil }
            self = .tool(tool)
        case .warning(let words): self = .note(words)
        case .finished: self = .end(failure: nil)
        case .failed(let failure, _): self = .end(failure: failure.told)
        case .thinkingDelta, .appended, .response, .billed: return nil
        }
    }
}

/// An audience, who asked for it, and how he is told something.
struct Admission: Sendable {
    let audience: Audience
    let asker: Errand.Asker
    let show: @Sendable (AskEvent) -> Void
}

/// What a word on a card is worth.
package enum Approval: Sendable, Hashable {
    /// The operator's own, from this process and terminal.
    case given(by: String)
    /// Nobody's, for the reason that the sentence says.
    case void(String)
}

extension Estate {
    /// Lets somebody in to the butler of a cluster, until dismissed by the number.
    func admit(
        to site: Site, asker: Errand.Asker, show: @escaping @Sendable (AskEvent) -> Void
    ) -> (Int, Audience) {
        audiences.withLock { audiences in
            audiences.last += 1
            let id = audiences.last
            let audience = audience(at: site) { event in
                if let event = AskEvent(event, audience: id) { show(event) }
            }
            audiences.open[id] = Admission(audience: audience, asker: asker, show: show)
            return (id, audience)
        }
    }

    func dismiss(_ id: Int) {
        audiences.withLock { _ = $0.open.removeValue(forKey: id) }
    }

    /// The operator's word on a question: the numbers of audience and card, and `no`, `none` (no to all), `yes`,
    /// `nobody`, `because` and the reason of a no, or `type` and the word.
    ///
    /// Counts only from the one who asked for this very audience. A yes that is not the operator's is refused
    /// with the reason, which the audit log keeps.
    package func settle(_ words: [String], from asker: Errand.Asker, _ approval: Approval) async {
        guard words.count >= 3, let number = Int(words[0], radix: 10), let card = Int(words[1], radix: 10),
            let guest = audiences.withLock({ $0.open[number] }), guest.asker == asker
        else { return }
        let answer: CardAnswer =
            switch words[2] {
            case "yes": .yes
            case "nobody": .nobody
            case "none": .noToAll
            case "because": .noBecause(words.dropFirst(3).joined(separator: " "))
            case "type": .typed(words.dropFirst(3).joined(separator: " "))
            default: .no
            }
        switch (answer, approval) {
        case (.no, _), (.noToAll, _), (.noBecause, _), (.nobody, _), (.void, _):
            await guest.audience.settle(card, answer, by: nil)
        case (_, .given(let approver)): await guest.audience.settle(card, answer, by: approver)
        case (_, .void(let reason)): await guest.audience.settle(card, .void(reason), by: nil)
        }
    }
}
