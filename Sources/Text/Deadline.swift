/// A deadline that passed.
package struct DeadlineExceeded: Error, Hashable, CustomStringConvertible {
    package let limit: Duration

    package var description: String {
        "It took longer than \(limit) and was stopped."
    }
}

/// Runs the work and cancels it at the deadline, with ``DeadlineExceeded``; whatever else it throws passes through.
///
/// The work has to heed its cancellation, by the deadline or from around: a task group waits for its children.
package func withDeadline<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw DeadlineExceeded(limit: limit)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
