import Synchronization

/// The breakers of all models, by name: what one butler finds out of a model is known to all.
package final class BreakerPanel: Sendable {
    private let breakers = Mutex<[String: Breaker]>([:])
    private let clock: @Sendable () -> ContinuousClock.Instant

    package init(clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.clock = clock
    }

    package func state(of model: String) -> Breaker.State {
        breakers.withLock { ($0[model] ?? Breaker()).state(at: clock()) }
    }

    /// How long nobody asks the model; `nil` where it may be asked.
    package func rest(of model: String) -> Duration? {
        guard case .open(let until) = state(of: model) else { return nil }
        return max(.zero, until - clock())
    }

    package func begin(_ model: String) {
        breakers.withLock { $0[model, default: Breaker()].begin(at: clock()) }
    }

    /// Takes what came of a question: `nil` for an answer.
    package func end(_ model: String, _ failure: RunFailure?) {
        breakers.withLock { breakers in
            switch failure {
            case nil: breakers[model, default: Breaker()].succeed()
            case .provider(let error)? where error.isOutage:
                breakers[model, default: Breaker()].fail(at: clock())
            case .truncated?, .tooManyIterations?, .empty?, .spokenCall?, .outOfDepth?:
                breakers[model, default: Breaker()].succeed()
            case .provider?, .windowTooSmall?, .overBudget?, .cancelled?:
                breakers[model, default: Breaker()].end()
            }
        }
    }
}
