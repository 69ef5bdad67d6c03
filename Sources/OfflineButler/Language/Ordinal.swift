/// A place in the list that was shown last: "the first one", "the third", "the last one".
enum Ordinal: Sendable, Hashable {
    /// From one.
    case position(Int)
    case last

    private static let words: [String: Ordinal] = [
        "first": .position(1), "1st": .position(1), "second": .position(2), "2nd": .position(2),
        "third": .position(3), "3rd": .position(3), "fourth": .position(4), "4th": .position(4),
        "fifth": .position(5), "5th": .position(5), "sixth": .position(6), "6th": .position(6),
        "seventh": .position(7), "7th": .position(7), "eighth": .position(8), "8th": .position(8),
        "last": .last,
    ]

    /// The ordinal in the words and where it stands; `nil` when it counts something else: "last 3 tasks", "last week".
    static func read(_ words: [String]) -> (found: Ordinal, at: Range<Int>)? {
        for (position, word) in words.enumerated() {
            guard let ordinal = Ordinal.words[word] else { continue }
            let next = position + 1 < words.count ? words[position + 1] : nil
            let isThing = next.map { things.contains($0) } ?? false
            let endsIt = next == nil && position > 0
            guard isThing || endsIt else { continue }
            return (ordinal, position..<(isThing ? position + 2 : position + 1))
        }
        return nil
    }

    private static let things: Set<String> = ["one", "guest", "vm", "container", "ct", "machine"]

    func pick<Item>(from items: [Item]) -> Item? {
        switch self {
        case .position(let number): items.indices.contains(number - 1) ? items[number - 1] : nil
        case .last: items.last
        }
    }

    /// `the third`.
    var words: String {
        let name = Ordinal.words.filter { $0.value == self && $0.key.first?.isLetter == true }.keys.min()
        return "the \(name ?? "one")"
    }
}
