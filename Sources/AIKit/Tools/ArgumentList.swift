import JSON

extension ToolDefinition {
    /// What a call of the tool takes, for a model that got it wrong.
    ///
    /// Such as `stop_vm takes vmid (integer, 100 to 999, needed).`
    var argumentList: String {
        let needed = Set((inputSchema["required"]?.array ?? []).compactMap(\.string))
        let parameters = (inputSchema["properties"]?.object ?? [:]).sorted { $0.key < $1.key }
        guard !parameters.isEmpty else { return "\(name) takes no arguments: {}." }
        let parts = parameters.prefix(Self.mostArguments).map { key, schema in
            let words = Self.words(for: schema) + [needed.contains(key) ? "needed" : "may be left out"]
            return "\(key) (\(words.joined(separator: ", ")))"
        }
        return "\(name) takes \(parts.joined(separator: "; "))."
    }

    /// Of more of them, and of more words that one may be, the rest stands in the tool's schema only.
    private static let mostArguments = 20

    /// Its type and what bounds it.
    private static func words(for schema: JSONValue) -> [String] {
        var words = schema["type"]?.string.map { [$0] } ?? []
        if let least = schema["minimum"]?.integer, let most = schema["maximum"]?.integer {
            words.append("\(least) to \(most)")
        }
        if let choices = schema["enum"]?.array, !choices.isEmpty {
            let shown = choices.prefix(mostArguments).map { $0.string ?? $0.text }
            words = ["one of \(shown.joined(separator: " | "))"]
        }
        return words
    }
}
