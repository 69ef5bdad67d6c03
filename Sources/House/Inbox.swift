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
