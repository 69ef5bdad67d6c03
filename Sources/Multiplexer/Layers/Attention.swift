/// Whether a question that came up takes keys yet: after a silence, whatever its age.
///
/// Each key within the deaf time begins it anew, so that neither going on typing nor a key held down can answer.
package struct Attention: Sendable, Equatable {
    /// So long a question hears nothing after a key, and for longer after the answer to another one.
    ///
    /// A card's are those that the butler judges an answer by.
    package static let deafTime = Duration.milliseconds(700)
    package static let pause = Duration.seconds(2)

    private var deafUntil: ContinuousClock.Instant
    private var isAwake = false
    /// Keys came too early, and nothing was done.
    package private(set) var wasEarly = false

    /// Begins deaf, for longer after the answer to another question.
    package init(
        since now: ContinuousClock.Instant, lastKey: ContinuousClock.Instant,
        lastAnswer: ContinuousClock.Instant? = nil
    ) {
        let silent = max(now, lastKey) + Self.deafTime
        deafUntil = lastAnswer.map { max(silent, $0 + Self.pause) } ?? silent
    }

    /// Whether a key at this moment counts.
    package mutating func hears(at now: ContinuousClock.Instant) -> Bool {
        if isAwake { return true }
        isAwake = now >= deafUntil
        wasEarly = !isAwake
        if !isAwake { deafUntil = max(deafUntil, now + Self.deafTime) }
        return isAwake
    }

    /// Becomes deaf again, after a key that means nothing here or when the picture is another.
    package mutating func doze(at now: ContinuousClock.Instant, wasEarly: Bool = false) {
        isAwake = false
        self.wasEarly = wasEarly
        deafUntil = max(deafUntil, now + Self.deafTime)
    }

    /// Whether a key would not count.
    package func isDeaf(at now: ContinuousClock.Instant) -> Bool { !isAwake && now < deafUntil }

    /// How long it is deaf if no key comes; `nil` when it is not.
    package func deafness(at now: ContinuousClock.Instant) -> Duration? {
        isDeaf(at: now) ? deafUntil - now : nil
    }
}
