import JSON

/// What a model is told about a tool.
package struct ToolDefinition: Sendable, Hashable {
    package let name: ToolName
    /// Markdown: what the tool tells or does, when to use it, what its result means.
    package let description: String
    /// A JSON Schema of type `object`.
    package let inputSchema: JSONValue

    /// Composes the schema of a tool whose parameters are plain values.
    package init(name: ToolName, description: String, parameters: [ToolParameter] = []) {
        self.name = name
        self.description = description
        self.inputSchema = .object([
            "type": "object",
            "properties": .object(
                Dictionary(parameters.map { ($0.name, $0.schema) }) { _, last in last }),
            "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ])
    }
}

/// One parameter of a tool.
package struct ToolParameter: Sendable, Hashable {
    /// The kind of value a parameter takes.
    package enum Kind: Sendable, Hashable {
        case text
        /// A whole number within the bounds.
        case integer(ClosedRange<Int>)
        case flag
        /// One of these words.
        case choice([String])
    }

    package var name: String
    package var kind: Kind
    /// One sentence for the model, with the unit.
    package var description: String
    package var isRequired: Bool

    package init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.description = description
        self.isRequired = isRequired
    }

    var schema: JSONValue {
        var members: [String: JSONValue] = ["description": .string(description)]
        switch kind {
        case .text: members["type"] = "string"
        case .flag: members["type"] = "boolean"
        case .integer(let bounds):
            members["type"] = "integer"
            members["minimum"] = .integer(bounds.lowerBound)
            members["maximum"] = .integer(bounds.upperBound)
        case .choice(let words):
            members["type"] = "string"
            members["enum"] = .array(words.map { .string($0) })
        }
        return .object(members)
    }
}
