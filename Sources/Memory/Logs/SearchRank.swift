/// Orders what a search found, the best match first, by the texts at hand alone.
///
/// SQLite's own rank reads every row that has one of the words: seconds in a million of them. This weighs the newest few
/// hundred by the same formula, BM25 (Robertson and Zaragoza, 2009, https://doi.org/10.1561/1500000019); as all of them have all
/// of the words, how rare a word is makes no difference.
struct SearchRank {
    private let words: [[UInt8]]

    /// The most matches that are weighed; older ones are not found where there are more.
    static let most = 300
    /// So much of a text is read.
    private static let longest = 8_000

    init(_ text: String) {
        words = text.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }

    /// The items by how well their texts fit; of equals the order stays.
    func ordered<Item>(_ items: [Item], by text: (Item) -> String) -> [Item] {
        let found = items.map { counts(in: text($0)) }
        let average = Double(found.map(\.length).reduce(0, +)) / Double(max(1, found.count))
        return items.indices.map { (weight: Self.weight(found[$0], average), index: $0) }.sorted {
            ($1.weight, $0.index) < ($0.weight, $1.index)
        }.map { items[$0.index] }
    }

    /// How often each word begins a word of a text, and how many words that has.
    private struct Counts {
        var length = 0
        var hits: [Int]
    }

    private static func weight(_ counts: Counts, _ average: Double) -> Double {
        let long = 0.25 + 0.75 * Double(counts.length) / max(1, average)
        return counts.hits.map { Double($0) * 2.2 / (Double($0) + 1.2 * long) }.reduce(0, +)
    }

    private func counts(in text: String) -> Counts {
        let bytes = Array(text.prefix(Self.longest).lowercased().utf8)
        var counts = Counts(hits: words.map { _ in 0 })
        for start in bytes.indices where bytes[start].isOfWord && (start == 0 || !bytes[start - 1].isOfWord) {
            counts.length += 1
            for (index, word) in words.enumerated() where bytes[start...].starts(with: word) {
                counts.hits[index] += 1
            }
        }
        return counts
    }
}

extension UInt8 {
    /// Whether it is part of a word, in small letters: a letter, a digit, or of a character beyond ASCII.
    fileprivate var isOfWord: Bool {
        self >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
