/// The head of an answer: everything before the body.
package struct HTTPResponseHead: Sendable {
    package var status: Int
    /// The reason phrase of the status line, which Proxmox uses for its message; may be empty.
    package var reason: String
    package var headers: [HTTPHeader]

    package init(status: Int, reason: String, headers: [HTTPHeader]) {
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The first value of a header, its name compared without case.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A whole answer.
package struct HTTPResponse: Sendable {
    package var head: HTTPResponseHead
    package var body: [UInt8]
    /// From the start of the request to the last byte.
    package var duration: Duration

    package init(head: HTTPResponseHead, body: [UInt8], duration: Duration) {
        self.head = head
        self.body = body
        self.duration = duration
    }
}

/// An answer whose body is still arriving.
///
/// Dropping the stream or cancelling the task that reads it closes the connection. The peer is read no faster
/// than the body: at most about 256 KiB wait here.
package struct HTTPStream: Sendable {
    package var head: HTTPResponseHead
    /// Chunks as they arrive, split anywhere; ends by throwing an `HTTPError` when the connection is cut.
    ///
    /// In a cancelled task it ends with `.cancelled` or, as every `AsyncThrowingStream` does, with `nil`: ask
    /// `Task.isCancelled` before believing that the body was complete.
    package var body: AsyncThrowingStream<[UInt8], any Error>

    package init(head: HTTPResponseHead, body: AsyncThrowingStream<[UInt8], any Error>) {
        self.head = head
        self.body = body
    }
}
