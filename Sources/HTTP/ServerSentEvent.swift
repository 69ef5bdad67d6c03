/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// The event's type, `message` when the stream names none.
    package var name: String
    /// The data lines joined by line feeds; may be empty.
    package var data: String
    /// The last id the stream has given, in this event or an earlier one; empty for none.
    package var id: String
    /// How long to wait before connecting again, when the stream has said so.
    package var retry: Duration?

    package init(name: String = "message", data: String, id: String = "", retry: Duration? = nil) {
        self.name = name
        self.data = data
        self.id = id
        self.retry = retry
    }
}
