import COpenSSL

/// A node's key and self-signed certificate, ready to shake hands.
///
/// The `SSL_CTX` is complete when `init` returns and never changed after, and OpenSSL counts references to
/// it under its own locks: that makes it safe to share between threads.
final class TLSIdentity: @unchecked Sendable {
    private let context: OpaquePointer
    /// The SHA-256 of the certificate, `AA:BB:…`.
    let fingerprint: String

    init(node: NodeName) throws(SimulatorError) {
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw Self.failure() }
        self.context = context
        guard let key = Self.makeKey() else {
            SSL_CTX_free(context)
            throw Self.failure()
        }
        defer { EVP_PKEY_free(key) }
        guard let certificate = Self.makeCertificate(node: node, key: key) else {
            SSL_CTX_free(context)
            throw Self.failure()
        }
        defer { X509_free(certificate) }
        var digest = [UInt8](repeating: 0, count: 32)
        X509_digest(certificate, EVP_sha256(), &digest, nil)
        fingerprint = digest.map { $0.hex.uppercased() }.joined(separator: ":")
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_MODE, Int(SSL_MODE_RELEASE_BUFFERS), nil)
        guard SSL_CTX_use_certificate(context, certificate) == 1, SSL_CTX_use_PrivateKey(context, key) == 1
        else { throw Self.failure() }
    }

    deinit {
        SSL_CTX_free(context)
    }

    /// A new connection's state, which the caller frees.
    func accept() -> OpaquePointer? {
        guard let connection = SSL_new(context) else { return nil }
        SSL_set_accept_state(connection)
        return connection
    }

    private static func makeKey() -> OpaquePointer? {
        guard let maker = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(maker) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(maker) == 1, EVP_PKEY_CTX_set_group_name(maker, "P-256") == 1,
            EVP_PKEY_generate(maker, &key) == 1
        else { return nil }
        return key
    }

    /// A certificate for two years, the most that Proxmox gives its own.
    private static func makeCertificate(node: NodeName, key: OpaquePointer) -> OpaquePointer? {
        guard let certificate = X509_new() else { return nil }
        var serial = [UInt8](repeating: 0, count: 7)
        RAND_bytes(&serial, Int32(serial.count))
        let number = serial.reduce(1) { $0 << 8 | Int($1) }
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), number)
        X509_gmtime_adj(X509_getm_notBefore(certificate), -86_400)
        X509_gmtime_adj(X509_getm_notAfter(certificate), 729 * 86_400)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        for (field, value) in [("OU", "PVE Cluster Node"), ("O", "Simulated"), ("CN", "\(node).home.arpa")] {
            X509_NAME_add_entry_by_txt(
                name, field, MBSTRING_FLAG | 1, value, Int32(value.utf8.count), -1, 0)
        }
        X509_set_issuer_name(certificate, name)
        let names = "IP:127.0.0.1,IP:::1,DNS:localhost,DNS:\(node),DNS:\(node).home.arpa"
        guard let extra = X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, names) else {
            X509_free(certificate)
            return nil
        }
        X509_add_ext(certificate, extra, -1)
        X509_EXTENSION_free(extra)
        guard X509_sign(certificate, key, EVP_sha256()) > 0 else {
            X509_free(certificate)
            return nil
        }
        return certificate
    }

    private static func failure() -> SimulatorError {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_get_error(), &text, text.count)
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .certificate(detail: String(decoding: words, as: UTF8.self))
    }
}
