import CCurl
import Text

/// One libcurl easy handle and the memory it points into.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    init() throws(HTTPError) {
        try LibCurl.load()
        guard let pointer = curl.easy_init() else {
            throw .unusable(detail: "libcurl has no memory for a request")
        }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(clamping: CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(clamping: CURL_ERROR_SIZE))
        try check(
            ccurl_set_pointer(curl.easy_setopt, pointer, CURLOPT_ERRORBUFFER, errorText), CURLOPT_ERRORBUFFER)
    }

    deinit {
        curl.easy_cleanup(pointer)
        curl.slist_free_all(headers)
        errorText.deallocate()
    }

    /// What libcurl wrote about the failure, else its general words for the code.
    func explain(_ code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(curl: curl.easy_strerror(code)) : text
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) throws(HTTPError) {
        try check(ccurl_set_long(curl.easy_setopt, pointer, option, value), option)
    }

    /// libcurl copies the string; `nil` unsets the option.
    func set(_ option: CURLoption, _ value: String?) throws(HTTPError) {
        try check(ccurl_set_string(curl.easy_setopt, pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) throws(HTTPError) {
        try check(ccurl_set_pointer(curl.easy_setopt, pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ callback: @escaping curl_write_callback) throws(HTTPError) {
        try check(ccurl_set_write_callback(curl.easy_setopt, pointer, option, callback), option)
    }

    func setBeforeRequest(_ callback: @escaping curl_prereq_callback) throws(HTTPError) {
        try check(ccurl_set_prereq_callback(curl.easy_setopt, pointer, callback), CURLOPT_PREREQFUNCTION)
    }

    func setOpenSocket(_ callback: @escaping curl_opensocket_callback) throws(HTTPError) {
        try check(
            ccurl_set_opensocket_callback(curl.easy_setopt, pointer, callback), CURLOPT_OPENSOCKETFUNCTION)
    }

    func setTLSContext(_ callback: @escaping curl_ssl_ctx_callback) throws(HTTPError) {
        try check(ccurl_set_ssl_ctx_callback(curl.easy_setopt, pointer, callback), CURLOPT_SSL_CTX_FUNCTION)
    }

    /// The body, which libcurl copies.
    func setBody(_ body: [UInt8]) throws(HTTPError) {
        try check(
            ccurl_set_offset(curl.easy_setopt, pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
            CURLOPT_POSTFIELDSIZE_LARGE)
        let code = body.withUnsafeBytes {
            ccurl_set_pointer(curl.easy_setopt, pointer, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)
        }
        try check(code, CURLOPT_COPYPOSTFIELDS)
    }

    /// Header lines in libcurl's notation, once.
    func setHeaders(_ lines: [String]) throws(HTTPError) {
        for line in lines {
            guard let longer = curl.slist_append(headers, line) else {
                throw .unusable(detail: "libcurl has no memory for the headers")
            }
            headers = longer
        }
        try check(
            ccurl_set_pointer(curl.easy_setopt, pointer, CURLOPT_HTTPHEADER, headers), CURLOPT_HTTPHEADER)
    }

    /// Takes and keeps connections in this pool (a `CURLSH`) instead of the multi handle's.
    func use(_ pool: UnsafeMutableRawPointer) throws(HTTPError) {
        try set(CURLOPT_SHARE, pool)
    }

    private func check(_ code: CURLcode, _ option: CURLoption) throws(HTTPError) {
        guard code != CURLE_OK else { return }
        let words = String(curl: curl.easy_strerror(code))
        throw .unusable(detail: "libcurl refuses its option \(option.rawValue): \(words)")
    }

    // MARK: Facts

    /// The `errno` of the last failed connect, 0 for none.
    var systemError: Int32 {
        var value = 0
        guard ccurl_get_long(curl.easy_getinfo, pointer, CURLINFO_OS_ERRNO, &value) == CURLE_OK else {
            return 0
        }
        return Int32(truncatingIfNeeded: value)
    }

    /// Bytes of body sent so far.
    var bytesSent: Int64 {
        var value: curl_off_t = 0
        guard ccurl_get_offset(curl.easy_getinfo, pointer, CURLINFO_SIZE_UPLOAD_T, &value) == CURLE_OK else {
            return 0
        }
        return Int64(clamping: value)
    }
}

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
        (curl.version_info(CURLVERSION_TENTH)?.pointee.features ?? 0) & CURL_VERSION_LIBZ != 0

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
