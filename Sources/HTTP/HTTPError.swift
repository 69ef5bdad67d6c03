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

extension HTTPError: CustomStringConvertible {
    /// One sentence for the user that ends with what to do.
    package var description: String {
        switch self {
        case .unresolved(let host):
            "The name \(host) does not resolve: check its spelling and this machine's DNS."
        case .unreachable(let host, let detail):
            "\(host) cannot be reached (\(detail)): check that it is up, and the port and firewall on the way."
        case .proxyUnreachable(let host, let proxy, let variable, let detail):
            """
            The proxy \(proxy), by which the variable \(variable) has \(host) asked, leads nowhere (\(detail)): see that \
            it runs and lets \(host) through, or put \(host) into no_proxy to ask it directly.
            """
        case .timedOut(let host, let phase, let limit):
            "\(host) \(HTTPError.delay(phase, limit)): check its load and the network."
        case .fingerprintMismatch(let host, let expected, let presented):
            """
            \(host) shows the certificate \(presented) but \(expected) is pinned, so nothing was sent to it: \
            pin the new one only if you know why it has changed.
            """
        case .untrusted(let host, let detail, let presented):
            """
            The certificate of \(host) is not trusted (\(detail)), so nothing was sent to it: name its authority, \
            or compare and pin \(presented.map { "its fingerprint \($0)" } ?? "its fingerprint").
            """
        case .broken(let host, let detail, sent: false):
            "The connection to \(host) broke before anything was sent (\(detail)): try again."
        case .broken(let host, let detail, sent: true):
            """
            The connection to \(host) broke with the answer missing (\(detail)): look whether the request has \
            taken effect before you repeat it.
            """
        case .tooLarge(let host, let limit):
            "The answer of \(host) is larger than \(limit) bytes, which is more than is taken: ask for less."
        case .eventTooLarge(let limit):
            "An event of the stream is larger than \(limit) bytes, which is more than is taken: ask for less."
        case .unusable(let detail):
            "The request cannot be made (\(detail)): correct it."
        case .cancelled:
            "The request was cancelled: make it again if you still want its answer."
        }
    }

    private static func delay(_ phase: String, _ limit: Duration) -> String {
        switch phase {
        case "connect": "did not take the connection within \(limit)"
        case "idle": "was silent for \(limit)"
        default: "did not answer completely within \(limit)"
        }
    }
}
