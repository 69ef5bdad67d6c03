/// What can be asked for that changes something. Each is sent at most once.
extension ProxmoxClient {
    /// Carries an action out as `GuestAction.call` describes it.
    ///
    /// - Returns: the task to follow; `nil` when there is none.
    package nonisolated func perform(
        _ action: GuestAction, on guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> UPID? {
        try await send(action.call(on: guest, at: node))
    }

    /// Sends a changing call that answers with a task, with `OK`, or with nothing.
    package nonisolated func send(_ call: APICall) async throws(ProxmoxError) -> UPID? {
        try await read(call) { answer throws(WireFault) in
            try answer.text().flatMap(UPID.init)
        }
    }

    /// Asks a running task to end; how it ended is seen by following it.
    package nonisolated func stop(_ task: UPID) async throws(ProxmoxError) {
        _ = try await send(.stop(task))
    }
}
