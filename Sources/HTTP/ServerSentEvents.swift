/// The events of a `text/event-stream` body, as they arrive.
///
/// Ends when the body ends; throws the body's error, or `HTTPError.eventTooLarge`. Comments, which servers send
/// to keep the connection alive, and blocks without data give no event. In a cancelled task the end of the
/// body, and so of the events, proves nothing: ask `Task.isCancelled`.
package struct ServerSentEvents: AsyncSequence, Sendable {
    package typealias Element = ServerSentEvent
    package typealias Failure = any Error

    private let body: AsyncThrowingStream<[UInt8], any Error>
    private let limit: Int

    /// Reads `body`, usually that of an `HTTPStream`.
    ///
    /// - Parameters:
    ///   - body: the bytes, split anywhere.
    ///   - limit: the most bytes of one event.
    package init(_ body: AsyncThrowingStream<[UInt8], any Error>, limit: Int = 16 << 20) {
        self.body = body
        self.limit = limit
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(chunks: body.makeAsyncIterator(), parser: ServerSentEventParser(limit: limit))
    }

    /// Hands out one event at a time and reads on only when it has none left.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate var chunks: AsyncThrowingStream<[UInt8], any Error>.Iterator
        fileprivate var parser: ServerSentEventParser
        /// Events of the last chunk that were not handed out yet, the next one last.
        private var waiting: [ServerSentEvent] = []

        fileprivate init(
            chunks: AsyncThrowingStream<[UInt8], any Error>.Iterator, parser: ServerSentEventParser
        ) {
            self.chunks = chunks
            self.parser = parser
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(any Error) -> ServerSentEvent? {
            while waiting.isEmpty {
                guard let chunk = try await chunks.next(isolation: actor) else { return nil }
                waiting = try parser.read(chunk).reversed()
            }
            return waiting.removeLast()
        }
    }
}
