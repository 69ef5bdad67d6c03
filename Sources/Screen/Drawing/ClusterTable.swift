/// The characters of more than one scalar that a frame's cells name by number.
///
/// Number 0 is the stand-in for what must not be drawn and for what finds no room. A text is told from others by its
/// bytes, which is many times as fast as by Unicode's equivalence, and is what a terminal is sent.
struct ClusterTable: Sendable {
    private(set) var characters: [Character] = [ClusterTable.standIn]
    /// A hash of each character.
    private var digests: [UInt64] = [0]
    private var numbers: [ClusterText: Int] = [:]

    static let standIn: Character = "\u{FFFD}"

    /// The most texts that are known.
    private static let limit = 1 << 20
    /// So many are better forgotten with the frame.
    private static let crowd = 1 << 16

    var isCrowded: Bool { numbers.count > Self.crowd }

    /// The number of a text that was drawn before.
    func known(_ text: String) -> Int? { numbers[ClusterText(text)] }

    /// The number of a character that is safe to draw.
    mutating func number(of character: Character) -> Int {
        let text = ClusterText(String(character))
        if let known = numbers[text] { return known }
        guard numbers.count < Self.limit else { return 0 }
        characters.append(character)
        digests.append(UInt64(truncatingIfNeeded: text.hashValue))
        numbers[text] = characters.count - 1
        return characters.count - 1
    }

    /// Has a text found again as what is drawn in its place.
    mutating func note(_ text: String, as number: Int) {
        guard numbers.count < Self.limit else { return }
        numbers[ClusterText(text)] = number
    }

    subscript(number: Int) -> Character { characters[number] }

    /// A number that is the same for the same character in every frame.
    func digest(of number: Int) -> UInt64 { digests[number] }

    /// Whether the same numbers are the same characters, as far as both tables have them.
    func agrees(with other: ClusterTable) -> Bool {
        characters.withUnsafeBufferPointer { mine in
            other.characters.withUnsafeBufferPointer { theirs in
                mine.baseAddress == theirs.baseAddress
                    || zip(mine, theirs).allSatisfy {
                        ClusterText(String($0)) == ClusterText(String($1))
                    }
            }
        }
    }
}

/// A text that is equal to others of the same bytes only.
struct ClusterText: Hashable, Sendable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ClusterText, right: ClusterText) -> Bool {
        let isSame = left.text.utf8.withContiguousStorageIfAvailable { mine in
            right.text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(mine) }
        }
        return (isSame ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}

/// Values that cells name by number: each once, in the order in which they came.
struct ValueTable<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value]
    private var numbers: [Value: Int] = [:]
    /// Values beyond this many get the number 0.
    private let limit: Int

    init(_ first: [Value] = [], limit: Int) {
        values = first
        self.limit = limit
        for (number, value) in first.enumerated() { numbers[value] = number }
    }

    /// The number of a value, which is 0 when the table is full.
    mutating func number(of value: Value) -> Int {
        if let known = numbers[value] { return known }
        guard values.count < limit else { return 0 }
        values.append(value)
        numbers[value] = values.count - 1
        return values.count - 1
    }

    /// Whether the same numbers are the same values, as far as both tables have them.
    func agrees(with other: ValueTable) -> Bool {
        values.count == other.values.count
            ? values == other.values : zip(values, other.values).allSatisfy { $0 == $1 }
    }

    subscript(number: Int) -> Value { values[number] }
}
