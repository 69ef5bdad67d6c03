internal import COpenSSL

extension AuditDigest {
    /// The digest of an entry that follows the one with this digest.
    ///
    /// It is SHA-256 over a name and version of this form, the digest before, and every value with its
    /// type and length, so that no two different entries have the same bytes.
    func next(_ id: Int64, _ values: [AuditValue]) throws(MemoryError) -> AuditDigest {
        var form = Array("jarvis audit 1\n".utf8)
        form += bytes
        for value in [.integer(id)] + values { value.write(to: &form) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(form, form.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            throw .refused(doing: "write the audit log", code: 0, detail: "OpenSSL has no SHA-256")
        }
        return AuditDigest(bytes: digest)
    }
}
