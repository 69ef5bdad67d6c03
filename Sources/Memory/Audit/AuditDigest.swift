import Text

/// A SHA-256 digest of an audit entry and of all before it, 32 bytes.
package struct AuditDigest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// What the first entry is bound to: zeros.
    static let origin = AuditDigest(bytes: [UInt8](repeating: 0, count: 32))

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits; `nil` when it is something else.
    init?(_ text: String) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text.utf8) else { return nil }
        self.bytes = bytes
    }

    /// Lower-case hexadecimal, 64 digits.
    package var description: String { Hexadecimal.digits(of: bytes) }
}
