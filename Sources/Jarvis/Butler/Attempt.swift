import AIKit
import Synchronization

/// One model's attempt at a question: what it shows goes on, but for a failure before it has shown anything, where another
/// model may try.
final class Attempt: Sendable {
    private struct State {
        var hasShown = false
        var failure: RunFailure?
        var ending: RunFailure?
    }

    private let state = Mutex(State())
    private let isFirst: Bool
    private let hasNext: Bool
    /// A better model may go on where this one fails.
    private let hasMaster: Bool
    private let author: String?
    private let emit: @Sendable (AgentEvent) -> Void

    /// `author` is who answers and why, where that is to be said.
    init(
        isFirst: Bool, hasNext: Bool, hasMaster: Bool, author: String?,
        emit: @escaping @Sendable (AgentEvent) -> Void
    ) {
        self.isFirst = isFirst
        self.hasNext = hasNext
        self.hasMaster = hasMaster
        self.author = author
        self.emit = emit
    }

    /// Why another model is to try; `nil` where the question is settled.
    var failure: RunFailure? { state.withLock { $0.failure } }

    /// How the attempt ended; `nil` with an answer.
    var ending: RunFailure? { state.withLock { $0.ending } }

    func take(_ event: AgentEvent) {
        switch event {
        case .appended(let message):
            // The question is kept once, whoever answers it.
            if !isFirst, message.role == .user, message.toolResults.isEmpty { return }
            emit(event)
        case .textDelta, .thinkingDelta, .tool, .response:
            state.withLock { $0.hasShown = true }
            emit(event)
        case .finished(var summary):
            summary.author = author
            emit(.finished(summary))
        case .failed(let failure, var summary):
            let isHeld = state.withLock { state in
                state.ending = failure
                guard
                    hasNext && !state.hasShown && failure.letsAnotherTry
                        || hasMaster && failure.asksForMaster
                else { return false }
                state.failure = failure
                return true
            }
            summary.author = author
            if !isHeld { emit(.failed(failure, summary)) }
        case .reconsidered, .loading, .retrying, .billed, .warning: emit(event)
        }
    }
}

extension RunFailure {
    /// Whether another model may do better: what the operator stopped, and what a model declined, is put to no other.
    fileprivate var letsAnotherTry: Bool {
        switch self {
        case .provider(.cancelled), .provider(.refused), .cancelled: false
        case .provider, .windowTooSmall, .overBudget: true
        case .truncated, .tooManyIterations, .empty, .spokenCall, .outOfDepth: false
        }
    }

    /// Whether it shows that the model is not up to the question, whatever was seen of it.
    fileprivate var asksForMaster: Bool {
        switch self {
        case .outOfDepth, .spokenCall, .empty, .tooManyIterations, .windowTooSmall: true
        case .provider, .truncated, .overBudget, .cancelled: false
        }
    }
}
