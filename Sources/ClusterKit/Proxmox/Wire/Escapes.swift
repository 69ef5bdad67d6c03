/// The text of a JSON string with its escapes resolved (RFC 8259 §7); half a surrogate pair becomes U+FFFD.
func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
        guard byte == .backslash else {
            text.append(byte)
            continue
        }
        guard let escape = rest.popFirst() else { break }
        if let plain = plainEscapes[escape] {
            text.append(plain)
        } else if escape == UInt8(ascii: "u") {
            text.append(contentsOf: Array(String(codePoint(&rest)).utf8))
        } else {
            text.append(escape)
        }
    }
    return String(decoding: text, as: UTF8.self)
}

private let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C,
]

/// Reads what follows `\u`, both halves of a pair.
private func codePoint(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = codeUnit(&rest) else { return replacement }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? replacement }
    guard rest.starts(with: [.backslash, UInt8(ascii: "u")]) else { return replacement }
    var ahead = rest.dropFirst(2)
    guard let second = codeUnit(&ahead), (0xDC00..<0xE000).contains(second) else { return replacement }
    rest = ahead
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
}

private func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
    let digits = String(decoding: rest.prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
    rest = rest.dropFirst(4)
    return UInt32(digits, radix: 16)
}
