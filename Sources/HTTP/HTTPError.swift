/// Why a request got no answer.
///
/// A status of 400 and above is an answer and not one of these.
package enum HTTPError: Error, Sendable, Hashable {
    /// The host name did not resolve.
    case unresolved(host: String)
    /// The connection was refused or there is no route; the system's words.
    case unreachable(host: String, detail: String)
    /// The proxy that a variable of the environment names refused the connection or there is no route to it.
    case proxyUnreachable(host: String, proxy: String, variable: String, detail: String)
    /// A deadline of `HTTPLimits` passed; `phase` is the limit's name (`connect`, `total`, `idle`).
    ///
    /// Only with `connect` is it sure that no byte of the request was sent.
    case timedOut(host: String, phase: String, after: Duration)
    /// The certificate is not the pinned one. No byte of the request was sent.
    case fingerprintMismatch(
        host: String, expected: CertificateFingerprint, presented: CertificateFingerprint)
    /// The certificate is not believed: an unknown authority, a wrong name, a past date.
    ///
    /// No byte of the request was sent.
    /// `presented` is the leaf's fingerprint when the server showed one: what trust-on-first-use asks about.
    case untrusted(host: String, detail: String, presented: CertificateFingerprint?)
    /// The connection broke, or the peer does not speak TLS or HTTP.
    ///
    /// `sent` is false when surely no byte of the
    /// request reached the peer, so a retry cannot repeat an action.
    case broken(host: String, detail: String, sent: Bool)
    /// The body is larger than the request's limit, in bytes.
    case tooLarge(host: String, limit: Int)
    /// One event of a `ServerSentEvents` stream is longer than its limit, in bytes.
    case eventTooLarge(limit: Int)
    /// The URL, a header or a file of the request cannot be used.
    case unusable(detail: String)
    /// The surrounding task was cancelled, or the client was shut down.
    case cancelled
}
