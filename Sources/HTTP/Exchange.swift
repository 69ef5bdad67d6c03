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
            switch try inbox.take() {
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
