/// The headers of a request as libcurl's list wants them: checked, and without libcurl's own additions.
struct HeaderLines {
    let lines: [String]

    /// Checks headers that the caller has given.
    ///
    /// - Throws: `.unusable` for a header that would not arrive as the one header it is.
    init(_ headers: [HTTPHeader]) throws(HTTPError) {
        var lines: [String] = []
        var missing = ["accept", "content-type", "expect"]
        for header in headers {
            let name = header.name.lowercased()
            // The name is not quoted: with a line break in it, a secret may be part of it.
            guard !name.isEmpty, name.utf8.allSatisfy(HeaderLines.isTokenByte) else {
                throw .unusable(detail: "a header's name is empty or has a character that no name has")
            }
            guard header.value.utf8.allSatisfy(HeaderLines.isValueByte) else {
                throw .unusable(
                    detail: "the header \(header.name) has a line break or another control character")
            }
            guard !HeaderLines.framing.contains(name) else {
                throw .unusable(detail: "the header \(header.name) is set from the body and cannot be given")
            }
            missing.removeAll { $0 == name }
            // libcurl sends a header without a value only when it is written with a semicolon.
            let isBlank = header.value.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            lines.append(isBlank ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        // A name with nothing behind the colon keeps libcurl from adding one of its own.
        self.lines = lines + missing.map { "\($0):" }
    }

    /// Two of these, or one beside the body's true length, let a proxy and a server see different requests.
    private static let framing = ["content-length", "transfer-encoding"]

    /// A character of a token: RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// A character of a field value, bytes of UTF-8 included: RFC 9110 §5.5.
    private static func isValueByte(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t")
    }
}
