import Text

/// A moment on the monotonic clock by which a wait ends.
package struct Deadline: Sendable {
    private let moment: ContinuousClock.Instant

    /// A deadline this long from now.
    package init(after duration: Duration) {
        moment = .now.advanced(by: duration)
    }

    /// Whether the moment has passed.
    package var isOver: Bool { ContinuousClock.now >= moment }

    /// What is left, never negative.
    package var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: moment)) }

    /// What is left for poll(2): whole milliseconds rounded up, 0 when it has passed.
    package var milliseconds: Int32 { remaining.pollTimeout }
}
