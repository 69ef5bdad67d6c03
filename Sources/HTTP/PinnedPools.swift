import CCurl

/// A pool of kept-alive connections for each pinned certificate.
///
/// libcurl gives a kept-alive connection to any request with the same host and TLS options, and what a
/// certificate callback has checked is none of them: without pools of their own, a request pinned to one
/// certificate would travel on a connection checked against another. Requests that trust authorities differ
/// from pinned ones in `CURLOPT_SSL_VERIFYHOST` and from each other in `CURLOPT_CAINFO`, both of which libcurl
/// compares (lib/vtls/vtls.c, `Curl_ssl_config_matches`), so they share the multi handle's pool.
final class PinnedPools {
    private var pools: [CertificateFingerprint: UnsafeMutableRawPointer] = [:]

    deinit {
        for pool in pools.values { _ = curl.share_cleanup(pool) }
    }

    /// The pool for a pinned request, `nil` for the multi handle's own.
    func pool(for trust: TLSTrust) throws(HTTPError) -> UnsafeMutableRawPointer? {
        guard case .pinned(let fingerprint) = trust else { return nil }
        if let pool = pools[fingerprint] { return pool }
        guard let pool = curl.share_init() else {
            throw .unusable(detail: "libcurl has no memory for a pool")
        }
        guard ccurl_share(curl.share_setopt, pool, CURL_LOCK_DATA_CONNECT) == CURLSHE_OK else {
            _ = curl.share_cleanup(pool)
            throw .unusable(detail: "this libcurl cannot keep connections of different certificates apart")
        }
        pools[fingerprint] = pool
        return pool
    }
}
