/// Keeps a model that does not answer from being asked again and again.
///
/// Three failures within half a minute open it for half a minute; then one question at a time tries, and two that are
/// answered close it.
package struct Breaker: Sendable, Hashable {
    /// How a model does.
    package enum State: Sendable, Hashable {
        case closed
        /// Nobody asks before then.
        case open(until: ContinuousClock.Instant)
        /// One question may try.
        case halfOpen
        /// A question is trying; all others wait for what comes of it.
        case probing
    }

    /// Failures that open it.
    static let failures = 3
    /// The time within which they fall.
    static let window = Duration.seconds(30)
    /// How long it stays open.
    static let rest = Duration.seconds(30)
    /// Answers that close it again.
    static let successes = 2

    private enum Phase: Sendable, Hashable {
        case closed(failed: [ContinuousClock.Instant])
        case open(since: ContinuousClock.Instant)
        case trying(answered: Int, isProbing: Bool)
    }

    private var phase = Phase.closed(failed: [])

    package init() {}

    package func state(at now: ContinuousClock.Instant) -> State {
        switch phase {
        case .closed: .closed
        case .open(let since): now < since + Self.rest ? .open(until: since + Self.rest) : .halfOpen
        case .trying(_, let isProbing): isProbing ? .probing : .halfOpen
        }
    }

    /// A question is put to the model.
    package mutating func begin(at now: ContinuousClock.Instant) {
        guard state(at: now) == .halfOpen else { return }
        let answered = if case .trying(let answered, _) = phase { answered } else { 0 }
        phase = .trying(answered: answered, isProbing: true)
    }

    /// The question came to an end that says nothing of the model: it was stopped, or was wrong itself.
    package mutating func end() {
        guard case .trying(let answered, _) = phase else { return }
        phase = .trying(answered: answered, isProbing: false)
    }

    /// The model answered.
    package mutating func succeed() {
        switch phase {
        case .closed, .open: break
        case .trying(let answered, _):
            phase =
                answered + 1 >= Self.successes
                ? .closed(failed: []) : .trying(answered: answered + 1, isProbing: false)
        }
    }

    /// The model did not answer.
    package mutating func fail(at now: ContinuousClock.Instant) {
        switch phase {
        case .open: break
        case .trying: phase = .open(since: now)
        case .closed(let failed):
            let recent = failed.filter { $0 + Self.window >= now } + [now]
            phase = recent.count >= Self.failures ? .open(since: now) : .closed(failed: recent)
        }
    }
}

extension ProviderError {
    /// Whether it says that the server is not there or not able just now, and not that the question was wrong.
    package var isOutage: Bool {
        switch self {
        case .offline, .timedOut, .rateLimited, .overloaded, .loading, .server, .cutOff: true
        case .authentication, .forbidden, .spendLimit, .contextOverflow, .unknownModel, .badRequest,
            .toolCallFailed, .refused, .misconfigured, .cancelled:
            false
        }
    }
}
