import Text

/// Reads JSON (RFC 8259) from bytes, one value after the other, without an allocation for each.
///
/// For the lines of a recording, of which there may be millions. What it cannot read it answers with `nil` or `false`.
/// The bytes must outlive it.
struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// How deep values that are passed over may lie in each other.
    private static let depthLimit = 32

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Whether nothing but white space is left.
    var isAtEnd: Bool {
        mutating get { next == nil }
    }

    /// The next byte that is not white space.
    private var next: UInt8? {
        mutating get {
            while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
            return place < bytes.count ? bytes[place] : nil
        }
    }

    /// Takes a mark such as `[` if it comes next.
    mutating func consume(_ mark: Unicode.Scalar) -> Bool {
        guard let byte = next, UInt32(byte) == mark.value else { return false }
        place += 1
        return true
    }

    /// Takes a number.
    mutating func number() -> Double? {
        guard let first = next, first == 0x2d || (0x30...0x39).contains(first) else { return nil }
        let start = place
        while place < bytes.count, isNumeric(bytes[place]) { place += 1 }
        return Double(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2b, 0x2d, 0x2e, 0x45, 0x65: true
        default: false
        }
    }

    /// Takes a string and adds its UTF-8 to a buffer; halves of surrogate pairs become U+FFFD.
    mutating func string(into text: inout [UInt8]) -> Bool {
        guard consume("\"") else { return false }
        while place < bytes.count {
            let start = place
            while place < bytes.count, bytes[place] != 0x22, bytes[place] != 0x5c { place += 1 }
            text.append(contentsOf: bytes[start..<place])
            guard place < bytes.count else { return false }
            place += 1
            if bytes[place - 1] == 0x22 { return true }
            guard let scalar = JSONText.escape(in: bytes, at: &place) else { return false }
            text.append(contentsOf: scalar.utf8)
        }
        return false
    }

    /// Passes a value of any kind over.
    mutating func skipValue(depth: Int = 0) -> Bool {
        guard depth < Self.depthLimit, let first = next else { return false }
        switch first {
        case 0x22:
            var ignored: [UInt8] = []
            return string(into: &ignored)
        case 0x7b, 0x5b: return skipMembers(isObject: first == 0x7b, depth: depth)
        case 0x74, 0x66, 0x6e: return ["true", "false", "null"].contains { takeWord($0) }
        default: return number() != nil
        }
    }

    private mutating func skipMembers(isObject: Bool, depth: Int) -> Bool {
        place += 1
        let end: Unicode.Scalar = isObject ? "}" : "]"
        if consume(end) { return true }
        repeat {
            if isObject {
                var ignored: [UInt8] = []
                guard string(into: &ignored), consume(":") else { return false }
            }
            guard skipValue(depth: depth + 1) else { return false }
        } while consume(",")
        return consume(end)
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count,
            bytes[place..<place + count].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { return false }
        place += count
        return true
    }
}
