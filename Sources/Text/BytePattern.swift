/// Bytes to be found in others in one pass: Knuth, Morris and Pratt's search.
struct BytePattern: Sendable {
    private let bytes: [UInt8]
    /// For each length, the length of the longest shorter beginning that the beginning of that length ends with.
    private let borders: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var borders = [0, 0]
        var border = 0
        for byte in bytes.dropFirst() {
            while border > 0, bytes[border] != byte { border = borders[border] }
            if bytes[border] == byte { border += 1 }
            borders.append(border)
        }
        self.borders = borders
    }

    /// Where it stands; places may overlap.
    func places(in text: some Sequence<UInt8>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        _ = beginning(atEndOf: text) { places.append($0) }
        return places
    }

    /// How many bytes at the end of a text may be its beginning, less than all of it.
    ///
    /// `found` is told where it stands as a whole.
    func beginning(atEndOf text: some Sequence<UInt8>, found: (Range<Int>) -> Void = { _ in }) -> Int {
        guard !bytes.isEmpty else { return 0 }
        var (position, length) = (0, 0)
        for byte in text {
            position += 1
            if length == bytes.count { length = borders[length] }
            while length > 0, bytes[length] != byte { length = borders[length] }
            if bytes[length] == byte { length += 1 }
            if length == bytes.count { found(position - length..<position) }
        }
        return length == bytes.count ? borders[length] : length
    }
}
