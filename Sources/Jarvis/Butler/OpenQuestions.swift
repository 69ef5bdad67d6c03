import AIKit

/// The confirmation cards that wait for the operator.
///
/// Whoever asks waits here; nobody waits longer than a card lives, and silence means no.
package actor OpenQuestions {
    /// A word on a card, and whose it was where that is known.
    struct Word: Sendable {
        let answer: CardAnswer
        var approver: String?
    }

    private(set) var waiting: [ConfirmationCard.ID: CheckedContinuation<Word, Never>] = [:]
    private let show: @Sendable (ButlerEvent) -> Void

    package init(show: @escaping @Sendable (ButlerEvent) -> Void) {
        self.show = show
    }

    /// Shows the card and waits for its answer; a cancelled task and an expired card count as no.
    func ask(_ card: ConfirmationCard) async -> Word {
        let expiry = Task {
            do {
                try await Task.sleep(for: ConfirmationCard.lifetime)
                answer(card.id, .no)
            } catch {
                // Answered in time.
            }
        }
        defer { expiry.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: Word(answer: .no)) }
                waiting[card.id] = continuation
                show(.card(card))
            }
        } onCancel: {
            Task { await self.answer(card.id, .no) }
        }
    }

    /// Settles a card; a second answer has no effect.
    ///
    /// `approver` names the process and the terminal that the word came from.
    package func answer(_ id: ConfirmationCard.ID, _ answer: CardAnswer, by approver: String? = nil) {
        guard let continuation = waiting.removeValue(forKey: id) else { return }
        show(.cardSettled(id))
        continuation.resume(returning: Word(answer: answer, approver: approver))
    }
}
