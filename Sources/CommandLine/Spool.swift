import Dispatch
import Synchronization

/// Values on their way from a task to a thread that waits for them, in order.
final class Spool<Element: Sendable>: Sendable {
    private let waiting = Mutex<[Element]>([])
    private let count = DispatchSemaphore(value: 0)

    func put(_ element: Element) {
        waiting.withLock { $0.append(element) }
        count.signal()
    }

    func next() -> Element {
        count.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}
