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

    /// How often that would be: CR, LF and CR LF count once each.
    package var lineBreaks: Int {
        var count = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || byte == 0x0A && previous != 0x0D { count += 1 }
            previous = byte
        }
        return count
    }
}
