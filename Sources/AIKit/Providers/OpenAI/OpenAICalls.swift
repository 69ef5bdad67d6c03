import JSON

/// The tool calls of one answer while their fragments come in.
///
/// Id and name come in the first fragment of an index only, or whole in one; servers that count wrongly give
/// every call the same index or none, and then a new id begins a new call.
struct OpenAICalls: Sendable {
    private struct Call: Sendable {
        var id: String
        var name: String
        var arguments: String
    }

    private var calls: [Call] = []
    private var positions: [Int: Int] = [:]

    var isEmpty: Bool { calls.isEmpty }

    /// Takes a fragment; returns the id and name of a call that begins with it.
    mutating func take(_ fragment: JSONValue) -> (id: String, name: String)? {
        let index = fragment["index"]?.integer ?? 0
        let id = fragment["id"]?.string ?? ""
        let name = fragment["function"]?["name"]?.string ?? ""
        let more = OpenAICalls.arguments(fragment["function"]?["arguments"])
        if let position = positions[index], id.isEmpty || calls[position].id == id {
            calls[position].arguments += more
            return nil
        }
        let own = id.isEmpty ? "call_\(calls.count)" : id
        positions[index] = calls.count
        calls.append(Call(id: own, name: name, arguments: more))
        return (own, name)
    }

    /// The calls with what could be parsed of their arguments.
    var toolUses: [ToolUse] {
        calls.map { ToolUse(id: $0.id, name: $0.name, argumentsText: $0.arguments) }
    }

    /// The piece of arguments; a few servers send the object itself.
    private static func arguments(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .object: value?.text ?? ""
        case nil, .null, .bool, .integer, .number, .array: ""
        }
    }
}
