import COpenSSL
import Text

/// Marks by which the cluster knows its own tickets again, and one-time codes.
struct Seal: Sendable {
    private let key: [UInt8]

    /// A new key that nobody else has.
    init() {
        var key = [UInt8](repeating: 0, count: 32)
        RAND_bytes(&key, Int32(key.count))
        self.key = key
    }

    /// The mark of a text in Base64.
    func mark(_ text: String) -> String {
        String(
            decoding: Base64.encoded(Self.digest(EVP_sha256(), key: key, Array(text.utf8))), as: UTF8.self)
    }

    /// The code of a moment for a secret in Base32 (RFC 6238: SHA-1, 30 s, 6 digits).
    static func code(secret: String, at time: Double) -> String {
        let counter = UInt64(max(0, time) / 30)
        let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * UInt64($0))) }
        let digest = digest(EVP_sha1(), key: base32(secret), message)
        let offset = Int((digest.last ?? 0) & 15)
        let word = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let digits = String((word & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func digest(_ algorithm: OpaquePointer?, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 64)
        var count: UInt32 = 0
        HMAC(algorithm, key, Int32(key.count), message, message.count, &digest, &count)
        return Array(digest.prefix(Int(count)))
    }

    private static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { continue }
            word = word << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return bytes
    }
}
