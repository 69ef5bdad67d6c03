import Text

/// The one owner of libcurl: a multi handle on one thread, connections kept alive between requests.
///
/// HTTP/1.1 only. Redirects are answers and are not followed; nothing is added to a request but `Host` and its
/// framing. A GET whose kept-alive connection turns out to be dead is sent once more on a fresh one; no other
/// method is ever sent twice. A proxy named by the environment (`https_proxy`, `no_proxy`, …) is used, except
/// for loopback hosts and unix sockets. The thread sleeps while nothing happens.
///
/// The client ends when it is shut down, or when neither it nor a stream opened with it is referenced.
package final class HTTPClient: Sendable {
    private let orders = OrderQueue()

    package init() {
        TransferLoop.spawn(serving: orders)
    }

    deinit {
        orders.post(.stop(nil))
    }

    /// Sends a request and collects the whole answer.
    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let start = ContinuousClock.now
        let bound = Inbox.Bound.failing(beyond: request.limits.bodyBytes)
        let (head, body) = try await begin(request, bound: bound).whole()
        return HTTPResponse(head: head, body: body, duration: start.duration(to: .now))
    }

    /// Sends a request and returns as soon as the head of the answer is here.
    package func open(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
        let exchange = try begin(request, bound: .pausing(at: 256 << 10))
        let head = try await exchange.head()
        return HTTPStream(head: head, body: AsyncThrowingStream { try await exchange.chunk() })
    }

    /// Cancels every request and closes every connection; false when that took longer than `bound`.
    ///
    /// Requests made afterwards fail with `.cancelled`.
    @discardableResult
    package func shutdown(within bound: Duration = .seconds(2)) async -> Bool {
        let (ended, continuation) = AsyncStream.makeStream(of: Never.self)
        orders.post(.stop(continuation))
        do {
            return try await withDeadline(bound) {
                for await _ in ended {}
                return !Task.isCancelled
            }
        } catch {
            return false
        }
    }

    private func begin(_ request: HTTPRequest, bound: Inbox.Bound) throws(HTTPError) -> Exchange {
        // Before the loop's thread could send something.
        guard !Task.isCancelled else { throw .cancelled }
        let inbox = Inbox(bound: bound)
        orders.post(.start(request, inbox))
        return Exchange(inbox: inbox, orders: orders, client: self)
    }
}

/// One request from its caller's side; when it is dropped the request is cancelled.
final class Exchange: Sendable {
    private let inbox: Inbox
    private let orders: OrderQueue
    /// Keeps the loop alive while somebody waits for an answer.
    private let client: HTTPClient

    init(inbox: Inbox, orders: OrderQueue, client: HTTPClient) {
        self.inbox = inbox
        self.orders = orders
        self.client = client
    }

    deinit {
        cancel()
    }

    /// The head of the answer, as soon as it is here.
    func head() async throws(HTTPError) -> HTTPResponseHead {
        await wait(for: .head)
        return try inbox.head()
    }

    /// The next bytes of the body, `nil` at its end.
    func chunk() async throws(HTTPError) -> [UInt8]? {
        while true {
            await wait(for: .bytes)
            switch try inbox.next() {
            case .bytes(let bytes, let wasPaused):
                if wasPaused { orders.post(.resume(inbox)) }
                return bytes
            case .nothingYet:
                continue
            case .end:
                return nil
            }
        }
    }

    /// The head and the whole body; for a `Bound.failing` inbox only, since nobody makes room meanwhile.
    func whole() async throws(HTTPError) -> (head: HTTPResponseHead, body: [UInt8]) {
        await wait(for: .end)
        return try inbox.whole()
    }

    private func wait(for arrival: Inbox.Arrival) async {
        await withTaskCancellationHandler {
            await inbox.wait(for: arrival)
        } onCancel: {
            cancel()
        }
    }

    /// Answers the caller at once and lets the loop close the connection.
    private func cancel() {
        if inbox.finish(.failure(.cancelled)) { orders.post(.cancel(inbox)) }
    }
}
