/// How long things are remembered; `nil` means until they are forgotten by hand.
///
/// The audit log stays forever.
package struct Retention: Sendable, Hashable {
    package var events: Duration?
    /// Tool calls that belong to no conversation; the others go with theirs.
    package var toolCalls: Duration?
    package var snapshots: Duration?
    /// Counted from a conversation's last message.
    package var conversations: Duration?

    package init(
        events: Duration? = .days(90), toolCalls: Duration? = .days(90), snapshots: Duration? = .days(14),
        conversations: Duration? = nil
    ) {
        self.events = events
        self.toolCalls = toolCalls
        self.snapshots = snapshots
        self.conversations = conversations
    }
}

/// How many rows a sweep deleted.
package struct Swept: Sendable, Hashable {
    package internal(set) var events = 0
    package internal(set) var toolCalls = 0
    package internal(set) var snapshots = 0
    package internal(set) var conversations = 0
}

extension Duration {
    /// Days of 24 hours.
    package static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
