import Text

/// When something happened: on the clock that never jumps, and on the wall.
package struct Moment: Sendable, Equatable {
    package var instant: ContinuousClock.Instant
    /// Seconds since 1970, UTC.
    package var epoch: Double
}

extension ContinuousClock.Instant {
    /// The time until then for poll(2), rounded up; 0 when it is over.
    package var milliseconds: Int32 {
        (self - .now).pollTimeout
    }
}
