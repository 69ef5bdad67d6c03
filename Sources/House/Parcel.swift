/// One message on the wire between front and house.
///
/// Layout, big endian: the letter `J`, the version of the wire, the kind, a zero, the length of the body
/// in 4 bytes, the body. Strings and lists in a body are preceded by their length in 4 bytes.
struct Parcel: Sendable, Equatable {
    /// The wire this program speaks.
    ///
    /// Another version is not read beyond its ``HouseMessage/hello(_:)``.
    static let currentVersion: UInt8 = 3

    /// Bytes before the body.
    static let headerLength = 8

    /// The longest body; a longer one is no parcel of ours.
    static let longestBody = 1 << 20

    /// What a front or a house may send; the two number their kinds apart.
    let kind: UInt8

    /// The wire the sender speaks.
    var version = Parcel.currentVersion

    private(set) var body: [UInt8] = []

    init(kind: UInt8) {
        self.kind = kind
    }

    /// The parcel at the front of the bytes and how many bytes it takes; nil while it is incomplete.
    ///
    /// - Throws: ``HouseError/malformed(_:)`` when no parcel begins there or its body is too long.
    static func first(of bytes: ArraySlice<UInt8>) throws(HouseError) -> (parcel: Parcel, length: Int)? {
        let start = bytes.startIndex
        guard bytes.count >= headerLength else { return nil }
        guard bytes[start] == UInt8(ascii: "J"), bytes[start + 3] == 0 else {
            throw .malformed("no parcel begins here")
        }
        let length = bytes[(start + 4)..<(start + 8)].reduce(0) { $0 << 8 | Int($1) }
        guard length <= longestBody else { throw .malformed("a parcel of \(length) bytes") }
        let end = headerLength + length
        guard bytes.count >= end else { return nil }
        var parcel = Parcel(kind: bytes[start + 2])
        parcel.version = bytes[start + 1]
        parcel.body = Array(bytes[(start + headerLength)..<(start + end)])
        return (parcel, end)
    }

    /// The parcel as it goes over the wire.
    var bytes: [UInt8] {
        [UInt8(ascii: "J"), version, kind, 0] + Parcel.bigEndian(UInt32(body.count)) + body
    }

    mutating func append(_ number: UInt32) {
        body += Parcel.bigEndian(number)
    }

    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        body += text.utf8
    }

    mutating func append(_ texts: [String]) {
        append(UInt32(texts.count))
        for text in texts { append(text) }
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

/// Reads the body of a parcel from front to back.
struct ParcelReader {
    private var rest: ArraySlice<UInt8>

    init(_ parcel: Parcel) {
        rest = parcel.body[...]
    }

    /// Whether everything was read; what a later version of the same wire adds comes last.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next four bytes as a number.
    mutating func number() throws(HouseError) -> UInt32 {
        try consume(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The next string; bytes that are not UTF-8 become U+FFFD.
    mutating func text() throws(HouseError) -> String {
        String(decoding: try consume(Int(try number())), as: UTF8.self)
    }

    /// The next list of strings.
    mutating func texts() throws(HouseError) -> [String] {
        let count = Int(try number())
        guard count <= rest.count / 4 else { throw .malformed("a list longer than its parcel") }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    private mutating func consume(_ count: Int) throws(HouseError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .malformed("a parcel shorter than it says") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}

/// Bytes that came from the other end, until they are whole parcels.
///
/// Every byte is moved a bounded number of times, however small the parcels are.
struct Inbox: Sendable, Equatable {
    private var bytes: [UInt8] = []

    /// Where the first unread byte is.
    private var start = 0

    init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// How many bytes wait.
    var count: Int { bytes.count - start }

    /// The bytes that wait.
    var waiting: ArraySlice<UInt8> { bytes[start...] }

    mutating func append(_ more: some Collection<UInt8>) {
        // At most as many bytes move as were read since the last time.
        if start > 0, start >= count {
            bytes.removeFirst(start)
            start = 0
        }
        bytes += more
    }

    /// Takes the first parcel; nil while it is incomplete.
    ///
    /// - Throws: ``HouseError/malformed(_:)`` when no parcel begins there or its body is too long.
    mutating func next() throws(HouseError) -> Parcel? {
        guard let (parcel, length) = try Parcel.first(of: waiting) else { return nil }
        start += length
        return parcel
    }
}
