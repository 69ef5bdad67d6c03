import JSON
import Text

/// Frames what a tool returned, so that a model can tell data from words that are meant for it.
///
/// Names, notes and logs are written by anybody. Control, bidi and invisible characters become visible, the
/// frame cannot be closed from inside, and the length is bounded.
enum ResultFence {
    /// The text between its marks.
    static func framed(_ text: String, tool: String, limit: Int) -> String {
        let whole = visible(text)
        let kept = whole.prefix(limit)
        let rest = whole.count - kept.count
        let note = rest > 0 ? "\n… \(rest) more characters were left out" : ""
        return "<data tool=\"\(tool)\">\n\(defused(String(kept)))\(note)\n</data>"
    }

    /// The text between the marks; a text that has none stays as it is.
    static func opened(_ framed: String) -> String {
        let end = "\n</data>"
        guard framed.hasPrefix("<data tool=\""), framed.hasSuffix(end),
            let start = framed.firstIndex(of: "\n")
        else { return framed }
        return String(framed[framed.index(after: start)...].dropLast(end.count))
    }

    /// The text with only its first bytes, in the same frame, and a line that says how much is left out.
    ///
    /// A text that is hardly longer stays whole. Cut at the end of a line where one is near.
    static func shortened(_ text: String, toBytes limit: Int) -> String {
        guard text.utf8.count > limit + limit / 4 + 100 else { return text }
        let inner = opened(text)
        var end = inner.utf8.index(inner.startIndex, offsetBy: min(limit, inner.utf8.count))
        // No character is cut in two.
        while end.samePosition(in: inner) == nil { end = inner.utf8.index(before: end) }
        var kept = inner[..<end]
        if let line = kept.lastIndex(of: "\n"), kept[line...].utf8.count < limit / 2 { kept = kept[..<line] }
        let note = "\n… \(inner.utf8.count - kept.utf8.count) more bytes are left out here"
        guard text.utf8.count > inner.utf8.count, let head = text.firstIndex(of: "\n") else {
            return "\(kept)\(note)"
        }
        return "\(text[...head])\(kept)\(note)\n</data>"
    }

    /// What is a name and therefore one line: a line break in it would put a line of its own into an answer.
    private static let names: Set = [
        "name", "node", "storage", "pool", "tags", "lock", "user", "id", "type", "subject", "cluster",
        "sensor",
    ]

    /// The text with its secrets covered and everything in it made visible.
    static func visible(_ text: String) -> String {
        Untrusted(text.coveringSecrets).block
    }

    /// The value with every text and key in it made visible; `key` is the member the value is of.
    static func visible(_ value: JSONValue, of key: String = "") -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: value
        case .string(let text):
            .string(names.contains(key) ? Untrusted(text.coveringSecrets).line : visible(text))
        case .array(let elements): .array(elements.map { visible($0, of: key) })
        case .object(let members):
            .object(
                Dictionary(members.map { (Untrusted($0.key).line, visible($0.value, of: $0.key)) }) {
                    first, _ in
                    first
                })
        }
    }

    /// The text with every angle bracket that could begin a mark of the frame replaced.
    private static func defused(_ text: String) -> String {
        String(text.map { $0 == "<" ? "‹" : $0 })
    }
}
