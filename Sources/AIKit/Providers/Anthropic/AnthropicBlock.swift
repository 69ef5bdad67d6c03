import JSON

/// One content block while it streams in.
struct AnthropicBlock: Sendable {
    /// What the block is, as far as this program knows.
    enum Kind: Sendable {
        case text(String)
        case thinking(text: String, signature: String)
        case redacted(data: String)
        /// The arguments as the model writes them.
        case toolUse(id: String, name: String, arguments: String)
        case opaque([String: JSONValue], arguments: String)
    }

    private(set) var kind: Kind
    /// Members of a tool use beyond the known ones, and its input when the server sent it whole.
    private let start: [String: JSONValue]

    /// Reads the `content_block` of its first event.
    init(_ content: JSONValue) {
        start = content.object ?? [:]
        switch content["type"]?.string {
        case "text": kind = .text(content["text"]?.string ?? "")
        case "thinking":
            kind = .thinking(
                text: content["thinking"]?.string ?? "", signature: content["signature"]?.string ?? "")
        case "redacted_thinking": kind = .redacted(data: content["data"]?.string ?? "")
        case "tool_use":
            kind = .toolUse(
                id: content["id"]?.string ?? "", name: content["name"]?.string ?? "", arguments: "")
        default: kind = .opaque(start, arguments: "")
        }
    }

    /// Takes a delta; the event is what of it can be shown at once.
    mutating func extend(with delta: JSONValue) -> ProviderEvent? {
        switch (kind, delta["type"]?.string) {
        case (.text(let text), "text_delta"):
            let more = delta["text"]?.string ?? ""
            kind = .text(text + more)
            return more.isEmpty ? nil : .textDelta(more)
        case (.thinking(let text, let signature), "thinking_delta"):
            let more = delta["thinking"]?.string ?? ""
            kind = .thinking(text: text + more, signature: signature)
            return more.isEmpty ? nil : .thinkingDelta(more)
        case (.thinking(let text, let signature), "signature_delta"):
            kind = .thinking(text: text, signature: signature + (delta["signature"]?.string ?? ""))
        case (.toolUse(let id, let name, let arguments), "input_json_delta"):
            kind = .toolUse(
                id: id, name: name, arguments: arguments + (delta["partial_json"]?.string ?? ""))
        case (.opaque(let members, let arguments), "input_json_delta"):
            kind = .opaque(members, arguments: arguments + (delta["partial_json"]?.string ?? ""))
        case (.opaque(let members, let arguments), _):
            let news = (delta.object ?? [:]).filter { $0.key != "type" }
            kind = .opaque(members.merging(news) { _, new in new }, arguments: arguments)
        case (.text, _), (.thinking, _), (.redacted, _), (.toolUse, _): break
        }
        return nil
    }

    /// The block as part of a message; `nil` for empty text.
    var content: ContentBlock? {
        switch kind {
        case .text(let text): return text.isEmpty ? nil : .text(text)
        case .thinking(let text, let signature): return .thinking(.signed(text: text, signature: signature))
        case .redacted(let data): return .thinking(.redacted(data: data))
        case .toolUse(let id, let name, let arguments):
            let extra = start.filter { !["type", "id", "name", "input"].contains($0.key) }
            let whole = arguments.isEmpty ? start["input"]?.text ?? "" : arguments
            return .toolUse(ToolUse(id: id, name: name, argumentsText: whole, extra: extra))
        case .opaque(var members, let arguments):
            if !arguments.isEmpty {
                members["input"] = ToolUse(id: "", name: "", argumentsText: arguments).input
            }
            return .opaque(.object(members))
        }
    }
}
