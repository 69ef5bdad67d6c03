import Synchronization

/// Work that may hang where nothing can stop it, such as a read of a share whose server is gone.
package enum ThreadedWork {
    /// Threads whose work was given up and is not over; with so many no other is begun.
    private static let most = 8
    private static let running = Mutex(0)

    /// What comes of the work, which has a thread of its own; `nil` where nothing came within the limit, or where too many
    /// threads hang already.
    ///
    /// Work that is given up goes on alone, and what comes of it is forgotten.
    package static func value<Value: Sendable>(
        within limit: Duration, of work: @escaping @Sendable () -> Value
    ) async -> Value? {
        let mayBegin = running.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard mayBegin else { return nil }
        return await withCheckedContinuation { waiting in
            let first = FirstWord(waiting)
            let watch = Task {
                // It ends early where the work is over, and nobody listens then.
                try? await Task.sleep(for: limit)
                first.say(nil)
            }
            let code = BackgroundThread.start {
                let value = work()
                running.withLock { $0 -= 1 }
                first.say(value)
                watch.cancel()
            }
            guard code != 0 else { return }
            running.withLock { $0 -= 1 }
            first.say(nil)
            watch.cancel()
        }
    }
}

/// Somebody who waits for one of several to say something, and hears the first alone.
private final class FirstWord<Value: Sendable>: Sendable {
    private let waiting: Mutex<CheckedContinuation<Value?, Never>?>

    init(_ waiting: CheckedContinuation<Value?, Never>) {
        self.waiting = Mutex(waiting)
    }

    func say(_ value: Value?) {
        let waiting = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        waiting?.resume(returning: value)
    }
}
