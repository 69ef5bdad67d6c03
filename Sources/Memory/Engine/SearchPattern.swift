/// What somebody typed, as a question that SQLite's full-text search understands and nothing in it can break.
///
/// Every word becomes a quoted phrase whose last part may go on, so `pve-01` finds `pve-01` and `pve-012`,
/// and `OR`, `*` or `"` are only text: https://www.sqlite.org/fts5.html#full_text_query_syntax
struct SearchPattern {
    let expression: String

    /// Returns `nil` when the text holds no letter and no digit.
    init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).filter { word in
            word.contains { $0.isLetter || $0.isNumber }
        }
        guard !words.isEmpty else { return nil }
        expression = words.map { "\"\($0.replacing("\"", with: "\"\""))\"*" }.joined(separator: " ")
    }
}
