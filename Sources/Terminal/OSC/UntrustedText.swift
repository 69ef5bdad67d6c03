/// Text a program sent, as far as it may be shown.
enum UntrustedText {
    /// The text without control characters (C0, DEL, C1), cut before the character that goes beyond `limit` bytes.
    static func line(_ bytes: some BidirectionalCollection<UInt8>, limit: Int) -> String {
        var text = ""
        for scalar in String(decoding: whole(bytes.prefix(limit + 4), limit), as: UTF8.self).unicodeScalars
        where scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// The first bytes of UTF-8, at most `limit`, without a character that is cut.
    private static func whole(_ bytes: some BidirectionalCollection<UInt8>, _ limit: Int) -> [UInt8] {
        var kept = Array(bytes)
        guard kept.count > limit else { return kept }
        var end = limit
        while end > 0, kept[end] & 0xc0 == 0x80 { end -= 1 }
        kept.removeSubrange(end...)
        return kept
    }
}
