@preconcurrency import Dispatch

/// Runs blocking work on a thread of its own, because Swift's tasks share one a core.
func blocking<Value: Sendable>(
    _ work: @escaping @Sendable () throws(MemoryError) -> Value
) async throws(MemoryError) -> Value {
    let result = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            continuation.resume(returning: Result { () throws(MemoryError) in try work() })
        }
    }
    return try result.get()
}
