/// How many rows of each kind a store holds.
package struct RowCounts: Sendable, Hashable, CustomStringConvertible {
    package let events: Int
    package let conversations: Int
    package let messages: Int
    package let toolCalls: Int
    package let snapshots: Int
    package let preferences: Int
    package let auditEntries: Int

    package var isEmpty: Bool { parts.isEmpty }

    /// What there is, such as `3 events, 1 message`; `nothing` when there is nothing.
    package var description: String {
        isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    private var parts: [String] {
        [
            (events, "event", "events"), (conversations, "conversation", "conversations"),
            (messages, "message", "messages"), (toolCalls, "tool call", "tool calls"),
            (snapshots, "snapshot", "snapshots"), (preferences, "preference", "preferences"),
            (auditEntries, "audit entry", "audit entries"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    }
}
