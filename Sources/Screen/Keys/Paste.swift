/// What a terminal pasted between its brackets (bracketed paste, DEC private mode 2004).
package struct Paste: Hashable, Sendable {
    /// The most bytes of a paste that are kept.
    package static let limit = 10 << 20

    /// The bytes as they came, without the brackets.
    package let bytes: [UInt8]
    /// Whether the paste was longer than the limit and its end is missing.
    package let isTruncated: Bool

    package init(bytes: [UInt8], isTruncated: Bool = false) {
        self.bytes = bytes
        self.isTruncated = isTruncated
    }

    /// Whether the paste would press Enter in a program that does not know bracketed paste.
    package var hasLineBreak: Bool { bytes.contains { $0 == 0x0A || $0 == 0x0D } }

    /// The bytes to send to an embedded program.
    ///
    /// With brackets for a program that asked for them, and then with ESC taken out of the text, so that no text can
    /// close the bracket early. Line breaks become CR, as from a keyboard.
    package func encoded(bracketed: Bool) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count + 12)
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x0A: if previous != 0x0D { body.append(0x0D) }
            case 0x1B where bracketed: break
            default: body.append(byte)
            }
            previous = byte
        }
        return bracketed ? Array("\u{1B}[200~".utf8) + body + Array("\u{1B}[201~".utf8) : body
    }
}
