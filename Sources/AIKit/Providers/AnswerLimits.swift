/// The bounds of one answer of a model server: one that never ends is stopped, and nothing of it is acted upon.
package struct AnswerLimits: Sendable, Hashable {
    /// Bytes of its words.
    package var text = 8 << 20
    /// Bytes of its reasoning.
    package var reasoning = 2 << 20
    /// Bytes of its calls together: names, ids, arguments, and what a server signed.
    package var calls = 1 << 20
    /// The longest without a piece of an answer; signs of life are none.
    package var silence = Duration.seconds(600)
    /// The longest that nothing but reasoning comes.
    package var thinking = Duration.seconds(1800)
    /// The longest of all.
    package var whole = Duration.seconds(3600)

    package init() {}
}

/// Watches one answer come in and says when it is beyond its bounds.
struct AnswerWatch: Sendable {
    private let limits: AnswerLimits
    private let began: ContinuousClock.Instant
    private var lastPiece: ContinuousClock.Instant
    private var hasSpoken = false
    private var (text, reasoning, calls) = (0, 0, 0)

    init(_ limits: AnswerLimits, at now: ContinuousClock.Instant) {
        self.limits = limits
        began = now
        lastPiece = now
    }

    /// Notes a piece of the answer.
    mutating func note(_ event: ProviderEvent, at now: ContinuousClock.Instant) {
        switch event {
        case .textDelta(let words):
            text += words.utf8.count
            hasSpoken = true
        case .thinkingDelta(let words): reasoning += words.utf8.count
        case .toolUseStarted: hasSpoken = true
        case .reconsidered: hasSpoken = false
        case .started, .completed, .usage, .retrying, .loading, .finished: return
        }
        lastPiece = now
    }

    /// Throws when a bound is passed; `calls` are the bytes of the calls so far.
    mutating func check(calls: Int, at now: ContinuousClock.Instant) throws(ProviderError) {
        if calls > self.calls { lastPiece = now }
        self.calls = calls
        for (size, limit, what) in [
            (text, limits.text, "the answer has"), (reasoning, limits.reasoning, "its reasoning has"),
            (calls, limits.calls, "its calls have"),
        ] where size > limit {
            throw .cutOff(detail: "\(what) more than \(limit >> 20) MiB")
        }
        if now - lastPiece > limits.silence {
            throw stopped("no piece of an answer came, only signs of life", limits.silence)
        }
        if !hasSpoken, now - began > limits.thinking {
            throw stopped("the model only thought", limits.thinking)
        }
        if now - began > limits.whole { throw stopped("the answer came to no end", limits.whole) }
    }

    private func stopped(_ what: String, _ time: Duration) -> ProviderError {
        .cutOff(detail: "I stopped it: for \(time.components.seconds / 60) min \(what)")
    }
}
