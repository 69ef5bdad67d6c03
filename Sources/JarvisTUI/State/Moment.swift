/// When something happened: on the clock that never jumps, and on the wall.
struct Moment: Sendable, Equatable {
    var instant: ContinuousClock.Instant
    /// Seconds since 1970, UTC.
    var epoch: Double
}
