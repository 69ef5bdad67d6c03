/// Covers secrets in the body of an answer before anybody reads it, whatever the body says and however large it is.
///
/// Found is a secret as it is, in capitals or small letters, with JSON's escapes, percent-encoded, in hexadecimal digits and
/// as base64. What is left is JSON where it was JSON. A secret that is ``Secret/isOrdinary`` is not looked for: half of
/// an honest answer might be taken for it.
package struct BodyCover: Sendable {
    private let search: NeedleSearch

    package init(_ secrets: [Secret]) {
        let sought = secrets.filter { !$0.isOrdinary && $0.exposed.utf8.count >= KnownSecret.shortest }
        search = NeedleSearch(sought.flatMap { Self.needles(of: $0.exposed) })
    }

    private static func needles(of secret: String) -> [Needle] {
        let bytes = Array(secret.utf8)
        var quoted: [UInt8] = []
        JSONText.append(quoted: secret, to: &quoted)
        let words = [Array(quoted.dropFirst().dropLast()), Array(PercentCoding.encoded(secret).utf8)]
        let digits = Array(Hexadecimal.digits(of: bytes).utf8)
        return Set(words + [digits]).map { Needle($0, .letters) }
            + (0..<3).map { Needle(Base64Characters.whole(of: bytes, behind: $0), .base64) }
    }

    /// The body with every secret in it replaced by ``SecretMask/cover``.
    package func covered(_ body: [UInt8]) -> [UInt8] {
        guard !search.isEmpty else { return body }
        let plain = Self.plain(body)
        let places = search.places(in: plain)
        return places.isEmpty ? body : KnownSecret.covering(places, in: plain, plain.indices)
    }

    /// The body with no more of JSON's escapes than it needs.
    private static func plain(_ body: [UInt8]) -> [UInt8] {
        let marks = [UInt8(ascii: "u"), UInt8(ascii: "/")]
        guard NeedleSearch.holdsEscape(body, of: marks) else { return body }
        var plain: [UInt8] = []
        plain.reserveCapacity(body.count)
        var position = 0
        while position < body.count {
            let mark = body[position...].firstIndex(of: UInt8(ascii: "\\")).map { $0 + 1 } ?? body.count
            plain += body[position..<mark]
            position = mark
            guard position < body.count else { break }
            let letter = position
            if marks.contains(body[letter]), let scalar = JSONText.escape(in: body, at: &position),
                scalar.value >= 0x20, scalar.value != 0xFFFD
            {
                if scalar != "\\" && scalar != "\"" { plain.removeLast() }
                plain += UTF8.encode(scalar) ?? .init()
            } else {
                position = letter + 1
                plain.append(body[letter])
            }
        }
        return plain
    }
}
