import CCurl
import Glibc

extension Transfer {
    /// What a finished transfer means for its caller.
    func outcome(_ code: CURLcode) -> Result<Void, HTTPError> {
        if let refusal { return .failure(refusal) }
        guard code == CURLE_OK else { return .failure(failure(code)) }
        guard hasHead else { return .failure(broken("the answer has no head")) }
        return .success(())
    }

    private func failure(_ code: CURLcode) -> HTTPError {
        // Whatever has failed since, the request may have arrived.
        if !mayBeSent { return broken(explanation(code)) }
        if let mismatch = certificate.mismatch {
            return .fingerprintMismatch(
                host: destination.name, expected: mismatch.expected, presented: mismatch.presented)
        }
        if certificate.hasRefused || code == CURLE_PEER_FAILED_VERIFICATION {
            return .untrusted(
                host: destination.name, detail: explanation(code), presented: certificate.presented)
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .unresolved(host: destination.name)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
            return unreachable(connectExplanation(code))
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(host: destination.name, phase: "connect", after: request.limits.connect)
        case CURLE_SSL_CACERT_BADFILE, CURLE_URL_MALFORMAT:
            return .unusable(detail: explanation(code))
        case CURLE_UNSUPPORTED_PROTOCOL where attempts == 0:
            return .unusable(detail: explanation(code))
        default:
            return attempts == 0 ? fruitless(code) : broken(explanation(code))
        }
    }

    /// A connect that failed, of the host or of the proxy on the way to it.
    private func unreachable(_ detail: String) -> HTTPError {
        let scheme = request.url.prefix { $0 != ":" }.lowercased()
        guard !destination.bypassesProxy,
            let (variable, place) = ProxyVariables.ofThisProcess.proxy(for: destination.name, scheme: scheme)
        else { return .unreachable(host: destination.name, detail: detail) }
        return .proxyUnreachable(host: destination.name, proxy: place, variable: variable, detail: detail)
    }

    /// What to make of a connection that came to nothing before any request: most are worth another try, and two kinds
    /// are not.
    private func fruitless(_ code: CURLcode) -> HTTPError {
        let words = explanation(code)
        if code == CURLE_SSL_CONNECT_ERROR, Self.plainSigns.contains(where: words.contains) {
            return .unreachable(
                host: destination.name, detail: "what answers on that port speaks no TLS: \(words)")
        }
        if code == CURLE_SSL_CONNECT_ERROR, Self.oldSigns.contains(where: words.contains) {
            return .unreachable(
                host: destination.name,
                detail:
                    "it offers no TLS that is safe, which is 1.2 or newer, and has to be updated: \(words)")
        }
        return words.contains("CONNECT tunnel failed") ? unreachable(words) : broken(words)
    }

    /// What OpenSSL says when both sides have no version or cipher of TLS in common.
    private static let oldSigns = [
        "unsupported protocol", "protocol version", "no protocols available", "handshake failure",
        "no shared cipher", "wrong ssl version",
    ]

    /// What OpenSSL says when the first bytes of the answer are no TLS record.
    private static let plainSigns = ["wrong version number", "packet length too long", "http request"]

    private func broken(_ detail: String) -> HTTPError {
        .broken(host: destination.name, detail: detail, sent: attempts > 0)
    }

    /// The system's word for a failed connect where there is one, else libcurl's.
    private func connectExplanation(_ code: CURLcode) -> String {
        let number = easy.systemError
        return number == 0 ? explanation(code) : String(cString: strerror(number))
    }

    /// libcurl's words, in which names of the peer's certificate may stand: anything but printable ASCII is
    /// replaced.
    private func explanation(_ code: CURLcode) -> String {
        // What libcurl says of a header line longer than it takes (CURL_MAX_HTTP_HEADER, 100 KiB), too.
        if code == CURLE_OUT_OF_MEMORY { return "a header is longer than 100 KiB, or no memory is left" }
        let bytes = easy.explain(code).utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
