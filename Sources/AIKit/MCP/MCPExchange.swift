import JSON

/// One message of a client that sends each by itself, and what is said to it.
package struct MCPExchange: Sendable {
    private let messages: AsyncStream<JSONValue>
    private let session: MCPSession

    /// Begins to answer; `ended` is called when nothing of it is under way any more.
    package init(
        _ message: MCPMessage, _ host: any MCPHost, version: String,
        ended: @escaping @Sendable () -> Void = {}
    ) {
        let (messages, continuation) = AsyncStream.makeStream(of: JSONValue.self)
        self.messages = messages
        let session = MCPSession(host, version: version, stays: false) { continuation.yield($0) }
        self.session = session
        session.receive(message.message)
        Task { @concurrent in
            await session.rest()
            continuation.finish()
            ended()
        }
    }

    /// What is sent back next, the reply last; `nil` behind it.
    ///
    /// To be waited for by one at a time.
    package func next() async -> JSONValue? {
        // All iterators of the stream take from the same queue.
        var messages = messages.makeAsyncIterator()
        return await messages.next()
    }

    /// Stops it.
    package func end() { session.end() }
}
