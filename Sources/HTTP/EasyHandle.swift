import CCurl

/// One libcurl easy handle and the memory it points into.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    init() throws(HTTPError) {
        guard let pointer = curl_easy_init() else {
            throw .unusable(detail: "libcurl has no memory for a request")
        }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(clamping: CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(clamping: CURL_ERROR_SIZE))
        try check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText), CURLOPT_ERRORBUFFER)
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headers)
        errorText.deallocate()
    }

    /// What libcurl wrote about the failure, else its general words for the code.
    func explain(_ code: CURLcode) -> String {
        let text = String(cString: errorText)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) throws(HTTPError) {
        try check(ccurl_set_long(pointer, option, value), option)
    }

    /// libcurl copies the string; `nil` unsets the option.
    func set(_ option: CURLoption, _ value: String?) throws(HTTPError) {
        try check(ccurl_set_string(pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) throws(HTTPError) {
        try check(ccurl_set_pointer(pointer, option, value), option)
    }

    func set(_ option: CURLoption, _ callback: @escaping curl_write_callback) throws(HTTPError) {
        try check(ccurl_set_write_callback(pointer, option, callback), option)
    }

    func setBeforeRequest(_ callback: @escaping curl_prereq_callback) throws(HTTPError) {
        try check(ccurl_set_prereq_callback(pointer, callback), CURLOPT_PREREQFUNCTION)
    }

    func setOpenSocket(_ callback: @escaping curl_opensocket_callback) throws(HTTPError) {
        try check(ccurl_set_opensocket_callback(pointer, callback), CURLOPT_OPENSOCKETFUNCTION)
    }

    func setTLSContext(_ callback: @escaping curl_ssl_ctx_callback) throws(HTTPError) {
        try check(ccurl_set_ssl_ctx_callback(pointer, callback), CURLOPT_SSL_CTX_FUNCTION)
    }

    /// The body, which libcurl copies.
    func setBody(_ body: [UInt8]) throws(HTTPError) {
        try check(
            ccurl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
            CURLOPT_POSTFIELDSIZE_LARGE)
        let code = body.withUnsafeBytes { ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
        try check(code, CURLOPT_COPYPOSTFIELDS)
    }

    /// Header lines in libcurl's notation, once.
    func setHeaders(_ lines: [String]) throws(HTTPError) {
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else {
                throw .unusable(detail: "libcurl has no memory for the headers")
            }
            headers = longer
        }
        try check(ccurl_set_pointer(pointer, CURLOPT_HTTPHEADER, headers), CURLOPT_HTTPHEADER)
    }

    /// Takes and keeps connections in this pool (a `CURLSH`) instead of the multi handle's.
    func use(_ pool: UnsafeMutableRawPointer) throws(HTTPError) {
        try set(CURLOPT_SHARE, pool)
    }

    private func check(_ code: CURLcode, _ option: CURLoption) throws(HTTPError) {
        guard code != CURLE_OK else { return }
        let words = String(cString: curl_easy_strerror(code))
        throw .unusable(detail: "libcurl refuses its option \(option.rawValue): \(words)")
    }

    // MARK: Facts

    /// The `errno` of the last failed connect, 0 for none.
    var systemError: Int32 {
        var value = 0
        guard ccurl_get_long(pointer, CURLINFO_OS_ERRNO, &value) == CURLE_OK else { return 0 }
        return Int32(truncatingIfNeeded: value)
    }

    /// Bytes of body sent so far.
    var bytesSent: Int64 {
        var value: curl_off_t = 0
        guard ccurl_get_offset(pointer, CURLINFO_SIZE_UPLOAD_T, &value) == CURLE_OK else { return 0 }
        return Int64(clamping: value)
    }
}
