import AIKit

/// Whether a question that came up takes keys yet: after a silence, whatever its age.
///
/// Each key within the deaf time begins it anew, so that neither going on typing nor a key held down can answer.
struct Attention: Sendable, Equatable {
    private var deafUntil: ContinuousClock.Instant
    private var isAwake = false
    /// Keys came too early, and nothing was done.
    private(set) var wasEarly = false

    /// Begins deaf, for longer after the answer to another question.
    init(
        since now: ContinuousClock.Instant, lastKey: ContinuousClock.Instant,
        lastAnswer: ContinuousClock.Instant? = nil
    ) {
        let silent = max(now, lastKey) + ConfirmationCard.deafness
        deafUntil = lastAnswer.map { max(silent, $0 + ConfirmationCard.pause) } ?? silent
    }

    /// Whether a key at this moment counts.
    mutating func hears(at now: ContinuousClock.Instant) -> Bool {
        if isAwake { return true }
        isAwake = now >= deafUntil
        wasEarly = !isAwake
        if !isAwake { deafUntil = max(deafUntil, now + ConfirmationCard.deafness) }
        return isAwake
    }

    /// Becomes deaf again, after a key that means nothing here or when the picture is another.
    mutating func doze(at now: ContinuousClock.Instant, wasEarly: Bool = false) {
        isAwake = false
        self.wasEarly = wasEarly
        deafUntil = max(deafUntil, now + ConfirmationCard.deafness)
    }

    /// Whether a key would not count.
    func isDeaf(at now: ContinuousClock.Instant) -> Bool { !isAwake && now < deafUntil }

    /// How long it is deaf if no key comes; `nil` when it is not.
    func deafness(at now: ContinuousClock.Instant) -> Duration? {
        isDeaf(at: now) ? deafUntil - now : nil
    }
}
