internal import COpenSSL
internal import GRDB

extension AuditDigest {
    /// The digest of an entry that follows the one with this digest.
    ///
    /// It is SHA-256 over a name and version of this form, the digest before, and every value with its
    /// type and length, so that no two different entries have the same bytes.
    func next(_ id: Int64, _ values: [DatabaseValue]) throws(MemoryError) -> AuditDigest {
        var form = Array("jarvis audit 1\n".utf8)
        form += bytes
        for value in [id.databaseValue] + values { value.write(to: &form) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(form, form.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            throw .refused(doing: "write the audit log", code: 0, detail: "OpenSSL has no SHA-256")
        }
        return AuditDigest(bytes: digest)
    }
}

extension DatabaseValue {
    /// Writes type, length and content; numbers as eight bytes, the highest first.
    fileprivate func write(to form: inout [UInt8]) {
        switch storage {
        case .null: form.append(0)
        case .int64(let number): form.append(1, UInt64(bitPattern: number))
        case .double(let number): form.append(2, number.bitPattern)
        case .string(let text):
            form.append(3, UInt64(clamping: text.utf8.count))
            form += text.utf8
        case .blob(let data):
            form.append(4, UInt64(clamping: data.count))
            form += data
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ type: UInt8, _ number: UInt64) {
        append(type)
        for shift in stride(from: 56, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
