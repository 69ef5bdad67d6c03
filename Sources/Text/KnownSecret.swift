/// A secret that is known, to be covered in whatever spelling a server or a proxy quotes it.
///
/// Found is the secret as it is, in capitals or small letters, with line breaks in it, and as whatever ``SpelledBytes``
/// reads: percent-encoded, escaped as in JSON or HTML, once or several times. Also in hexadecimal digits, and as base64 in
/// either alphabet (RFC 4648), alone or within something longer such as the `user:secret` of a Basic header. A text is
/// read a fixed number of times, whatever is in it.
package struct KnownSecret: Sendable {
    /// The secret in small letters, as it is and as ``SpelledBytes`` reads it.
    private let literal: BytePattern
    private let plain: BytePattern
    /// Its bytes as two digits each.
    private let hexadecimal: BytePattern
    /// Its characters in base64 for each place that it can have in a group of three bytes.
    private let encoded: [BytePattern]

    /// A word of fewer bytes would be found in texts that have nothing to do with it.
    package static let shortest = 6

    /// `nil` for one that is too short to be looked for.
    package init?(_ secret: String) {
        let bytes = Array(secret.utf8)
        let spelled = SpelledBytes(bytes).bytes
        guard bytes.count >= Self.shortest, spelled.count * 2 >= Self.shortest else { return nil }
        literal = BytePattern(bytes.map(\.small))
        plain = BytePattern(spelled.map(\.small))
        hexadecimal = BytePattern(Array(Hexadecimal.digits(of: bytes).utf8))
        encoded = (0..<3).map { BytePattern(Base64Characters.whole(of: bytes, behind: $0)) }
    }

    /// The text with every spelling of the secret replaced by ``SecretMask/cover``.
    package func covered(in text: String) -> String {
        let source = Array(text.utf8)
        let places = places(in: source, SpelledBytes(source))
        guard !places.isEmpty else { return text }
        return String(decoding: Self.covering(places, in: source, source.indices), as: UTF8.self)
    }

    /// Whether the secret stands in a text, in any spelling.
    package func isIn(_ text: String) -> Bool {
        let source = Array(text.utf8)
        return !places(in: source, SpelledBytes(source)).isEmpty
    }

    /// A part of a text with the places covered that reach into it; they may overlap.
    static func covering(_ places: [Range<Int>], in source: [UInt8], _ part: Range<Int>) -> [UInt8] {
        var kept: [UInt8] = []
        var (from, covered) = (part.lowerBound, 0)
        for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) where place.upperBound > from {
            if place.lowerBound >= covered {
                kept += source[from..<max(from, place.lowerBound)]
                kept += SecretMask.cover.utf8
            }
            from = place.upperBound
            covered = from
        }
        return kept + source[from..<max(from, part.upperBound)]
    }

    /// Where the secret stands in a text, in any spelling; places may overlap.
    func places(in source: [UInt8], _ spelled: SpelledBytes) -> [Range<Int>] {
        let small = spelled.bytes.lazy.map(\.small)
        let read = plain.places(in: small) + hexadecimal.places(in: small) + blocks(in: spelled.bytes)
        let places = read.map { spelled.starts[$0.lowerBound]..<spelled.ends[$0.upperBound - 1] }
        // What stands before the secret may look like the beginning of an escape that the secret ends.
        return spelled.isAsWritten ? places : places + literal.places(in: source.lazy.map(\.small))
    }

    /// Where the end of a text begins that may be the beginning of the secret, in any spelling.
    ///
    /// It is the end itself when nothing may.
    func opening(atEndOf source: [UInt8], _ spelled: SpelledBytes) -> Int {
        var start = source.count - literal.beginning(atEndOf: source.lazy.map(\.small))
        for end in [spelled.bytes.count, spelled.endBeforeBlanks, spelled.endBeforeEscape].compactMap(\.self)
        {
            let bytes = spelled.bytes[..<end]
            let lengths =
                [plain, hexadecimal].map { $0.beginning(atEndOf: bytes.lazy.map(\.small)) }
                + encoded.map { $0.beginning(atEndOf: bytes.lazy.map(Base64Characters.standard)) }
            let length = lengths.max() ?? 0
            // The escape itself may stand for the first character.
            if length > 0 || end == spelled.endBeforeEscape {
                start = min(start, spelled.starts[end - length])
            }
        }
        return start
    }

    /// The whole words of base64 that hold the secret: what stands beside it in one may hold bits of it.
    private func blocks(in bytes: [UInt8]) -> [Range<Int>] {
        let characters = bytes.lazy.map(Base64Characters.standard)
        let places = encoded.flatMap { $0.places(in: characters) }.sorted { $0.lowerBound < $1.lowerBound }
        var blocks: [Range<Int>] = []
        for place in places where place.lowerBound >= blocks.last?.upperBound ?? 0 {
            var (start, end) = (place.lowerBound, place.upperBound)
            let first = blocks.last?.upperBound ?? 0
            while start > first, Base64Characters.contain(bytes[start - 1]) { start -= 1 }
            while end < bytes.count, Base64Characters.contain(bytes[end]) { end += 1 }
            blocks.append(start..<end)
        }
        return blocks
    }
}

/// The characters of base64: RFC 4648, sections 4 and 5.
enum Base64Characters {
    /// The characters that stand for nothing but these bytes when so many others, 0 to 2, stand before them.
    static func whole(of bytes: [UInt8], behind others: Int) -> [UInt8] {
        var characters: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in [UInt8](repeating: 0, count: others) + bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 6 {
                count -= 6
                characters.append(Base64.alphabet[bits >> count & 63])
            }
            bits &= 1 << count - 1
        }
        return Array(characters.dropFirst((8 * others + 5) / 6))
    }

    /// The character of the first alphabet for one of the other, which addresses can hold.
    static func standard(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }

    static func contain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "+/-_=".utf8.contains(byte)
        }
    }
}

extension UInt8 {
    /// The small letter for a capital one, and a blank for the plus that stands for one in a form.
    fileprivate var small: UInt8 {
        switch self {
        case 0x41...0x5A: self | 0x20
        case UInt8(ascii: "+"): 0x20
        default: self
        }
    }
}
