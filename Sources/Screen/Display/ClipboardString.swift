/// Text for the clipboard of the machine where a terminal is: OSC 52
/// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Manipulate Selection Data").
enum ClipboardString {
    /// How many bytes of text are sent; a terminal reads no more in one string, and a slow line takes seconds.
    static let limit = 262_144
    /// How many bytes GNU screen passes on in one DCS string, with room for its own.
    private static let portion = 512

    /// The string for a text, or wrapped for GNU screen, which passes on what stands in a DCS.
    static func bytes(_ text: String, throughScreen: Bool) -> [UInt8] {
        let string = Array("\u{1b}]52;c;".utf8) + base64(Array(text.utf8)) + [0x07]
        guard throughScreen else { return string }
        var wrapped: [UInt8] = []
        for start in stride(from: 0, to: string.count, by: portion) {
            wrapped += Array("\u{1b}P".utf8) + string[start..<min(start + portion, string.count)]
            wrapped += Array("\u{1b}\\".utf8)
        }
        return wrapped
    }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = min(3, bytes.count - start)
            let group = (0..<3).reduce(0) { $0 << 8 | ($1 < rest ? Int(bytes[start + $1]) : 0) }
            for place in 0..<4 {
                let digit = alphabet[group >> (18 - 6 * place) & 63]
                encoded.append(place <= rest ? digit : UInt8(ascii: "="))
            }
        }
        return encoded
    }
}
