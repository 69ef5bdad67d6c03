import Synchronization
import Text

/// The question put to the operator: one action, or several like ones that one answer of the model asked for.
package struct ConfirmationCard: Sendable, Hashable, Identifiable {
    package let id: Int
    package let action: ProposedAction
    /// What is done after it, in this order, as long as everything goes well.
    package let others: [ProposedAction]
    package let kind: ConfirmationKind
    /// When the question was asked.
    package let asked: ContinuousClock.Instant

    /// The silence after which an answer counts.
    package static let deafness = ReadingTime.deafness
    /// How long an approval is worth anything.
    package static let lifetime = Duration.seconds(300)

    /// Everything that would be done, in order; never empty.
    package var steps: [ProposedAction] { [action] + others }

    /// The highest tier of its steps.
    package var tier: SafetyTier { steps.map(\.assessment.tier).max() ?? action.assessment.tier }

    /// Why an answer that came so long after the question is no approval of a step; `nil` when it is one.
    fileprivate func refusal(of step: Int, by answer: CardAnswer, after age: Duration) -> RefusalReason? {
        let isLate = age > ConfirmationCard.lifetime
        switch answer {
        case .nobody: return .unasked
        case .void(let reason): return .foreign(reason)
        case .no, .noToAll: return isLate ? .expired : .declined
        case .noBecause(let reason): return isLate ? .expired : .declinedBecause(reason)
        case .yes, .yesTo, .typed: if isLate { return .expired }
        }
        guard age >= ConfirmationCard.deafness else { return .early }
        return switch (kind, answer) {
        case (.yesOrNo, .yes): nil
        case (.yesOrNo, .yesTo(let chosen)): chosen.contains(step) ? nil : .struck
        case (.type(let word), .typed(let text)): text == word ? nil : .declined
        case (.yesOrNo, _), (.type, _): .declined
        }
    }
}

/// The operator's answer to a card.
package enum CardAnswer: Sendable, Hashable {
    case no
    /// No, and why, in the operator's words for whoever asked.
    case noBecause(String)
    /// No to this and to whatever else the run would ask.
    case noToAll
    case yes
    /// Yes to these steps of a list, by their places from 0; the others were struck.
    case yesTo(Set<Int>)
    /// The word that was typed.
    case typed(String)
    /// There is nobody to ask, such as a command without a terminal.
    case nobody
    /// A yes, but not the operator's, as the sentence says.
    case void(String)

    /// Whether something may come of it.
    var isYes: Bool {
        switch self {
        case .yes, .yesTo, .typed: true
        case .no, .noBecause, .noToAll, .nobody, .void: false
        }
    }
}

/// Keeps the open questions and turns each step of them into at most one deed.
///
/// An approval is bound to the canonical text of the action, is used up by the first attempt, comes too early
/// within the time nobody can have read the card in, and too late after 5 minutes.
package final class ApprovalDesk: Sendable {
    private struct Question {
        let card: ConfirmationCard
        /// The steps that nobody tried to do yet.
        var left: Set<Int>
        /// How old the question was when it was answered.
        var age: Duration?
    }

    private struct State {
        var last = 0
        var open: [Int: Question] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Opens a question, about several actions when there are `others`.
    package func ask(
        _ action: ProposedAction, _ kind: ConfirmationKind, with others: [ProposedAction] = []
    ) -> ConfirmationCard {
        let asked = now()
        return state.withLock { state in
            state.last += 1
            let card = ConfirmationCard(
                id: state.last, action: action, others: others, kind: kind, asked: asked)
            state.open[card.id] = Question(card: card, left: Set(0...others.count))
            return card
        }
    }

    /// How many questions are open.
    var openCount: Int { state.withLock { $0.open.count } }

    /// Closes the question without a deed.
    package func withdraw(_ id: ConfirmationCard.ID) {
        state.withLock { _ = $0.open.removeValue(forKey: id) }
    }

    /// Closes all questions: none of them is answered with a yes any more.
    package func withdrawAll() {
        state.withLock { $0.open = [:] }
    }

    /// Uses up the approval of one step and says whether this very action may run now; `nil` means it may.
    ///
    /// `action` is what would be done now, assessed anew.
    package func redeem(
        _ id: ConfirmationCard.ID, _ answer: CardAnswer, for action: ProposedAction, step: Int = 0
    ) -> RefusalReason? {
        let now = now()
        let question = state.withLock { state -> Question? in
            guard var question = state.open[id], question.left.remove(step) != nil else { return nil }
            question.age = question.age ?? now - question.card.asked
            state.open[id] = question.left.isEmpty ? nil : question
            return question
        }
        guard let question, let age = question.age else { return .expired }
        if let reason = question.card.refusal(of: step, by: answer, after: age) { return reason }
        return question.card.steps[step].canonical == action.canonical ? nil : .changed
    }
}
