import Synchronization

/// A clock that moves when told to.
package final class TestTime: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    package init() {}

    package var now: ContinuousClock.Instant { instant.withLock { $0 } }

    package func advance(by duration: Duration) {
        instant.withLock { $0 = $0.advanced(by: duration) }
    }
}

/// Collects what is sent to it from anywhere.
package final class Collected<Element: Sendable>: Sendable {
    private let storage = Mutex<[Element]>([])

    package init() {}

    package var all: [Element] { storage.withLock { $0 } }

    package func add(_ element: Element) {
        storage.withLock { $0.append(element) }
    }
}
