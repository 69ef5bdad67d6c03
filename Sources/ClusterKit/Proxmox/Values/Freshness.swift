/// How far a section can be believed.
package struct Freshness: Sendable, Hashable {
    /// When the last good answer came.
    package var lastGood: ContinuousClock.Instant?
    /// Why the latest attempt failed; `nil` after a good one.
    package var lastError: ProxmoxError?
    /// Attempts that failed since the last good one.
    package var failures: Int
    /// When the attempt under way began; `nil` while there is none.
    package var askedSince: ContinuousClock.Instant?
    /// How long the latest attempt took.
    package var duration: Duration?
    /// When the latest attempt that is over began; `nil` while none is.
    package var asked: ContinuousClock.Instant?
    /// Since when every attempt was good; `nil` while the latest one was not.
    package var answeredSince: ContinuousClock.Instant?
    /// Rows of the last good answer that made no sense and were left out.
    package var unreadableRows: Int
    /// The age from which the section counts as stale: three of its periods.
    package var staleAfter: Duration

    package init(
        lastGood: ContinuousClock.Instant? = nil, lastError: ProxmoxError? = nil, failures: Int = 0,
        duration: Duration? = nil, unreadableRows: Int = 0, staleAfter: Duration = .seconds(15)
    ) {
        self.lastGood = lastGood
        self.lastError = lastError
        self.failures = failures
        self.duration = duration
        self.unreadableRows = unreadableRows
        self.staleAfter = staleAfter
    }

    /// How old the figures are; `nil` when there never were any.
    package func age(at now: ContinuousClock.Instant) -> Duration? {
        lastGood.map { $0.duration(to: now) }
    }

    /// Nobody answers for it: the latest attempt was waited for in vain, two failed, or one is under way for 10 s.
    ///
    /// One answer that went astray is no news.
    package func isMute(at now: ContinuousClock.Instant) -> Bool {
        lastError?.isSilence == true || failures >= 2
            || askedSince.map { $0.duration(to: now) >= Self.patience } == true
    }

    /// Nobody answers for it, or what was answered once is old, and older than a good answer may take.
    package func isSilent(at now: ContinuousClock.Instant) -> Bool {
        isMute(at: now) || age(at: now).map { $0 > max(staleAfter, Self.patience) } == true
    }

    /// How long a good answer may take before nobody is thought to give it.
    private static let patience = Duration.seconds(10)

    /// How long the attempt under way is waited for, or the latest answer was, where that is worth a word: longer than until
    /// the next one would be asked for.
    package func delay(at now: ContinuousClock.Instant) -> Duration? {
        let wait = max(duration ?? .zero, askedSince?.duration(to: now) ?? .zero)
        return wait >= .seconds(5) ? wait : nil
    }

    /// The latest attempt was good, and the one under way does not take much longer than it.
    package func isAnswered(at now: ContinuousClock.Instant) -> Bool {
        let limit = max(.seconds(2), (duration ?? .zero) * 2)
        return lastError == nil && askedSince.map { $0.duration(to: now) <= limit } != false
    }

    /// It was heard, is fresh, and somebody answers for it.
    package func isKnown(at now: ContinuousClock.Instant) -> Bool { !isStale(at: now) && !isMute(at: now) }

    /// Never heard, or not for `staleAfter`.
    package func isStale(at now: ContinuousClock.Instant) -> Bool {
        age(at: now).map { $0 > staleAfter } ?? true
    }
}
