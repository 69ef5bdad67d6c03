/// Bytes written as `%2F` where an address or a form cannot hold them (RFC 3986 §2.1).
package enum PercentCoding {
    /// The text in ASCII, each byte of it that is not kept as `%XX`; kept are the unreserved characters unless told otherwise.
    package static func encoded(
        _ text: some StringProtocol, keeping isKept: (UInt8) -> Bool = PercentCoding.isUnreserved
    ) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(Hexadecimal.digit(byte >> 4, uppercase: true))
                encoded.append(Hexadecimal.digit(byte & 15, uppercase: true))
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether a byte is one of the characters that need no coding anywhere (RFC 3986 §2.3).
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    /// The bytes that a text stands for; what is no escape stays as it is, and in a form `+` is a space.
    package static func decoded(_ text: some Sequence<UInt8>, isForm: Bool = false) -> [UInt8] {
        var decoded: [UInt8] = []
        /// How many of the newest bytes may be the beginning of an escape.
        var open = 0
        for byte in text {
            if open == 2, let high = decoded.last.flatMap(Hexadecimal.value),
                let low = Hexadecimal.value(byte)
            {
                decoded.removeLast(2)
                decoded.append(high << 4 | low)
                open = 0
                continue
            }
            switch byte {
            case UInt8(ascii: "%"): open = 1
            case _ where open == 1 && Hexadecimal.value(byte) != nil: open = 2
            default: open = 0
            }
            decoded.append(isForm && byte == UInt8(ascii: "+") ? 0x20 : byte)
        }
        return decoded
    }

    /// The text that another one stands for; bytes that are not UTF-8 become U+FFFD.
    package static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String {
        String(decoding: decoded(text.utf8, isForm: isForm), as: UTF8.self)
    }
}
