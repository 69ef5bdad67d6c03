import Dispatch
import Synchronization

/// Lets a synchronous command wait for asynchronous work.
package enum Blocking {
    /// Runs the work on the concurrent pool and waits for it.
    package static func wait<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws
        -> Value
    {
        try begin(work).wait()
    }

    /// Begins the work on the concurrent pool; what it comes to is waited for later.
    package static func begin<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value)
        -> Begun<Value>
    {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        Task { @concurrent in
            do {
                box.set(.success(try await work()))
            } catch {
                box.set(.failure(error))
            }
            done.signal()
        }
        return Begun(done: done, box: box)
    }

    /// Work that goes on.
    package struct Begun<Value: Sendable> {
        fileprivate let done: DispatchSemaphore
        fileprivate let box: Box<Value>

        /// Waits for its end, once.
        package func wait() throws -> Value {
            done.wait()
            return try box.get()
        }
    }
}

/// A result on its way from a task to the thread that waits for it.
private final class Box<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func set(_ value: Result<Value, any Error>) {
        result.withLock { $0 = value }
    }

    /// What was set; cancellation when nothing was.
    func get() throws -> Value {
        guard let value = result.withLock({ $0 }) else { throw CancellationError() }
        return try value.get()
    }
}
