import Synchronization

/// The question put to the operator.
package struct ConfirmationCard: Sendable, Hashable, Identifiable {
    package let id: Int
    package let action: ProposedAction
    package let kind: ConfirmationKind
    /// When the question was asked.
    package let asked: ContinuousClock.Instant

    /// How long keys are ignored, so that what was typed ahead cannot approve.
    package static let deafness = Duration.milliseconds(500)
    /// How long an approval is worth anything.
    package static let lifetime = Duration.seconds(300)

    /// Whether an answer at this moment counts.
    ///
    /// Count `deafness` from when the card was first drawn.
    package func listens(at now: ContinuousClock.Instant, drawn: ContinuousClock.Instant) -> Bool {
        now - max(asked, drawn) >= ConfirmationCard.deafness && now - asked <= ConfirmationCard.lifetime
    }
}

/// The operator's answer to a card.
package enum CardAnswer: Sendable, Hashable {
    case no
    case yes
    /// The word that was typed.
    case typed(String)
    /// There is nobody to ask, such as a command without a terminal.
    case nobody
}

/// Keeps the open questions and turns each into at most one deed.
///
/// An approval is bound to the canonical text of the action, is used up by the first attempt, comes too early
/// within 500 ms and too late after 5 minutes.
package final class ApprovalDesk: Sendable {
    private struct State {
        var last = 0
        var open: [Int: ConfirmationCard] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Opens a question.
    package func ask(_ action: ProposedAction, _ kind: ConfirmationKind) -> ConfirmationCard {
        let asked = now()
        return state.withLock { state in
            state.last += 1
            let card = ConfirmationCard(id: state.last, action: action, kind: kind, asked: asked)
            state.open[card.id] = card
            return card
        }
    }

    /// Closes the question without a deed.
    package func withdraw(_ id: ConfirmationCard.ID) {
        state.withLock { _ = $0.open.removeValue(forKey: id) }
    }

    /// Closes the question and says whether this very action may run now; `nil` means it may.
    ///
    /// `action` is what would be done now, assessed anew.
    package func redeem(
        _ id: ConfirmationCard.ID, _ answer: CardAnswer, for action: ProposedAction
    ) -> RefusalReason? {
        let card = state.withLock { $0.open.removeValue(forKey: id) }
        guard let card else { return .expired }
        if answer == .nobody { return .unasked }
        let age = now() - card.asked
        guard age >= ConfirmationCard.deafness else { return .declined }
        guard age <= ConfirmationCard.lifetime else { return .expired }
        switch (card.kind, answer) {
        case (.yesOrNo, .yes): break
        case (.type(let word), .typed(let text)) where text == word: break
        case (.yesOrNo, _), (.type, _): return .declined
        }
        return card.action.canonical == action.canonical ? nil : .changed
    }
}
