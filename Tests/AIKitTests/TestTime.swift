import Synchronization

/// A clock that moves when told to.
final class TestTime: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { instant.withLock { $0 } }

    func advance(by duration: Duration) {
        instant.withLock { $0 = $0.advanced(by: duration) }
    }
}

/// Collects what is sent to it from anywhere.
final class Collected<Element: Sendable>: Sendable {
    private let storage = Mutex<[Element]>([])

    var all: [Element] { storage.withLock { $0 } }

    func add(_ element: Element) {
        storage.withLock { $0.append(element) }
    }
}
