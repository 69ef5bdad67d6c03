import COpenSSL
import Glibc

/// A key and a certificate made for one test.
///
/// `@unchecked Sendable` because nothing is changed after `init`, and OpenSSL counts references atomically.
package final class ServerIdentity: @unchecked Sendable {
    /// The server's `SSL_CTX`.
    let context: OpaquePointer
    /// The SHA-256 of its certificate.
    package let digest: [UInt8]
    package let pem: String
    private let certificate: OpaquePointer
    private let key: OpaquePointer

    /// A certificate valid from and for some seconds around now, self-signed unless there is an issuer.
    package init(
        names: String = "IP:127.0.0.1,DNS:localhost", from: Int = -3600, until: Int = 3600,
        issuer: ServerIdentity? = nil, isAuthority: Bool = false, newestProtocol: Int32 = TLS1_3_VERSION
    ) throws {
        key = try ServerIdentity.makeKey()
        guard let certificate = X509_new() else { throw SystemFailure() }
        self.certificate = certificate
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...(1 << 40)))
        X509_gmtime_adj(X509_getm_notBefore(certificate), from)
        X509_gmtime_adj(X509_getm_notAfter(certificate), until)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        let common = isAuthority ? "Test Authority" : "test server"
        X509_NAME_add_entry_by_txt(name, "CN", 0x1001, common, -1, -1, 0)
        X509_set_issuer_name(certificate, issuer.map { X509_get_subject_name($0.certificate) } ?? name)
        ServerIdentity.extend(certificate, NID_subject_alt_name, names)
        if isAuthority { ServerIdentity.extend(certificate, NID_basic_constraints, "critical,CA:TRUE") }
        guard X509_sign(certificate, issuer?.key ?? key, nil) > 0,
            let context = SSL_CTX_new(TLS_server_method())
        else { throw SystemFailure() }
        self.context = context
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(newestProtocol), nil)
        SSL_CTX_use_certificate(context, certificate)
        SSL_CTX_use_PrivateKey(context, key)
        digest = ServerIdentity.sum(of: certificate)
        pem = ServerIdentity.encode(certificate)
    }

    deinit {
        SSL_CTX_free(context)
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    private static func makeKey() throws -> OpaquePointer {
        let maker = EVP_PKEY_CTX_new_id(NID_ED25519, nil)
        defer { EVP_PKEY_CTX_free(maker) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(maker) == 1, EVP_PKEY_keygen(maker, &key) == 1, let key else {
            throw SystemFailure()
        }
        return key
    }

    private static func extend(_ certificate: OpaquePointer, _ kind: Int32, _ value: String) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, certificate, certificate, nil, nil, 0)
        let made = X509V3_EXT_conf_nid(nil, &context, kind, value)
        X509_add_ext(certificate, made, -1)
        X509_EXTENSION_free(made)
    }

    private static func sum(of certificate: OpaquePointer) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        X509_digest(certificate, EVP_sha256(), &bytes, nil)
        return bytes
    }

    private static func encode(_ certificate: OpaquePointer) -> String {
        let memory = BIO_new(BIO_s_mem())
        defer { BIO_free(memory) }
        PEM_write_bio_X509(memory, certificate)
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = BIO_read(memory, &buffer, Int32(buffer.count))
        return String(decoding: buffer.prefix(Int(max(0, count))), as: UTF8.self)
    }
}
