import House
import Synchronization

/// Where tasks and threads leave what happened for the one loop that owns the state.
package final class Mailbox: Sendable {
    private let waiting = Mutex<[Event]>([])
    private let pipe: WakePipe

    package init() throws(HouseError) {
        pipe = try WakePipe()
    }

    /// What to poll for POLLIN.
    package var descriptor: Int32 { pipe.descriptor }

    /// Leaves an event; from any thread.
    package func send(_ event: Event) {
        waiting.withLock { $0.append(event) }
        pipe.wake()
    }

    /// Lets the loop look around, without an event; from any thread.
    package func wake() {
        pipe.wake()
    }

    /// Everything that was left, in order.
    package func drain() -> [Event] {
        pipe.drain()
        return waiting.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
