import JSON
import Text

extension JSONValue {
    /// The facts with every text in them as words of a sentence: one line, nothing of it Markdown.
    ///
    /// UPIDs, which go back to the cluster, stay; lines of a log are quoted, and stay but for line breaks.
    var inWords: JSONValue { inWords(of: "") }

    private func inWords(of key: String) -> JSONValue {
        switch self {
        case .null, .bool, .integer, .number: self
        case .string(let text):
            switch key {
            case "upid": self
            case "lines": .string(Untrusted(text).line)
            default: .string(Untrusted(text).words())
            }
        case .array(let elements): .array(elements.map { $0.inWords(of: key) })
        case .object(let members):
            .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.inWords(of: $0.key)) }))
        }
    }
}
