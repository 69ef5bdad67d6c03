/// What Jarvis remembers across restarts: a SQLite database that one process owns.
///
/// A call that returned is kept even if the process is killed at that moment; an audit entry is kept even if
/// the power fails. Calls are answered in the order they were made, and cancelling the calling task does not
/// undo or stop one, because an act's end must be recorded also when the operator lost interest.
package struct Store: Sendable {
    package let events: EventLog
    package let conversations: Conversations
    package let toolCalls: ToolCalls
    package let snapshots: ClusterSnapshots
    package let preferences: Preferences
    package let audit: AuditLog

    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
        events = EventLog(connection: connection)
        conversations = Conversations(connection: connection)
        toolCalls = ToolCalls(connection: connection)
        snapshots = ClusterSnapshots(connection: connection)
        preferences = Preferences(connection: connection)
        audit = AuditLog(connection: connection)
    }
}
