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
