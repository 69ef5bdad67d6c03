internal import GRDB

/// What somebody typed, as a question that SQLite's full-text search understands and nothing in it can break.
///
/// Every word becomes a quoted phrase whose last part may go on, so `pve-01` finds `pve-01` and `pve-012`,
/// and `OR`, `*` or `"` are only text: https://www.sqlite.org/fts5.html#full_text_query_syntax
struct SearchPattern {
    /// The words as quoted phrases.
    private let phrases: [String]
    private let isAny: Bool

    /// A word that so many rows have stands for itself.
    ///
    /// Where a word may go on, SQLite first gathers all rows of all words that begin with it, and in a memory of a
    /// million messages that alone takes longer than anybody waits.
    static let common = 10_000

    /// Returns `nil` when the text holds no letter and no digit.
    ///
    /// With `any` one of the words is enough; what has more of them, and rarer ones, ranks before.
    init?(_ text: String, any: Bool = false) {
        phrases = text.split(whereSeparator: \.isWhitespace).filter { word in
            word.contains { $0.isLetter || $0.isNumber }
        }.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
        isAny = any
        if phrases.isEmpty { return nil }
    }

    /// The question, in which every word may go on.
    var expression: String { joined(phrases.map { $0 + "*" }) }

    /// The same for an index in which the words that are common are taken as they stand.
    func expression(for index: String, in db: Database) throws -> String {
        joined(try phrases.map { try Self.isCommon($0, index, db) ? $0 : $0 + "*" })
    }

    private func joined(_ words: [String]) -> String {
        words.joined(separator: isAny ? " OR " : " ")
    }

    private static func isCommon(_ phrase: String, _ index: String, _ db: Database) throws -> Bool {
        let count = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM (SELECT 1 FROM \(index) WHERE \(index) MATCH ? LIMIT \(common))",
            arguments: [phrase.storable])
        return count == common
    }
}
