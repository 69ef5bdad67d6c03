/// When the next picture may be drawn.
///
/// At once after a silence and for the first news after a key, so that an echo never waits; else every 2 ms for a
/// moment after a key, and 60 times a second during a flood.
package struct FramePacing {
    private var lastDrawn = ContinuousClock.now - .seconds(1)
    private var lastTyped = ContinuousClock.now - .seconds(1)
    private var owesAnswer = false

    private static let ordinary = Duration.milliseconds(16)
    private static let answering = (frame: Duration.milliseconds(2), window: Duration.milliseconds(50))

    /// The earliest moment for the next picture.
    package var next: ContinuousClock.Instant {
        if owesAnswer { return lastDrawn }
        let isAnswering = lastDrawn - lastTyped < Self.answering.window
        return lastDrawn + (isAnswering ? Self.answering.frame : Self.ordinary)
    }

    /// A key was pressed.
    package mutating func typed(at moment: ContinuousClock.Instant) {
        lastTyped = moment
        owesAnswer = true
    }

    /// A picture was drawn.
    package mutating func drawn(at moment: ContinuousClock.Instant) {
        lastDrawn = moment
        owesAnswer = false
    }
}
