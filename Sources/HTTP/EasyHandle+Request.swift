import CCurl
import Text

extension EasyHandle {
    /// Sets everything about a request but its trust and its callbacks.
    func describe(_ request: HTTPRequest, to destination: Destination) throws(HTTPError) {
        try setManners()
        try set(CURLOPT_URL, request.url)
        if let socket = request.unixSocket { try set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        if destination.bypassesProxy { try set(CURLOPT_PROXY, "") }
        // Beside the deadline of our own, so that each of several addresses gets its share of the time.
        try set(
            CURLOPT_CONNECTTIMEOUT_MS,
            Int(clamping: Int32(clamping: max(1, request.limits.connect.wholeMilliseconds))))
        try setMethod(request)
        if EasyHandle.unpacks, request.acceptsCompression || request.unpacksUnasked {
            try set(CURLOPT_ACCEPT_ENCODING, request.acceptsCompression ? "gzip" : "identity")
        }
        try setHeaders(HeaderLines(request.headers).lines)
    }

    /// This libcurl was built with zlib.
    private static let unpacks =
        (curl_version_info(CURLVERSION_TENTH)?.pointee.features ?? 0) & CURL_VERSION_LIBZ != 0

    private func setManners() throws(HTTPError) {
        // HTTP and nothing else, 1.1 and never 0.9, and no path rewritten.
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(clamping: CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_HTTP09_ALLOWED, 0)
        try set(CURLOPT_PATH_AS_IS, 1)
        // The head is that of the peer and not of a proxy on the way, and a proxy gets none of our headers.
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try set(CURLOPT_HEADEROPT, Int(clamping: CURLHEADER_SEPARATE))
        try set(CURLOPT_NOSIGNAL, 1)
        // Leave a name look-up that is no longer wanted to its own thread instead of waiting for it here,
        // where every other request would wait too (lib/asyn-thread.c, `Curl_resolver_kill`).
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_BUFFERSIZE, 64 << 10)
    }

    private func setMethod(_ request: HTTPRequest) throws(HTTPError) {
        if !request.body.isEmpty || request.method == .post || request.method == .put {
            try set(CURLOPT_POST, 1)
            try setBody(request.body)
        }
        try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        // Proxmox closes idle connections after 5 s. A request that cannot be sent twice keeps off those that the
        // peer may be closing just now; a GET only off those that are surely dead.
        try set(CURLOPT_MAXAGE_CONN, request.method == .get ? 5 : 4)
    }
}
