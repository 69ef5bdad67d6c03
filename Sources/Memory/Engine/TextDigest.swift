internal import COpenSSL
import Text

/// SHA-256 of a text, by which two of them are told apart without keeping them.
package enum TextDigest {
    /// Lower-case hexadecimal, 64 digits; the text's own bytes in hexadecimal where OpenSSL has no SHA-256.
    package static func of(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            return Hexadecimal.digits(of: bytes)
        }
        return Hexadecimal.digits(of: digest)
    }
}
