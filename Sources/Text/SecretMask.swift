/// Blacks out what looks like a secret, in any text that is shown, said, written down or handed on.
///
/// What it knows: the value of Proxmox's token header and the UUID behind any `=`; Proxmox's tickets; a `Bearer` and
/// what follows `Authorization:`; keys of model servers and code hosts by their beginnings; values of parameters that
/// are named as secrets; the password in an address. A UUID named as one (`uuid=…`) is none. Reads each byte once.
package struct SecretMask {
    /// What stands in a secret's place, as in every type that holds one.
    package static let cover = "<redacted>"

    private let bytes: [UInt8]
    private var kept: [UInt8] = []
    private var position = 0
    /// Where the word behind the last `//` begins, as long as it lasts.
    private var address: Int?

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text with every secret covered; a text covered twice is covered once.
    package static func covering(_ text: String) -> String {
        var mask = SecretMask(Array(text.utf8))
        return mask.run() ? String(decoding: mask.kept, as: UTF8.self) : text
    }

    /// Says whether there was anything to cover.
    private mutating func run() -> Bool {
        var from = 0
        while position < bytes.count {
            noteAddress()
            if let secret = secret(), !secret.isEmpty {
                kept += bytes[from..<secret.lowerBound]
                kept += Self.cover.utf8
                from = secret.upperBound
                position = max(position + 1, secret.upperBound)
            } else {
                position += 1
            }
        }
        guard from > 0 else { return false }
        kept += bytes[from...]
        return true
    }

    private mutating func noteAddress() {
        let byte = bytes[position]
        if byte == UInt8(ascii: "/") {
            address = position > 0 && bytes[position - 1] == byte ? position + 1 : nil
        } else if byte.endsWord {
            address = nil
        }
    }

    /// The secret that is marked or begins here.
    private func secret() -> Range<Int>? {
        switch bytes[position] {
        case UInt8(ascii: "="): return behindEquals(position + 1)
        case UInt8(ascii: "@"): return passwordOfAddress()
        default: break
        }
        guard position == 0 || !bytes[position - 1].isOfKey else { return nil }
        switch bytes[position] | 0x20 {
        case UInt8(ascii: "p"): return ticket()
        case UInt8(ascii: "a"), UInt8(ascii: "b"): return authorization() ?? key()
        case UInt8(ascii: "s"), UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "h"): return key()
        default: return nil
        }
    }
}

extension SecretMask {
    private static let names = [
        "password", "passwd", "secret", "apikey", "api_key", "api-key", "access_token", "pveauthcookie",
        "csrfpreventiontoken",
    ]

    /// What an `=` marks: a token of Proxmox, a parameter that is named as a secret, or a UUID.
    private func behindEquals(_ start: Int) -> Range<Int>? {
        let value = start + (start < bytes.count && bytes[start].isQuote ? 1 : 0)
        let last = start > 1 ? bytes[start - 2].lowered : 0
        if last == UInt8(ascii: "n"), isBehind("pveapitoken", at: start - 1) {
            let end = word(from: value)
            return bytes[value..<end].lastIndex(of: UInt8(ascii: "=")).map { $0 + 1..<end }
        }
        if Self.names.contains(where: { $0.utf8.last == last && isBehind($0, at: start - 1) }) {
            return value..<word(from: value)
        }
        guard isUUID(at: value), !isBehind("uuid", at: start - 1) else { return nil }
        return value..<value + 36
    }

    /// `PVE:root@pam:65B2C3D4::…`: what stands behind the time.
    private func ticket() -> Range<Int>? {
        guard isHere("PVE:") || isHere("PVEVNC:") else { return nil }
        let end = word(from: position)
        guard let colons = bytes[position..<end].firstRange(of: Array("::".utf8)) else { return nil }
        return colons.upperBound..<end
    }

    /// `Bearer …` and `Authorization: …`.
    private func authorization() -> Range<Int>? {
        if isHere("authorization:") {
            let scheme = blanks(from: position + "authorization:".utf8.count)
            let end = word(from: scheme)
            let value = blanks(from: end)
            // A scheme and its credentials, or credentials alone; `PVEAPIToken=…` is covered as such.
            if bytes[scheme..<end].contains(UInt8(ascii: "=")) { return nil }
            return value > end ? value..<word(from: value) : scheme..<end
        }
        guard isHere("bearer ") else { return nil }
        let value = blanks(from: position + "bearer ".utf8.count)
        let end = word(from: value)
        return isKeyLike(value..<end, atLeast: 8) ? value..<end : nil
    }

    private static let beginnings = [
        "sk-", "sk_live_", "gsk_", "xai-", "hf_", "ghp_", "gho_", "github_pat_", "glpat-", "AIza",
    ]

    /// A key that says by its beginning whose it is.
    private func key() -> Range<Int>? {
        guard let beginning = Self.beginnings.first(where: { isHere($0) }) else { return nil }
        var end = position + beginning.utf8.count
        while end < bytes.count, bytes[end].isOfKey { end += 1 }
        return isKeyLike(position + beginning.utf8.count..<end, atLeast: 12) ? position..<end : nil
    }

    /// `https://user:password@host`: the password.
    private func passwordOfAddress() -> Range<Int>? {
        guard let address, position - address < 512,
            let colon = bytes[address..<position].firstIndex(of: UInt8(ascii: ":"))
        else {
            return nil
        }
        return colon + 1..<position
    }

    /// Long enough, and with a digit: no word of a language.
    private func isKeyLike(_ range: Range<Int>, atLeast length: Int) -> Bool {
        range.count >= length && bytes[range].contains { (0x30...0x39).contains($0) }
    }

    private func isUUID(at start: Int) -> Bool {
        guard start + 36 <= bytes.count else { return false }
        for offset in 0..<36 {
            let byte = bytes[start + offset]
            let isDash = [8, 13, 18, 23].contains(offset)
            guard isDash ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return false }
        }
        return true
    }

    /// Whether this text stands right before a place, whatever its case.
    private func isBehind(_ text: String, at end: Int) -> Bool {
        let start = end - text.utf8.count
        return start >= 0 && zip(bytes[start..<end], text.utf8).allSatisfy { $0.lowered == $1 }
    }

    /// Whether this text stands here; capitals in it count, small letters stand for both.
    private func isHere(_ text: String) -> Bool {
        guard position + text.utf8.count <= bytes.count else { return false }
        return zip(bytes[position...], text.utf8).allSatisfy { $0 == $1 || $0.lowered == $1 }
    }

    private func blanks(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] == 0x20 { end += 1 }
        return end
    }

    private func word(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !bytes[end].endsWord { end += 1 }
        return end
    }
}

extension String {
    /// The text with whatever looks like a secret covered.
    package var coveringSecrets: String { SecretMask.covering(self) }
}

extension UInt8 {
    fileprivate var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x66).contains(lowered)
    }

    /// One of `0-9 A-Z a-z - _`.
    fileprivate var isOfKey: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(lowered) || self == 0x2D || self == 0x5F
    }

    fileprivate var isQuote: Bool { self == 0x22 || self == 0x27 }

    /// What no secret has in it: blanks, controls, quotes, brackets, separators.
    fileprivate var endsWord: Bool {
        self <= 0x20 || self == 0x7F || " \"'`\\,;<>()[]{}&".utf8.contains(self)
    }
}
