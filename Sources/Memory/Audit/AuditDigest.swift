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
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Lower-case hexadecimal, 64 digits.
    package var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
