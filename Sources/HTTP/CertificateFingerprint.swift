import Text

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
