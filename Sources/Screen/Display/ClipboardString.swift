import Text

/// Text for the clipboard of the machine where a terminal is: OSC 52
/// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Manipulate Selection Data").
enum ClipboardString {
    /// How many bytes of text are sent; a terminal reads no more in one string, and a slow line takes seconds.
    static let limit = 262_144
    /// How many bytes GNU screen passes on in one DCS string, with room for its own.
    private static let portion = 512

    /// The string for a text, or wrapped for GNU screen, which passes on what stands in a DCS.
    static func bytes(_ text: String, throughScreen: Bool) -> [UInt8] {
        let string = Array("\u{1b}]52;c;".utf8) + Base64.encoded(Array(text.utf8)) + [0x07]
        guard throughScreen else { return string }
        var wrapped: [UInt8] = []
        for start in stride(from: 0, to: string.count, by: portion) {
            wrapped += Array("\u{1b}P".utf8) + string[start..<min(start + portion, string.count)]
            wrapped += Array("\u{1b}\\".utf8)
        }
        return wrapped
    }
}
