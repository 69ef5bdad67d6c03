import AIKit

/// The confirmation cards that wait for the operator.
///
/// Whoever asks waits here; nobody waits longer than a card lives, and silence means no.
package actor OpenQuestions {
    private var waiting: [ConfirmationCard.ID: CheckedContinuation<CardAnswer, Never>] = [:]
    private let show: @Sendable (ButlerEvent) -> Void

    package init(show: @escaping @Sendable (ButlerEvent) -> Void) {
        self.show = show
    }

    /// Shows the card and waits for its answer; a cancelled task and an expired card count as no.
    package func ask(_ card: ConfirmationCard) async -> CardAnswer {
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
                guard !Task.isCancelled else { return continuation.resume(returning: .no) }
                waiting[card.id] = continuation
                show(.card(card))
            }
        } onCancel: {
            Task { await self.answer(card.id, .no) }
        }
    }

    /// Settles a card; a second answer has no effect.
    package func answer(_ id: ConfirmationCard.ID, _ answer: CardAnswer) {
        guard let continuation = waiting.removeValue(forKey: id) else { return }
        show(.cardSettled(id))
        continuation.resume(returning: answer)
    }
}
