import CCurl
import Text

/// Looks at the peer's certificate inside the handshake, before any byte of the request is sent.
///
/// Stays on the loop's thread. libcurl calls in only while the transfer that owns this is connecting, and
/// OpenSSL never after the handshake, since renegotiation is switched off.
final class CertificateCheck {
    private let trust: TLSTrust
    /// The leaf the peer showed.
    private(set) var presented: CertificateFingerprint?
    /// Whether the check ended the handshake.
    private(set) var hasRefused = false

    init(_ trust: TLSTrust) {
        self.trust = trust
    }

    /// The pinned fingerprint that the peer does not have.
    var mismatch: (expected: CertificateFingerprint, presented: CertificateFingerprint)? {
        guard case .pinned(let expected) = trust, hasRefused, let presented else { return nil }
        return (expected, presented)
    }

    /// Makes a handle ask this check, which must outlive it.
    func install(in easy: EasyHandle) throws(HTTPError) {
        try easy.set(CURLOPT_SSLVERSION, Int(clamping: CURL_SSLVERSION_TLSv1_2))
        // A resumed session shows no certificate, so there would be nothing to check.
        try easy.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        switch trust {
        case .system:
            // One hour, so that a new system certificate is believed without a restart.
            try easy.set(CURLOPT_CA_CACHE_TIMEOUT, 3600)
            // libcurl caches what it reads from a file but not from a folder: 140 certificates a handshake.
            if curl.version_info(CURLVERSION_TENTH)?.pointee.cainfo != nil {
                try easy.set(CURLOPT_CAPATH, nil)
            }
        case .authority(let file):
            try easy.set(CURLOPT_CA_CACHE_TIMEOUT, 0)
            try easy.set(CURLOPT_CAINFO, file)
            try easy.set(CURLOPT_CAPATH, nil)
        case .pinned:
            try easy.set(CURLOPT_CA_CACHE_TIMEOUT, 0)
            try easy.set(CURLOPT_SSL_VERIFYHOST, 0)
            try easy.set(CURLOPT_CAINFO, nil)
            try easy.set(CURLOPT_CAPATH, nil)
        }
        try easy.set(CURLOPT_SSL_CTX_DATA, Unmanaged.passUnretained(self).toOpaque())
        try easy.setTLSContext { _, raw, check in
            guard let raw else { return CURLE_SSL_CONNECT_ERROR }
            let context = OpaquePointer(raw)
            SSL_CTX_set_options(context, ccurl_ssl_op_no_renegotiation)
            SSL_CTX_set_cert_verify_callback(context, CertificateCheck.verify, check)
            return CURLE_OK
        }
    }

    /// OpenSSL's question whether to go on; see SSL_CTX_set_cert_verify_callback(3ssl).
    private static let verify: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = {
        store, check in
        guard let store, let check else { return 0 }
        return Unmanaged<CertificateCheck>.fromOpaque(check).takeUnretainedValue().verify(store) ? 1 : 0
    }

    private func verify(_ store: OpaquePointer) -> Bool {
        presented = X509_STORE_CTX_get0_cert(store).flatMap(CertificateFingerprint.init(certificate:))
        let isBelieved: Bool
        if case .pinned(let expected) = trust {
            isBelieved = presented == expected
            X509_STORE_CTX_set_error(store, isBelieved ? X509_V_OK : X509_V_ERR_APPLICATION_VERIFICATION)
        } else {
            isBelieved = X509_verify_cert(store) == 1
        }
        hasRefused = !isBelieved
        return isBelieved
    }
}

extension CertificateFingerprint {
    /// The digest of an OpenSSL `X509`.
    fileprivate init?(certificate: OpaquePointer) {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        guard X509_digest(certificate, EVP_sha256(), &bytes, &count) == 1, count == 32 else { return nil }
        self.init(bytes: bytes)
    }
}

/// The SHA-256 of a certificate in DER form, written `AA:BB:…` as Proxmox shows it.
package struct CertificateFingerprint: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes of the digest.
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits in either case, with or without colons.
    package init?(_ text: String) {
        let digits = text.filter { $0 != ":" }
        guard digits.utf8.count == 64, let bytes = Hexadecimal.bytes(digits.utf8) else { return nil }
        self.bytes = bytes
    }

    package var description: String {
        bytes.map { Hexadecimal.digits($0, width: 2, uppercase: true) }.joined(separator: ":")
    }
}
