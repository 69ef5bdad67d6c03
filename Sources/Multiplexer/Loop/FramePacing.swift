/// When the next picture may be drawn.
///
/// At once after a silence and for the first news after a key, so that an echo never waits; else every 2 ms for a
/// moment after a key, and 60 times a second during a flood. What is only read as it comes is drawn ten times a second.
package struct FramePacing {
    private var lastDrawn = ContinuousClock.now - .seconds(1)
    private var lastTyped = ContinuousClock.now - .seconds(1)
    private var owesAnswer = false
    /// Something is new that is not only read.
    private var isHurried = false

    private static let ordinary = Duration.milliseconds(16)
    private static let reading = Duration.milliseconds(100)
    private static let answering = (frame: Duration.milliseconds(2), window: Duration.milliseconds(50))

    /// The earliest moment for the next picture.
    package var next: ContinuousClock.Instant {
        if owesAnswer { return lastDrawn }
        let isAnswering = lastDrawn - lastTyped < Self.answering.window
        return lastDrawn + (isAnswering ? Self.answering.frame : isHurried ? Self.ordinary : Self.reading)
    }

    /// Something is new to be drawn; an `isUnhurried` one waits for more of its kind.
    package mutating func heard(isUnhurried: Bool) {
        if !isUnhurried { isHurried = true }
    }

    /// Something is new that somebody waits for.
    package mutating func heardAwaited() {
        owesAnswer = true
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
        isHurried = false
    }
}
