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
        try take(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The next string; bytes that are not UTF-8 become U+FFFD.
    mutating func text() throws(HouseError) -> String {
        String(decoding: try take(Int(try number())), as: UTF8.self)
    }

    /// The next list of strings.
    mutating func texts() throws(HouseError) -> [String] {
        let count = Int(try number())
        guard count <= rest.count / 4 else { throw .malformed("a list longer than its parcel") }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    private mutating func take(_ count: Int) throws(HouseError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .malformed("a parcel shorter than it says") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
