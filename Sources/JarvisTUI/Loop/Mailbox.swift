import House
import Synchronization

/// Where tasks and threads leave what happened for the one loop that owns the state.
final class Mailbox: Sendable {
    private let waiting = Mutex<[Event]>([])
    private let pipe: WakePipe

    init() throws(HouseError) {
        pipe = try WakePipe()
    }

    /// What to poll for POLLIN.
    var descriptor: Int32 { pipe.descriptor }

    /// Leaves an event; from any thread.
    func send(_ event: Event) {
        waiting.withLock { $0.append(event) }
        pipe.wake()
    }

    /// Lets the loop look around, without an event; from any thread.
    func wake() {
        pipe.wake()
    }

    /// Everything that was left, in order.
    func take() -> [Event] {
        pipe.drain()
        return waiting.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
