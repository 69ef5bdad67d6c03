import House
import Synchronization

/// Where tasks and threads leave what happened for the one loop that owns the state.
package final class Mailbox: Sendable {
    private let waiting = Mutex(Waiting())
    private let pipe: WakePipe

    private struct Waiting {
        var events: [Event] = []
        /// When the loop was last woken for what is only read as it comes, and whether it soon will be.
        var lastReading = ContinuousClock.now - readingPause
        var isWakeDue = false
    }

    /// What is read as it comes, such as the words of an answer, wakes the loop no oftener: it is drawn less often still.
    private static let readingPause = Duration.milliseconds(50)

    package init() throws(HouseError) {
        pipe = try WakePipe()
    }

    /// What to poll for POLLIN.
    package var descriptor: Int32 { pipe.descriptor }

    /// Leaves an event; from any thread.
    package func send(_ event: Event) {
        let isRead = event.reading != nil
        let wake = waiting.withLock { waiting -> ContinuousClock.Instant? in
            waiting.events.append(event)
            let now = ContinuousClock.now
            guard isRead else { return now }
            guard !waiting.isWakeDue else { return nil }
            let next = max(now, waiting.lastReading + Self.readingPause)
            (waiting.lastReading, waiting.isWakeDue) = (next, next > now)
            return next
        }
        guard let wake else { return }
        guard wake > .now else { return pipe.wake() }
        Task { @concurrent [self] in
            try? await Task.sleep(until: wake)
            waiting.withLock { $0.isWakeDue = false }
            pipe.wake()
        }
    }

    /// Lets the loop look around, without an event; from any thread.
    package func wake() {
        pipe.wake()
    }

    /// Everything that was left, in order.
    package func drain() -> [Event] {
        pipe.drain()
        return waiting.withLock { waiting in
            defer { waiting.events = [] }
            return waiting.events
        }
    }
}
