/// The one owner of libcurl: a multi handle on one thread, connections kept alive between requests.
package final class HTTPClient: Sendable {
    package init() {}

    /// Sends a request and collects the whole answer.
    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        throw .unusable(detail: "not connected")
    }

    /// Sends a request and returns as soon as the head of the answer is here.
    package func open(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
        throw .unusable(detail: "not connected")
    }

    /// Cancels every request and closes every connection; false when that took longer than `bound`.
    ///
    /// Requests made afterwards fail with `.cancelled`.
    @discardableResult
    package func shutdown(within bound: Duration = .seconds(2)) async -> Bool {
        true
    }
}
