import COpenSSL
import FoundationEssentials
import Glibc
import Text

/// A key and its self-signed certificate, ready to shake hands.
///
/// The `SSL_CTX` is complete when `init` returns and never changed after, and OpenSSL counts references to
/// it under its own locks: that makes it safe to share between threads.
package final class TLSIdentity: @unchecked Sendable {
    private let context: OpaquePointer
    /// The SHA-256 of the certificate, `AA:BB:…`.
    package let fingerprint: String
    /// The certificate in PEM form.
    package let certificate: String
    /// The key in PEM form.
    let key: String
    /// Its last day was yesterday.
    package let isExpired: Bool

    /// Makes a new key and a certificate for it, good for these days or, when `isExpired`, until yesterday.
    ///
    /// `subject` are fields and values of its name; `names` whom it speaks for, such as `IP:127.0.0.1,DNS:localhost`.
    package convenience init(
        subject: [(field: String, value: String)], names: String, days: Int = 729, isExpired: Bool = false
    ) throws(ServerError) {
        guard let key = Self.makeKey() else { throw Self.failure() }
        defer { EVP_PKEY_free(key) }
        guard
            let certificate = Self.makeCertificate(
                subject, names: names, key: key, lastDay: isExpired ? -1 : days)
        else { throw Self.failure() }
        defer { X509_free(certificate) }
        try self.init(key: key, certificate: certificate, isExpired: isExpired)
    }

    /// Takes both from PEM text; `nil` when they are not there.
    package convenience init?(pem: String) throws(ServerError) {
        let key = PEM.read(pem) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
        let certificate = PEM.read(pem) { PEM_read_bio_X509($0, nil, nil, nil) }
        defer {
            EVP_PKEY_free(key)
            X509_free(certificate)
        }
        ERR_clear_error()
        guard let key, let certificate else { return nil }
        try self.init(key: key, certificate: certificate, isExpired: false)
    }

    private init(key: OpaquePointer, certificate: OpaquePointer, isExpired: Bool) throws(ServerError) {
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw Self.failure() }
        self.context = context
        self.isExpired = isExpired
        self.key = PEM.text { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
        self.certificate = PEM.text { PEM_write_bio_X509($0, certificate) }
        var digest = [UInt8](repeating: 0, count: 32)
        X509_digest(certificate, EVP_sha256(), &digest, nil)
        fingerprint = digest.map { Hexadecimal.digits($0, width: 2, uppercase: true) }.joined(separator: ":")
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

    /// A certificate that ends in so many days.
    private static func makeCertificate(
        _ subject: [(field: String, value: String)], names: String, key: OpaquePointer, lastDay: Int
    ) -> OpaquePointer? {
        guard let certificate = X509_new() else { return nil }
        var serial = [UInt8](repeating: 0, count: 7)
        RAND_bytes(&serial, Int32(serial.count))
        let number = serial.reduce(1) { $0 << 8 | Int($1) }
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), number)
        X509_gmtime_adj(X509_getm_notBefore(certificate), min(-1, lastDay - 1) * 86_400)
        X509_gmtime_adj(X509_getm_notAfter(certificate), lastDay * 86_400)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        for (field, value) in subject {
            X509_NAME_add_entry_by_txt(
                name, field, MBSTRING_FLAG | 1, value, Int32(value.utf8.count), -1, 0)
        }
        X509_set_issuer_name(certificate, name)
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

    private static func failure() -> ServerError {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_get_error(), &text, text.count)
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .certificate(detail: String(decoding: words, as: UTF8.self))
    }
}

/// A folder that holds a file `NAME.pem` with key and certificate for each name, readable by its owner alone.
package struct IdentityFolder: Sendable {
    private let path: String

    package init(_ path: String) throws(ServerError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw failure(path)
        }
    }

    /// What is kept for a name; `nil` when that is nothing, or no key with a certificate.
    package func identity(of name: String) throws(ServerError) -> TLSIdentity? {
        guard let bytes = FileManager.default.contents(atPath: file(name)) else { return nil }
        return try TLSIdentity(pem: String(decoding: bytes, as: UTF8.self))
    }

    package func keep(_ identity: TLSIdentity, of name: String) throws(ServerError) {
        let new = file(name) + ".new"
        // Not after it is written: a key must never lie open.
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(new) }
        let text = Array((identity.key + identity.certificate).utf8)
        let isWritten = write(descriptor, text, text.count) == text.count
        guard close(descriptor) == 0, isWritten, rename(new, file(name)) == 0 else {
            throw failure(new)
        }
    }

    private func file(_ name: String) -> String { "\(path)/\(name).pem" }

    /// What the last call of the system said of a file.
    private func failure(_ file: String) -> ServerError {
        let words = String(cString: strerror(errno))
        return .folder(path: path, detail: file == path ? words : "\(file): \(words)")
    }
}

/// Keys and certificates as text: RFC 7468.
private enum PEM {
    /// What OpenSSL writes into a buffer in memory.
    static func text(_ write: (OpaquePointer?) -> Int32) -> String {
        guard let buffer = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(buffer) }
        guard write(buffer) == 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(buffer))
        let count = BIO_read(buffer, &bytes, Int32(bytes.count))
        return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
    }

    /// What OpenSSL reads out of a text.
    static func read(_ text: String, _ read: (OpaquePointer?) -> OpaquePointer?) -> OpaquePointer? {
        let bytes = Array(text.utf8)
        guard let buffer = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return nil }
        defer { BIO_free(buffer) }
        return read(buffer)
    }
}
