import FoundationEssentials
import Synchronization

/// The breakers of all models, by name: what one butler finds out of a model is known to all.
package final class BreakerPanel: Sendable {
    /// What came of the last question that says something of a model.
    package struct Outcome: Sendable, Hashable {
        package let time: Date
        /// Why there was no answer; `nil` where there was one.
        package let failure: RunFailure?
    }

    private let breakers = Mutex<[String: Breaker]>([:])
    private let outcomes = Mutex<[String: Outcome]>([:])
    private let clock: @Sendable () -> ContinuousClock.Instant

    package init(clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.clock = clock
    }

    /// What came of the last question to the model; `nil` before the first.
    package func outcome(of model: String) -> Outcome? { outcomes.withLock { $0[model] } }

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
    package func end(_ model: String, _ failure: RunFailure?, at time: Date = .now) {
        if failure?.isOfTheModel ?? true {
            outcomes.withLock { $0[model] = Outcome(time: time, failure: failure) }
        }
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

extension RunFailure {
    /// Whether it says something of the model, and not of who asked or of the money.
    fileprivate var isOfTheModel: Bool {
        switch self {
        case .cancelled, .overBudget, .provider(.cancelled), .provider(.contextOverflow): false
        case .provider, .truncated, .tooManyIterations, .empty, .spokenCall, .outOfDepth, .windowTooSmall:
            true
        }
    }
}
