/// A text to be found in a large one, and what counts as the same.
struct Needle: Sendable, Hashable {
    enum Likeness: Sendable {
        /// Capitals and small letters.
        case letters
        /// The characters of either alphabet of base64; found is the whole word.
        case base64
    }

    let bytes: [UInt8]
    let likeness: Likeness

    init(_ bytes: [UInt8], _ likeness: Likeness) {
        self.bytes = bytes
        self.likeness = likeness
    }

    /// The byte that a byte counts as.
    func alike(_ byte: UInt8) -> UInt8 {
        switch likeness {
        case .letters: (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        case .base64: Base64Characters.standard(byte)
        }
    }
}

extension Needle.Likeness {
    /// For each byte those that count as the same, itself among them.
    fileprivate var spellings: [[UInt8]] { self == .letters ? Self.spelledLetters : Self.spelledBase64 }

    private static let spelledLetters = groups(.letters)
    private static let spelledBase64 = groups(.base64)

    private static func groups(_ likeness: Needle.Likeness) -> [[UInt8]] {
        let needle = Needle([], likeness)
        let groups = Dictionary(grouping: 0...UInt8.max, by: needle.alike)
        return (0...UInt8.max).map { groups[needle.alike($0)] ?? [$0] }
    }
}

/// Finds several texts in a large one, most of which is stepped over.
///
/// Source: S. Wu and U. Manber, "A fast algorithm for multi-pattern searching", 1994, with pairs of bytes.
struct NeedleSearch: Sendable {
    private let needles: [Needle]
    /// How many bytes of each needle are looked at together.
    private let window: Int
    /// How far a window that ends with a pair of bytes can be moved; 0 where a needle may be.
    private let steps: [UInt8]

    var isEmpty: Bool { needles.isEmpty }

    /// Of needles of two bytes and more.
    init(_ needles: [Needle]) {
        self.needles = needles
        window = min(needles.map(\.bytes.count).min() ?? 2, 250)
        var steps = [UInt8](repeating: UInt8(max(1, window - 1)), count: needles.isEmpty ? 0 : 1 << 16)
        for needle in needles {
            let spellings = needle.bytes.prefix(window).map { needle.likeness.spellings[Int($0)] }
            for end in 1..<window {
                for first in spellings[end - 1] {
                    for last in spellings[end] {
                        let pair = Int(first) << 8 | Int(last)
                        steps[pair] = min(steps[pair], UInt8(window - 1 - end))
                    }
                }
            }
        }
        self.steps = steps
    }

    /// Where they stand; places may overlap.
    func places(in text: [UInt8]) -> [Range<Int>] {
        guard !isEmpty else { return [] }
        var places: [Range<Int>] = []
        text.withUnsafeBufferPointer { text in
            steps.withUnsafeBufferPointer { steps in
                var end = window - 1
                while end < text.count {
                    let step = Int(steps[Int(text[end - 1]) << 8 | Int(text[end])])
                    if step == 0 {
                        let start = end - window + 1
                        places += needles.compactMap { place(of: $0, at: start, in: text) }
                    }
                    end += max(1, step)
                }
            }
        }
        return places
    }

    private func place(
        of needle: Needle, at start: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Range<Int>? {
        let end = start + needle.bytes.count
        guard end <= text.count else { return nil }
        for (index, byte) in needle.bytes.enumerated()
        where needle.alike(text[start + index]) != needle.alike(byte) {
            return nil
        }
        return needle.likeness == .base64 ? Self.word(around: start..<end, in: text) : start..<end
    }

    /// What stands beside the place in a word of base64 may hold bits of the secret; an escape before it is none of it.
    private static func word(around place: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var (start, end) = (place.lowerBound, place.upperBound)
        while start > 0, Base64Characters.contain(text[start - 1]) { start -= 1 }
        while end < text.count, Base64Characters.contain(text[end]) { end += 1 }
        if start > 0, text[start - 1] == UInt8(ascii: "\\") {
            start = min(place.lowerBound, start + (text[start] == UInt8(ascii: "u") ? 5 : 1))
        }
        return start..<end
    }

    /// Whether a backslash stands before one of these letters; eight bytes are looked at together.
    static func holdsEscape(_ text: [UInt8], of letters: [UInt8]) -> Bool {
        text.withUnsafeBytes { bytes in
            let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
            let backslashes = ones &* UInt64(UInt8(ascii: "\\"))
            var position = 0
            while position < bytes.count {
                if position + 8 <= bytes.count {
                    let differences =
                        bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ backslashes
                    guard (differences &- ones) & ~differences & highs != 0 else {
                        position += 8
                        continue
                    }
                }
                let end = min(position + 8, bytes.count)
                for index in position..<end where bytes[index] == UInt8(ascii: "\\") {
                    if index + 1 < bytes.count, letters.contains(bytes[index + 1]) { return true }
                }
                position = end
            }
            return false
        }
    }
}
