/// A SHA-256 digest of an audit entry and of all before it, 32 bytes.
package struct AuditDigest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// What the first entry is bound to: zeros.
    static let origin = AuditDigest(bytes: [UInt8](repeating: 0, count: 32))

    /// Lower-case hexadecimal, 64 digits.
    package var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
